"""Mails that units send in: fetched, made into drafts, answered, or kept for the desk to look at."""
