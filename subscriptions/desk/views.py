"""How many have news sent to them, of what, and how many ended it; no address, for nobody here needs one."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from submissions.models import Category, Unit
from submissions.rights import roles
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.menu_items import RuledMenuItem
from subscriptions.models import Choice, Ending, Request, Subscription, SubscriptionRules

TITLE = _("Subscriptions by mail")
# Months of which it is told how many ended.
MONTHS = 12


def user_can_see_numbers(user):
    """Whether `user` reads how many subscriptions there are: desk, board, administrator, superuser."""
    works = roles.user_is_desk(user) or roles.user_is_editor(user) or roles.user_is_site_manager(user)
    return user.is_active and (user.is_superuser or works)


class NumbersView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(user_can_see_numbers)
    template_name = "subscriptions/desk/numbers.html"
    page_title = TITLE
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        paces = dict(Subscription.objects.order_by().values_list("pace").annotate(Count("pk")))
        return super().get_context_data(
            **kwargs,
            rules=SubscriptionRules.load(),
            total=sum(paces.values()),
            paces=[(label, paces.get(value, 0)) for value, label in Choice.Pace.choices],
            waiting=Request.objects.count(),
            chosen=chosen_most(),
            endings=Ending.objects.all()[: MONTHS * len(Ending.Reason)],
        )


def chosen_most():
    """[(what, number)] of all that is chosen by somebody, the most first."""
    of_the_site = (
        (_("All announcements of the site"), "all_announcements"),
        (_("New drafts on which opinions are asked"), "consultations"),
    )
    found = [(label, Subscription.objects.filter(**{name: True}).count()) for label, name in of_the_site]
    found = [row for row in found if row[1]]
    for field, model, name in ((Subscription.units, Unit, "name"), (Subscription.categories, Category, "title")):
        key = field.field.m2m_reverse_name()
        counts = dict(field.through.objects.order_by().values_list(key).annotate(Count("pk")))
        named = model.objects.filter(pk__in=counts).values_list("pk", name)
        found += [(name, counts[pk]) for pk, name in named]
    return sorted(found, key=lambda row: -row[1])


def numbers_item():
    return RuledMenuItem(
        TITLE,
        reverse("subscriptions_desk:numbers"),
        name="subscriptions",
        icon_name="mail",
        order=230,
        allowed=user_can_see_numbers,
    )
