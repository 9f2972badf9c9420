"""What counts, the pieces behind each number, and what changed after closing."""
