"""Subscribing: the public form, the one mail that it sends, and the page on which that mail is confirmed."""
