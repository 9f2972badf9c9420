"""A backup, from the snapshot of the database to its name."""
