"""Passwords that anybody would try first: by the habits of the country, and, where the office has the list, leaked ones."""
