"""The decree's deadlines: so many working days from the milestone date of a piece (Decree 43/2011, Article 17)."""


def due_day(page, *, law, calendar):
    """The last day (a date) of the term of `page`, by the law of its milestone date; None where it has no term.

    The milestone itself is not counted.
    """
    days = law.days_for(page, page.milestone_date)
    if days is None:
        return None
    return calendar.days_after(page.milestone_date, days) if days else page.milestone_date
