"""Decrees, read in from a list on the screen: each line in words, and how the table of categories reads then."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.decrees import loading_decrees
from compliance.decrees.effects import CoverageEffect, changes_between, coverage_of, periods_about
from submissions.models import DecreePoint
from submissions.units.loading_view import LoadListView, changed_fields
from vietnamese.dates import screen_date


def user_can_load_decrees(user):
    return user.has_perms(
        [f"submissions.{verb}_{model}" for verb in ("add", "change") for model in ("decree", "decreepoint")]
    )


class LoadDecreesView(LoadListView):
    template_name = "compliance/decrees/load_decrees.html"
    page_title = gettext_lazy("Read in a decree")
    index_name = "decrees:index"
    index_label = gettext_lazy("Legal bases of categories")
    may_load = staticmethod(user_can_load_decrees)
    columns = loading_decrees.HEADINGS
    required = loading_decrees.REQUIRED
    example_name = "mau-nghi-dinh.xlsx"
    example_title = gettext_lazy("Points of a decree, to be filled in")
    read = staticmethod(loading_decrees.decrees_in)

    def apply(self, table):
        return loading_decrees.bring_into_line(table, by=self.request.user)

    def in_words(self, line):
        effects = []
        if line.is_new_decree:
            effects.append(
                _("New legal basis “%(decree)s” from %(day)s on, not yet checked against the original.")
                % {"decree": line.meant["decree"], "day": screen_date(line.meant["valid_from"])}
            )
        if line.done == "created":
            effects.append(_("New point for “%(category)s”.") % {"category": line.meant["category"]})
        elif line.done == "changed":
            effects += changed_fields(DecreePoint, line.changed)
            effects.append(_("Has to be checked against the original anew."))
        return line.meant["title"], tuple(effects)

    def previewed(self, table):
        self.tried = table
        return super().previewed(table)

    def show(self, **context):
        if "lines" in context:
            context["effect"] = effect_of(self.tried)
        return super().show(**context)

    def done_in_words(self, done):
        return _("Points of decrees: %(created)s added, %(changed)s changed, %(unchanged)s unchanged.") % done


def effect_of(table):
    """How the table of categories reads before and after `table`, by doing it and taking it back."""
    periods = periods_about({line.meant["valid_from"] for line in table.lines})
    with transaction.atomic():
        before = coverage_of(periods)
        loading_decrees.bring_into_line(table)
        after = coverage_of(periods)
        transaction.set_rollback(True)
    return CoverageEffect(changes_between(before, after))
