"""The search of the public site: what is found, in which order, and what is proposed instead."""
