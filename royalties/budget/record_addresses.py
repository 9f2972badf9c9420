"""The screens of what is behind the budget: a table's own, or the form of an entry, for who may open them."""

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from royalties.models import RoyaltyTable
from royalties.rights.permissions import user_can_view_tables


class Records:
    """Where `user` finds the record of an Entry."""

    def __init__(self, user):
        self.finder, self.sees_tables = AdminURLFinder(user), user_can_view_tables(user)

    def address(self, record):
        """The address (str) of its screen, or "" where the person may not open it."""
        if isinstance(record, RoyaltyTable):
            return reverse("royalty_tables:table", args=[record.pk]) if self.sees_tables else ""
        return self.finder.get_edit_url(record) or ""
