"""A decision on a paper of the royalties, by those whose it is."""

from submissions.screens.access import AllowedMixin
from submissions.screens.deciding import DecidingView


class DecisionView(AllowedMixin, DecidingView):
    """What is posted about a table or a list; refused to whoever may not decide on it."""
