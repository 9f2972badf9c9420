"""What the board of the demonstration city says in its own name: documents, calendar, introduction, plans, alerts."""
