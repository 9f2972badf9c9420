"""From approved tables to a paid list, its tax, its way back, and what nobody collects."""
