"""What the payment lists contribute to the first page of the back office."""

from django.urls import reverse
from django.utils.functional import cached_property

from royalties.lists.index_views import waiting_tables
from royalties.lists.list_standing import standings, with_earliest
from royalties.models import PaymentList
from royalties.rights import permissions
from royalties.tables.panels import RoyaltyPanel


class AccountantPanel(RoyaltyPanel):
    """Approved tables that no list pays, and lists on the way; nothing while there is neither."""

    name = "payment_lists"
    order = 14
    template_name = "royalties/lists/panels/accountant.html"

    @staticmethod
    def is_for(user):
        return permissions.user_can_check_lists(user)

    @cached_property
    def content(self):
        unpaid = with_earliest(PaymentList.objects.on_the_way()).order_by("pay_day", "pk")
        return {
            "tables": waiting_tables(),
            "standings": standings(unpaid),
            "draw_up_url": reverse("payment_lists:draw_up"),
            "list_url": reverse("payment_lists:index"),
        }


class DirectorPanel(RoyaltyPanel):
    """The lists that wait for the approval, oldest first."""

    name = "payment_approval"
    order = 13
    template_name = "royalties/lists/panels/director.html"

    @staticmethod
    def is_for(user):
        return permissions.user_can_approve_lists(user)

    @cached_property
    def content(self):
        waiting = PaymentList.objects.filter(checked_at__isnull=False, approved_at=None)
        return {"standings": standings(with_earliest(waiting).order_by("checked_at", "pk"))}
