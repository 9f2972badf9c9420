"""All opinions on a draft as files for the unit that asked: what was written and what was said, not who it was."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultation.models import Comment
from submissions.models import Locality
from vietnamese.dates import screen_date, screen_moment
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.spreadsheet import OfficeBook

SHARES = (5, 12, 14, 18, 45, 14, 35)


def lines(consultation):
    """[texts and numbers] of each opinion that is no spam, in the order of arrival; "" for what was deleted."""
    comments = consultation.comments.exclude(state=Comment.State.SPAM).select_related("words", "reply")
    return [line(number, comment) for number, comment in enumerate(comments, start=1)]


def line(number, comment):
    words, reply = getattr(comment, "words", None), getattr(comment, "reply", None)
    return [
        number,
        screen_moment(comment.received_at),
        words.organisation if words else "",
        words.part if words else "",
        words.text if words else reply.text if reply else "",
        reply.get_decision_display() if reply else "",
        reply.reason if reply else "",
    ]


def headings():
    return [
        pgettext("column", "No."),
        pgettext("opinions", "Received"),
        _("Organisation"),
        _("About which part"),
        _("Opinion"),
        _("What becomes of it"),
        _("Reason, or explanation"),
    ]


def comments_csv(consultation):
    """The file (bytes); text that reads as a formula is neutralised."""
    return csv_table(headings(), lines(consultation))


def comments_xlsx(consultation):
    """The file (bytes), as an office prints it."""
    title = _("OPINIONS ON: %(title)s") % {"title": consultation.title}
    term = _("Opinions until %(day)s") % {"day": screen_date(consultation.closes_on)}
    book = OfficeBook(title=title)
    titles = [title, f"{Locality.load().website} – {term}"]
    book.add_table(_("Opinions"), titles=titles, headings=headings(), shares=SHARES, rows=lines(consultation))
    return book.content()
