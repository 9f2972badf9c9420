"""How a paper about money looks as a file."""
