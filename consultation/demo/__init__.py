"""Consultations of the demonstration city: one that is open, one that has ended with its summary."""
