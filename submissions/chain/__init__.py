"""What happens to a piece: every decision, its mail and its entry in the log."""
