"""Which pieces stand where, and what of them a person reads."""
