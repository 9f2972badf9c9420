"""Who changed what: Wagtail's own log of units, people, settings and rates, in words."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import ModelLogEntry

# A function that returns Families; each app registers what it keeps.
HOOK = "register_families_of_changes"
# In the order in which they are offered.
UNITS, PEOPLE, SETTINGS, RATES = "don-vi", "nhan-su", "cai-dat", "muc-chi"
LABELS = {
    UNITS: _("units"),
    PEOPLE: _("people and accounts"),
    SETTINGS: _("settings, minimums and periods"),
    RATES: _("rates of royalties"),
}


@dataclass(frozen=True)
class Family:
    """What belongs together in the log: a word for the address, what it is called, and its models."""

    key: str
    label: str | Promise
    models: tuple


def family(key, *models):
    return Family(key, LABELS[key], models)


def families():
    """All Families, those of one key put together."""
    found = {}
    for register in hooks.get_hooks(HOOK):
        for one in register():
            before = found.get(one.key)
            models = (*before.models, *one.models) if before else one.models
            found[one.key] = Family(one.key, one.label, models)
    return [found[key] for key in LABELS if key in found]


def entries(chosen, *, user=None, since=None, until=None):
    """The log's entries about what the Families `chosen` hold, the newest first.

    By `user` (a User), from the day `since` to the end of the day `until` (dates), where they are given.
    """
    models = [model for family in chosen for model in family.models]
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False).values()
    found = ModelLogEntry.objects.filter(content_type__in=[kind.pk for kind in kinds])
    if user is not None:
        found = found.filter(user=user)
    if since is not None:
        found = found.filter(timestamp__date__gte=since)
    if until is not None:
        found = found.filter(timestamp__date__lte=until)
    return found.select_related("user", "content_type").order_by("-timestamp", "-pk")
