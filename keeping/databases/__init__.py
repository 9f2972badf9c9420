"""The database of either kind: written to a file as it stands at one moment, put back, and counted."""
