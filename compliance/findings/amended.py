"""Amendments after closing in words, for papers that are read without the screen."""

from django.utils.translation import gettext as _

from vietnamese.dates import short_moment


def amendment_lines(amendments):
    """Each of `amendments` as a sentence (str): when, of whom, which piece, what, by whom and why."""
    return [_line(amendment) for amendment in amendments]


def piece_words(amendment):
    """The title in quotation marks; none of what is not public now."""
    return f"“{amendment.title}”" if amendment.title else _("one piece")


def _line(amendment):
    words = _("%(moment)s, %(unit)s, %(piece)s: %(what)s") % {
        "moment": short_moment(amendment.when),
        "unit": amendment.item.row.unit_name,
        "piece": piece_words(amendment),
        "what": amendment.what[:1].lower() + amendment.what[1:],
    }
    if amendment.who:
        words += _("; by: %(who)s") % {"who": amendment.who}
    if amendment.why:
        words += _("; reason: %(why)s") % {"why": amendment.why.strip().rstrip(".")}
    return f"{words}."
