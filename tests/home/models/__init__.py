"""Pages as a citizen gets them: a piece, its lists, what is gone. Their rows are those of `submissions`."""
