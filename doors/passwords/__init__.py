"""Passwords that anybody would try first: by the habits of the country, and, where there is a list, leaked ones."""
