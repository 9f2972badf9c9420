"""What the budget puts on the first page: its warnings, for who keeps it and who draws up tables; nothing else."""

from django.urls import reverse
from django.utils import timezone
from laces.components import Component

from royalties.budget.figures import read_budget
from royalties.budget.warnings import warnings_of
from royalties.permissions import user_can_keep_budget, user_can_prepare_tables


class BudgetPanel(Component):
    name = "budget"
    template_name = "royalties/budget/panel.html"
    # After what the person has to do today.
    order = 60

    def __init__(self, *, year, warnings):
        self.year, self.warnings = year, warnings

    def get_context_data(self, parent_context):
        return {"year": self.year, "warnings": self.warnings, "address": reverse("budget:year", args=[self.year])}


def budget_panels(user):
    """A BudgetPanel where the running year's budget is overdrawn and `user` can do something about it (a list)."""
    if not (user_can_keep_budget(user) or user_can_prepare_tables(user)):
        return []
    year = timezone.localdate().year
    warnings = warnings_of(read_budget(year))
    return [BudgetPanel(year=year, warnings=warnings)] if warnings else []
