"""The quick form: a piece written on one page with a thumb, which moves to the full editor and back without loss."""
