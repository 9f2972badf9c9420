"""A decision on a paper of the royalties, by those whose it is."""

from django.utils.translation import gettext as _

from submissions.screens.access import AllowedMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import Refusal


class DecisionView(AllowedMixin, DecidingView):
    """What is posted about a table or a list; refused to whoever may not decide on it, as `allowed` says."""


class EnteringView(DecisionView):
    """Takes a form; what is wrong with it is said above the page that it stands on, field by field."""

    form_class, prefix = None, None
    # What is not done yet, before what is wrong.
    not_done = ""

    def act(self):
        form = self.form_class(self.request.POST, prefix=self.prefix)
        if not form.is_valid():
            wrong = [
                _("%(field)s: %(error)s") % {"field": form[name].label, "error": message}
                for name, found in form.errors.items()
                for message in found
            ]
            raise Refusal(" ".join([str(self.not_done), *wrong]))
        self.enter(**form.cleaned_data)

    def enter(self, **cleaned):
        """Do it with what was typed; raise Refusal where it must not be done."""
        raise NotImplementedError
