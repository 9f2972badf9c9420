"""What the tables contribute to the first page of the back office."""

from django.urls import reverse
from django.utils.functional import cached_property

from royalties.models import RoyaltyTable
from royalties.rights import permissions
from royalties.tables.table_standing import standings, with_sums
from submissions.screens.panel import Panel


class RoyaltyPanel(Panel):
    """A panel that is only there while it has something to tell."""

    class Media:
        css = {"all": ["royalties/tables/tables.css"]}

    @cached_property
    def content(self):
        """What the template shows (a dict); empty for nothing."""
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return self.content


class PreparerPanel(RoyaltyPanel):
    """What is being prepared, and which payments are near their deadline."""

    name = "royalty_tables"
    order = 60
    template_name = "royalties/tables/panels/preparer.html"

    @staticmethod
    def is_for(user):
        return permissions.user_can_prepare_tables(user)

    @cached_property
    def content(self):
        unpaid = RoyaltyTable.objects.filter(listed__payment_list__disbursement=None)
        tables = standings(with_sums(unpaid).order_by("first_day", "pk"))
        drafts = [each for each in tables if each.table.is_draft]
        urgent = [each for each in tables if each.is_urgent and not each.table.is_draft]
        if not drafts and not urgent:
            return {}
        return {"drafts": drafts, "urgent": urgent, "list_url": reverse("royalty_tables:list")}


class ApproverPanel(RoyaltyPanel):
    """The tables that wait for the approval, oldest first."""

    name = "royalty_approval"
    order = 12
    template_name = "royalties/tables/panels/approver.html"

    @staticmethod
    def is_for(user):
        return permissions.user_can_approve_tables(user)

    @cached_property
    def content(self):
        waiting = RoyaltyTable.objects.filter(submitted_at__isnull=False, approved_at=None)
        tables = standings(with_sums(waiting).order_by("submitted_at", "pk"))
        return {"waiting": tables} if tables else {}
