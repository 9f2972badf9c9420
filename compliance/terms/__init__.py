"""Minimums, rules and days off in the admin, with what a change would do."""
