"""How citizens reach each unit: kept on one screen for each unit, or read in for many from a list."""
