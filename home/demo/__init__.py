"""The demonstration city: told through the chain, step by step, in a fresh database."""
