"""The public form, and the page to confirm on. What they say never tells whether a mailbox is known."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from submissions.models import Category, Unit
from submissions.screens.access import Unreported
from subscriptions.asking.forms import SubscribeForm
from subscriptions.asking.requests import ask, confirm, waiting
from subscriptions.ending.keeping import VALID
from subscriptions.models import Subscription, SubscriptionRules
from subscriptions.proofs.tokens import CHANGE, CONFIRM, handle_in, token_of


def title_of_the_form():
    return _("Have news sent by mail")


class SubscribeView(Unreported, TemplateView):
    """The form, kept by nobody. A link chooses: `don-vi`, `chuyen-muc` (slugs), `thong-bao`, `lay-y-kien`."""

    template_name = "subscriptions/asking/subscribe.html"

    def get(self, request, *args, **kwargs):
        if not SubscriptionRules.load(request_or_site=request).is_open:
            return self.shown(None)
        return self.shown(SubscribeForm(request=request, initial=self.named()))

    def named(self):
        """What the link that led here chose (dict)."""
        asked = self.request.GET
        return {
            "all_announcements": "thong-bao" in asked,
            "consultations": "lay-y-kien" in asked,
            "units": Unit.objects.valid_today().filter(slug__in=asked.getlist("don-vi")[:50]),
            "categories": Category.objects.valid_today().filter(slug__in=asked.getlist("chuyen-muc")[:50]),
        }

    def post(self, request, *args, **kwargs):
        if not SubscriptionRules.load(request_or_site=request).is_open:
            return self.shown(None)
        form = SubscribeForm(request.POST, request=request)
        if not form.is_valid():
            return self.shown(form, status=429 if form.rate.is_spent() else 200)
        ask(form.cleaned_data, form_key=form.form_key)
        form.rate.count()
        context = self.get_context_data(title=_("Please look into your mailbox"), days=VALID.days)
        return self.response_class(request, ["subscriptions/asking/asked.html"], context)

    def shown(self, form, status=200):
        context = self.get_context_data(title=title_of_the_form(), form=form, hour=SubscriptionRules.load().hour)
        return self.render_to_response(context, status=status)


class ConfirmView(Unreported, TemplateView):
    """Where the mail leads. Opening it confirms nothing: programmes that look for viruses follow every link."""

    template_name = "subscriptions/asking/confirm.html"

    def get(self, request, *args, **kwargs):
        handle = handle_in(kwargs["token"], CONFIRM)
        choice = waiting(handle) if handle else None
        return self.shown(choice)

    def post(self, request, *args, **kwargs):
        handle = handle_in(kwargs["token"], CONFIRM)
        subscription = handle and (confirm(handle) or Subscription.objects.filter(handle=handle).first())
        if not subscription:
            return self.shown(None)
        return redirect(reverse("subscriptions:own", args=[token_of(subscription.handle, CHANGE)]) + "?moi=1")

    def shown(self, choice):
        title = _("Confirm your subscription") if choice else _("This link is no longer valid")
        context = self.get_context_data(title=title, choice=choice)
        return self.render_to_response(context, status=200 if choice else 410)
