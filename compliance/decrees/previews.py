"""Forms of decrees and categories: shown before they are saved, and nothing of them is ever deleted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance.decrees.effects import CoverageEffect, changes_between, coverage_of, days_of, periods_about
from compliance.terms.previews import PreviewedSave
from submissions.models import Category, NewsPage
from vietnamese.numbers import whole

CHECKED = gettext_lazy("✓ checked against the original")
UNCHECKED = gettext_lazy("○ not checked against the original text")


class CoveragePreview(PreviewedSave):
    """Shows how the table of categories reads before and after, in the periods where something begins or ends."""

    periods = None

    def situation(self, changed):
        if self.periods is None:
            stored = self.model.objects.filter(pk=changed.pk).first() if changed.pk else None
            rows = [row for row in (changed, stored) if row]
            self.periods = periods_about({day for row in rows for day in days_of(row)})
        return coverage_of(self.periods)

    def effect(self, before, after):
        return CoverageEffect(changes_between(before, after), filed=filed_words(self.form.instance))


def filed_words(record):
    """How many pieces stay filed under the category that `record` is, or is about; "" for none and for a decree."""
    category = record if isinstance(record, Category) else getattr(record, "category", None)
    number = NewsPage.objects.filter(category=category).count() if category is not None and category.pk else 0
    if not number:
        return ""
    words = ngettext(
        "%(number)s piece is filed under “%(category)s” and stays there, whatever is changed here.",
        "%(number)s pieces are filed under “%(category)s” and stay there, whatever is changed here.",
        number,
    )
    return words % {"number": whole(number), "category": category}


def checked_words(record):
    """Whether somebody has read `record` in the original text."""
    return str(CHECKED if record.is_checked else UNCHECKED)


def number_of_points(decree):
    return ngettext("%(number)s category", "%(number)s categories", decree.number_of_points) % {
        "number": whole(decree.number_of_points)
    }


def continued_words(category):
    return _("by “%(category)s”") % {"category": category.continued_by} if category.continued_by else ""
