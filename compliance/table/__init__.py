"""The table of a period: screen, files, lists of pieces."""
