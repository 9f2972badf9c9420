"""Questions and answers that the public reads."""
