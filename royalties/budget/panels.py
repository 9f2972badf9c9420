"""What the budget puts on the first page: its warnings, for who keeps it and who draws up tables; nothing else."""

from django.urls import reverse
from django.utils.functional import cached_property

from royalties.budget.figures import read_budget
from royalties.budget.warnings import warnings_of
from royalties.rights.permissions import user_can_keep_budget, user_can_prepare_tables
from submissions.desk.panels import Panel
from vietnamese.dates import today


class BudgetPanel(Panel):
    """There while the running year's budget is overdrawn, for who can do something about it."""

    name = "budget"
    # After what the person has to do today.
    order = 60
    template_name = "royalties/budget/panel.html"

    @staticmethod
    def is_for(user):
        return user_can_keep_budget(user) or user_can_prepare_tables(user)

    @cached_property
    def content(self):
        """What the template shows (a dict); empty for nothing."""
        year = today().year
        warnings = warnings_of(read_budget(year))
        return {"year": year, "warnings": warnings, "address": reverse("budget:year", args=[year])} if warnings else {}

    def get_context_data(self, parent_context):
        return self.content
