"""Who may do what to money, what a decision needs, and what somebody confirmed with it."""
