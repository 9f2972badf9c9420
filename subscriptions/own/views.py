"""What a subscriber does without an account. No page shows the address: whoever forwards a mail forwards its links."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from submissions.screens.access import Unreported
from subscriptions.asking.forms import ChangeForm
from subscriptions.asking.requests import change
from subscriptions.ending.ends import end
from subscriptions.models import Ending, Subscription
from subscriptions.proofs.tokens import CHANGE, END, handle_in, token_of


class TokenView(Unreported, TemplateView):
    """A page of the subscription that the token in its address proves; 404 for a token that proves nothing."""

    purpose = ""

    def dispatch(self, request, *args, **kwargs):
        self.handle = handle_in(kwargs["token"], self.purpose)
        if self.handle is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def shown(self, title, **context):
        return self.render_to_response(self.get_context_data(title=title, **context))


class OwnView(TokenView):
    purpose = CHANGE
    template_name = "subscriptions/own/own.html"

    def get(self, request, *args, **kwargs):
        return self.of(lambda subscription: ChangeForm(subscription=subscription))

    def post(self, request, *args, **kwargs):
        return self.of(lambda subscription: ChangeForm(request.POST, subscription=subscription))

    def of(self, make_form):
        subscription = Subscription.objects.filter(handle=self.handle).defer("address").first()
        if subscription is None:
            return self.shown(_("There is no such subscription any more"), form=None)
        form = make_form(subscription)
        if form.is_bound and form.is_valid():
            change(subscription, form.cleaned_data)
            return redirect(f"{self.request.path}?luu=1")
        return self.shown(
            _("Your news by mail"),
            form=form,
            is_new="moi" in self.request.GET,
            is_saved="luu" in self.request.GET,
            end_token=token_of(self.handle, END),
        )


@method_decorator(csrf_exempt, name="dispatch")
class EndView(TokenView):
    """One click in a mail program posts here (RFC 8058), without a page or a cookie before it; opening ends nothing.

    The token is what a form's token is elsewhere: nobody else has it. Ended twice is ended.
    """

    purpose = END
    template_name = "subscriptions/own/end.html"

    def get(self, request, *args, **kwargs):
        if not Subscription.objects.filter(handle=self.handle).exists():
            return self.shown(_("You get no more mails"), is_over=True)
        return self.shown(_("Unsubscribe"), is_over=False)

    def post(self, request, *args, **kwargs):
        end(self.handle, reason=Ending.Reason.UNSUBSCRIBED)
        return self.shown(_("You get no more mails"), is_over=True)
