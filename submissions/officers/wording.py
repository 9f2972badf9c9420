"""How the register is called and what stands below its title, the same in every form."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vietnamese.dates import short_date

# As the letter 2485/UBND-VX of 2019, point 1, calls it.
KIND = pgettext_lazy("document", "List")
OF_WHOM = gettext_lazy("officers in charge of supplying information")


def title():
    """The whole name of the list (str)."""
    return f"{KIND} {OF_WHOM}"


def title_notes(register):
    """The lines below the title: the day, the deadline, and what the list leaves out."""
    lines = [_("As of %(day)s") % {"day": short_date(register.day)}, register.deadline_words]
    narrowed = [register.block_title] if register.block else []
    if register.only_missing:
        narrowed.append(_("Only units that have registered nobody"))
    if register.with_leaders:
        narrowed.append(_("Leaders of the units too"))
    return [*lines, "; ".join(narrowed)] if narrowed else lines
