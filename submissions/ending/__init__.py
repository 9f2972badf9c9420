"""A unit that ends: what becomes of its people, pieces, minimum and page, said before it is done, and done at once."""
