"""Public consultation: drafts on which citizens give their opinion until a day, and what became of each opinion."""
