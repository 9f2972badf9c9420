"""Rates in the admin."""
