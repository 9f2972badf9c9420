"""Public pages kept as they were sent, until something that the public reads changes."""
