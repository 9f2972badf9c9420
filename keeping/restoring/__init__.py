"""A backup put back: for good, or into an empty place to see whether it could be."""
