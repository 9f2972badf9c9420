"""What is decided on a whole table."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from royalties import approving, permissions
from royalties.deciding import DecisionView
from royalties.models import RoyaltyTable
from royalties.tables.list_views import LISTS


class TableDecisionView(DecisionView):
    @cached_property
    def table(self):
        return get_object_or_404(RoyaltyTable, pk=self.kwargs["pk"])

    @property
    def address(self):
        return reverse("royalty_tables:table", args=[self.table.pk])


class SubmitView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been handed in for approval.")

    def act(self):
        approving.submit(self.table.pk, user=self.request.user)


class TakeBackView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been taken back and can be changed again.")

    def act(self):
        approving.take_back(self.table.pk)


class SendBackView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table has been sent back with the reason.")

    def act(self):
        approving.send_back(self.table.pk, reason=self.request.POST.get("reason", ""))


class ApproveView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table is approved and does not change any more.")

    def act(self):
        approving.approve(self.table.pk, user=self.request.user, shown=self.request.POST.get("shown", ""))


class DiscardView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been discarded. Its pieces are collected by the next one.")

    def act(self):
        approving.discard(self.table.pk)

    def after_success(self):
        return reverse(LISTS[self.table.kind])
