"""From published pieces to an approved table."""
