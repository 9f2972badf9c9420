"""Who may do what to money, and how a refusal is told."""
