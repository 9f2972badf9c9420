"""A decision: a POST, decided once, that leads back with a sentence."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.views import View

from submissions.screens.refusals import Refusal, tell


class DecidingView(View):
    """Hands what was posted to the rule that decides, and says what happened; who may, says a mixin before it."""

    http_method_names = ["post", "options"]
    # What the person is told when it is done.
    done = ""

    def post(self, request, *args, **kwargs):
        try:
            self.decide()
        except Refusal as refusal:
            address = self.after_refusal(refusal)
            self.refuse(refusal)
            return redirect(address)
        messages.success(request, self.done)
        return redirect(self.after_success())

    def decide(self):
        """`act`, with what a mixin keeps beside it."""
        self.act()

    def act(self):
        """Do it; raise Refusal where it must not be done."""
        raise NotImplementedError

    @property
    def address(self):
        """Where that is shown on which is decided."""
        raise NotImplementedError

    def refuse(self, refusal):
        """Tell the person why it is not done."""
        tell(self.request, refusal)

    def after_refusal(self, refusal):
        return self.address

    def after_success(self):
        return self.address

    def http_method_not_allowed(self, request, *args, **kwargs):
        """A link that somebody's mail scanner opens decides nothing; a person is led to what it is about."""
        if request.method == "GET":
            return redirect(self.address)
        return HttpResponseNotAllowed(["POST"])


class FormDecidingView(DecidingView):
    """A decision by a form: what is wrong with it is shown at its fields, on the screen that it was sent from.

    The rule that decides finds what was typed in `cleaned`, and may raise ValidationError as well.
    """

    form_class, prefix = None, None
    cleaned = None

    def bound(self):
        """The form as it was sent, or None for a mere button."""
        return self.form_class(self.request.POST, prefix=self.prefix) if self.form_class else None

    def again(self, form):
        """The screen once more, with what is wrong in `form`."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        form = self.bound()
        if form is not None and not form.is_valid():
            return self.again(form)
        self.cleaned = form.cleaned_data if form is not None else {}
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as error:
            form.add_error(None, error)
            return self.again(form)
