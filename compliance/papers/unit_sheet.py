"""A sheet for one unit: its numbers in a period, the pieces behind them, and the year so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from compliance.closing.closing import due_periods
from compliance.counting.amendments import amendments_of
from compliance.counting.counting import count_period
from compliance.counting.ledger import Ledger
from compliance.counting.pieces import Verdicts, pieces_behind, readable_title
from compliance.findings.amended import amendment_lines
from compliance.findings.annex import AMENDED, ANNEX, BY_NAME, not_published
from compliance.findings.findings import standing_of_figures
from compliance.models import ClosedItem
from compliance.papers.fields import DRAFT
from compliance.table.columns import PUBLISHED, SENT
from compliance.table.report import Line, make_report
from submissions.models import Letterhead
from submissions.standing.titles import told_titles
from vietnamese.dates import day_of, screen_date, today
from vietnamese.files.official import OfficialDocument, layout_on

PIECES = (
    (gettext_lazy("No."), 12),
    (gettext_lazy("News"), 61),
    (gettext_lazy("Genre"), 22),
    (gettext_lazy("Published on"), 24),
    (gettext_lazy("Photo"), 14),
    (gettext_lazy("Counted"), 32),
)
HISTORY = ("minimum", "sent", "published", "counted", "shortfall", "result")


@dataclass(frozen=True)
class SheetPiece:
    """A published piece as the sheet lists it; `why_not` is empty where it counts."""

    title: str
    genre: str
    day: str
    has_photo: bool
    why_not: str

    @property
    def cells(self):
        photo = _("yes") if self.has_photo else _("no")
        counts = _("No: %(reason)s") % {"reason": self.why_not} if self.why_not else _("Yes, it counts")
        return [self.title, self.genre, self.day, photo, counts]


def unit_sheet(unit, *, period, user):
    """The sheet of `unit` for `period` as a DOCX file (bytes), with the titles that `user` may read.

    Raises LookupError where the unit stands in no line of the period's table.
    """
    ledger = Ledger.read()
    report = make_report(period, units=[unit], ledger=ledger)
    if not report.rows:
        raise LookupError(unit)
    row, closed = report.rows[0], report.closed
    letterhead = Letterhead.load()
    day = closed.report_date if closed else period.report_date
    document = OfficialDocument(
        layout=layout_on(day), title=f"{_('News of the unit')}: {row.name}", agency=letterhead.agency
    )
    if not closed:
        document.mark(DRAFT)
    document.head(parent=letterhead.parent, agency=letterhead.agency, place=letterhead.place, day=today())
    document.title(
        pgettext("document", "Sheet on supplied news"),
        row.name,
        notes=[
            _("(Period %(name)s, %(span)s)") % {"name": period.name, "span": period.label},
            standing_of_figures(closed=closed, taken_at=report.taken_at),
        ],
    )
    document.heading(_("1. Figures of the period"))
    _write_figures(document, report)
    document.heading(_("2. News published in the period"))
    _write_pieces(document, published_pieces(unit, period=period, closed=closed, ledger=ledger, user=user))
    if closed:
        _write_amendments(document, amendments_of(closed, units=[unit]))
    document.heading(_("3. Since the beginning of the year"))
    _write_history(document, unit, period=period, ledger=ledger)
    return document.content()


def published_pieces(unit, *, period, closed, ledger, user):
    """The SheetPieces of `unit` in `period`, oldest first: as they were closed, or as they stand."""
    found = pieces_behind("published", period=period, units=[unit], ledger=ledger).order_by("published_at", "pk")
    pieces = list(found)
    listed = ClosedItem.objects.filter(row__period=closed, piece__in=pieces, is_published=True) if closed else ()
    told = {piece.pk: piece for piece in pieces} | {item.piece_id: item for item in listed}
    titles = told_titles(user, pieces)
    verdicts = Verdicts(pieces, user=user, rules=period.rules, day=period.last_day)
    return [
        SheetPiece(
            title=readable_title(piece, titles=titles),
            genre=str(told[piece.pk].get_genre_display()),
            day=screen_date(day_of(piece.published_at)),
            has_photo=told[piece.pk].has_photo,
            why_not=verdicts.reason(piece),
        )
        for piece in pieces
    ]


def _write_figures(document, report):
    """The columns of the annex that are about one unit, with the note on what is not published yet."""
    columns = [column for column in ANNEX if column.name not in ("number", "title")]
    line = report.lines[0]
    cells = [line.shown(column.name) for column in columns]
    document.table(
        [column.heading for column in columns],
        [cells],
        shares=[column.width for column in columns],
        centred=range(len(columns)),
    )
    if words := not_published(report.rows[0]):
        document.note(_("Note: pieces sent, not published at that time: %(words)s.") % {"words": words})


def _write_pieces(document, pieces):
    if not pieces:
        document.paragraph(_("None."))
        return
    document.table(
        [str(heading) for heading, _share in PIECES],
        [[place, *piece.cells] for place, piece in enumerate(pieces, start=1)],
        shares=[share for _heading, share in PIECES],
        centred=[0, 3, 4],
    )


def _write_amendments(document, amendments):
    """What happened to these pieces after closing, where anything did."""
    if amendments:
        document.note(str(AMENDED))
    for line in amendment_lines(amendments):
        document.note(f"- {line}")


def _write_history(document, unit, *, period, ledger):
    """A row for each period of the year, as it was closed or as it stands."""
    columns = [BY_NAME[name] for name in HISTORY]
    due = due_periods(rules=period.rules, ledger=ledger)
    rows = []
    for month in period.year_so_far:
        # Before the first period that the site accounts for, there is nothing to say of a unit.
        if not (ledger.is_closed(month) or month in due or month == period):
            continue
        for row in count_period(month, units=[unit], ledger=ledger):
            line = Line("", row.name, row, (row,), row.unit)
            cells = [line.shown(column.name) for column in columns]
            state = _("closed") if ledger.is_closed(month) else _("not closed")
            rows.append([month.name, *cells, state])
    document.table(
        [_("Period"), *(_heading(column) for column in columns), _("Figures")],
        rows,
        shares=[18, 16, 16, 16, 17, 17, 34, 26],
        centred=range(len(columns) + 2),
    )


def _heading(column):
    return {"sent": str(SENT), "published": str(PUBLISHED)}.get(column.name, str(column.heading))
