"""HTML from outside as clean paragraphs, lists and tables."""
