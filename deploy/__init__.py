"""What brings the site up on a machine, to a newer program, and away again."""
