"""A decision on a paper of the royalties: a POST, decided once, that leads back to the paper with a sentence."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views import View

from royalties.rights.refusals import AlreadyDone, RoyaltyRefusal
from submissions.screens.access import AllowedMixin


class DecisionView(AllowedMixin, View):
    """Hands what was posted to the rule that decides, and says what happened."""

    http_method_names = ["post", "options"]
    # What the person is told when it is done.
    done = ""

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
        """Do it; raise RoyaltyRefusal where it must not be done."""
        raise NotImplementedError

    @property
    def address(self):
        """Where the paper is."""
        raise NotImplementedError

    def after_success(self):
        return self.address

    def http_method_not_allowed(self, request, *args, **kwargs):
        """A link that is opened decides nothing; a person is led to the paper."""
        if request.method == "GET":
            return redirect(self.address)
        return HttpResponseNotAllowed(["POST"])
