"""Check sums, triggers, and proving that approved papers are as they were."""
