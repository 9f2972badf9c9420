"""What decrees ask of each category on which day: read once, asked as often as one likes."""

from collections import defaultdict

from django.utils.functional import cached_property

from submissions.models import Category, DecreePoint
from submissions.models.sections import carriers


class Law:
    """The categories and what decrees say of them, as they stand in the database now; two queries."""

    def __init__(self):
        self.categories = list(Category.objects.all())
        self.points = defaultdict(list)
        for point in DecreePoint.objects.select_related("decree"):
            self.points[point.category_id].append(point)

    def in_force(self, category, day):
        """The DecreePoint that holds on `day` (a date) for the category with the key `category`; None for none."""
        return next((point for point in self.points[category] if point.is_valid_on(day)), None)

    def ended_before(self, category, day):
        """The last DecreePoint that had ended by `day` where none holds; None where there was none."""
        if self.in_force(category, day) is not None:
            return None
        ended = [point for point in self.points[category] if point.end_day is not None and point.end_day <= day]
        return max(ended, key=lambda point: point.end_day, default=None)

    def carriers(self, day):
        """{key: key of the category under which it is shown on `day`}."""
        return carriers(self.categories, day)

    @cached_property
    def with_deadlines(self):
        """The keys of the categories of which a decree that binds the city has ever named a number of days."""
        return [
            category
            for category, points in self.points.items()
            if any(point.is_binding and point.deadline_days is not None for point in points)
        ]

    def days_for(self, page, day):
        """How many working days `page` (a CategorisedPage) has by the law of `day`; None where it sets none."""
        point = self.in_force(page.category_id, day)
        return point.days_for(page) if point is not None and point.is_binding else None
