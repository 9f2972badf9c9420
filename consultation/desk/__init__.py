"""Opinions in the back office: the list, one opinion and what is done with it, several given out at once, files."""
