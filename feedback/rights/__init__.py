"""Who may do what to a question of a citizen."""
