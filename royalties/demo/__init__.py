"""The demonstration of royalties."""
