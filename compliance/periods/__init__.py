"""Months of account, computed from rules that are handed in; reads no database."""
