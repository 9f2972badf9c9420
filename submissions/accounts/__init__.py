"""Accounts: logging in, passwords, lock-out."""
