"""Who sees which numbers."""
