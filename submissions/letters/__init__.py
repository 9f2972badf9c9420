"""A mail as it came: who sent it and whether to believe it, its words and its files; knows no rows."""
