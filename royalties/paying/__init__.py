"""From approved tables to a paid list."""
