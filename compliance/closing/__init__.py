"""Closing a period, sealing it, and proving that it is as it was."""
