"""The year's budget: what is promised and paid against it."""
