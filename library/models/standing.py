"""Whether a document is in force on a day, and what other documents do to it."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from vietnamese.dates import screen_date


@dataclass(frozen=True)
class Remark:
    """One sentence about whether a document holds; `address` leads to the document that is `named` in it, if any."""

    words: str
    named: str = ""
    address: str = ""
    is_end: bool = False


def effects_on(page):
    """What live documents do to `page` (DocumentRelations), the first to begin first; read once for each page."""
    live = [one for one in page.acted_on_by.all() if one.page.live] if page.pk else []
    return sorted(live, key=lambda one: (one.starts_on or datetime.date.max, one.pk))


def remarks(page, *, day):
    """What a reader of `page` has to know on `day` (a date) about its force (Remarks), what ends it first."""
    said = []
    if page.starts_on and day < page.starts_on:
        said.append(Remark(_("In force from %(day)s.") % {"day": screen_date(page.starts_on)}))
    if page.in_force_to and page.in_force_to < day:
        ended = page.in_force_to + datetime.timedelta(days=1)
        said.append(Remark(_("No longer in force from %(day)s.") % {"day": screen_date(ended)}, is_end=True))
    said += [remark_of(one, day=day) for one in effects_on(page)]
    return sorted(said, key=lambda one: not one.is_end)


def remark_of(effect, *, day):
    """The Remark about `effect` (a DocumentRelation): what it ends is no longer in force once it has begun."""
    begins = effect.starts_on
    words = {
        effect.Kind.REPLACES: _("Replaced from %(day)s by"),
        effect.Kind.REPEALS: _("Repealed from %(day)s by"),
        effect.Kind.REPEALS_PART: _("Repealed in part from %(day)s by"),
        effect.Kind.AMENDS: _("Amended from %(day)s by"),
    }[effect.Kind(effect.kind)]
    has_begun = begins is not None and begins <= day
    return Remark(
        words % {"day": screen_date(begins) if begins else "…"},
        named=effect.page.title + (f" ({effect.detail})" if effect.detail else ""),
        address=effect.page.url or "",
        is_end=has_begun and effect.kind in effect.ENDING,
    )


def is_over(page, *, day):
    """Whether `page` is no longer in force on `day`."""
    return any(one.is_end for one in remarks(page, day=day))


def in_force(documents, *, day, relations):
    """Those of `documents` (a queryset) in force on `day`; `relations` are all DocumentRelations."""
    begun = Coalesce("begins_on", "page__starts_on")
    ended = relations.filter(other=OuterRef("pk"), kind__in=relations.model.ENDING, page__live=True)
    ended = ended.annotate(begun=begun).filter(begun__lte=day)
    holds = Q(starts_on__lte=day) & (Q(in_force_to=None) | Q(in_force_to__gte=day))
    return documents.filter(holds).exclude(Exists(ended))
