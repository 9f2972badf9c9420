"""A decision on a paper of the royalties, by those whose it is."""

from django.contrib import messages

from submissions.screens.access import AllowedMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import AlreadyDone


class DecisionView(AllowedMixin, DecidingView):
    """What is done already is as the person wanted it: said, and no warning."""

    def refuse(self, refusal):
        if isinstance(refusal, AlreadyDone):
            messages.info(self.request, refusal.sentence)
        else:
            super().refuse(refusal)
