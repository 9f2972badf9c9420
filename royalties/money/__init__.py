"""Amounts, and the decree's numbers: pure."""
