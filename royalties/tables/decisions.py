"""What is decided on a whole table. Each is a POST, decided once, and leads back to the table with a sentence."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from royalties import approving, permissions
from royalties.models import RoyaltyTable
from royalties.refusals import AlreadyDone, RoyaltyRefusal
from royalties.tables.list_views import LISTS
from submissions.views.access import AllowedMixin


class DecisionView(AllowedMixin, View):
    """Hands what was posted to the rule that decides, and says what happened."""

    http_method_names = ["post", "options"]
    done = ""

    @cached_property
    def table(self):
        return get_object_or_404(RoyaltyTable, pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        address = self.address
        try:
            self.act()
        except AlreadyDone as told:
            messages.info(request, told.sentence)
            return redirect(address)
        except RoyaltyRefusal as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(address)
        messages.success(request, self.done)
        return redirect(self.after_success())

    def act(self):
        raise NotImplementedError

    @property
    def address(self):
        return reverse("royalty_tables:table", args=[self.table.pk])

    def after_success(self):
        return self.address

    def http_method_not_allowed(self, request, *args, **kwargs):
        """A link that is opened decides nothing; a person is led to the table."""
        if request.method == "GET":
            return redirect(self.address)
        return HttpResponseNotAllowed(["POST"])


class SubmitView(DecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been handed in for approval.")

    def act(self):
        approving.submit(self.table.pk, user=self.request.user)


class TakeBackView(DecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been taken back and can be changed again.")

    def act(self):
        approving.take_back(self.table.pk)


class SendBackView(DecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table has been sent back with the reason.")

    def act(self):
        approving.send_back(self.table.pk, reason=self.request.POST.get("reason", ""))


class ApproveView(DecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table is approved and does not change any more.")

    def act(self):
        approving.approve(self.table.pk, user=self.request.user, shown=self.request.POST.get("shown", ""))


class DiscardView(DecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been discarded. Its pieces are collected by the next one.")

    def act(self):
        approving.discard(self.table.pk)

    def after_success(self):
        return reverse(LISTS[self.table.kind])
