"""Decrees and the categories of the site in the admin, with what a change would do."""
