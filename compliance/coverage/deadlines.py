"""The decree's deadlines: so many working days from the milestone date of a piece (Decree 43/2011, Article 17)."""


def dated(categories):
    """The keys of those Categories ({key: Category}) that have a deadline and bind the city."""
    return [key for key, one in categories.items() if one.is_binding and one.deadline_days is not None]


def due_day(milestone, *, days, calendar):
    """The last day (a date) of a term of so many working days from `milestone`, which is not counted itself."""
    return calendar.days_after(milestone, days) if days else milestone
