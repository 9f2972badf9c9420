"""Who may do what to an opinion on a draft."""
