"""The two letters about units below their minimum, as drafts: the division urges, the People's Committee corrects.

Only the People's Committee may correct ("chấn chỉnh"); the division writes to its equals ("đôn đốc").
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compliance.findings.streaks import REPEATED
from compliance.papers.fields import DRAFT
from compliance.table.cells import shown
from submissions.models import Letterhead, Locality
from vietnamese.dates import short_date, short_moment
from vietnamese.files.official import OfficialDocument, layout_on
from vietnamese.numbers import in_prose

# More names than this push the letter itself from its first page; they then stand in the list below.
MOST_ADDRESSEES = 8
# At the head of its own letters the committee's name is written out.
WRITTEN_OUT = ("UBND ", "Ủy ban nhân dân\n")
COLUMNS = (
    (gettext_lazy("No."), 12),
    (gettext_lazy("Agency, unit"), 59),
    (gettext_lazy("Minimum of the period"), 17),
    (gettext_lazy("News sent"), 19),
    (gettext_lazy("Counted"), 18),
    (gettext_lazy("Still missing"), 18),
)
WAITING = (gettext_lazy("Waiting for editing or publication"), 22)
IN_A_ROW = (gettext_lazy("Periods in a row"), 22)
CENTRED = (0, 2, 3, 4, 5, 6)


def urging_letter(paper):
    """The division's letter to the units below their minimum in the period of `paper`, running or over (bytes)."""
    letterhead, locality = Letterhead.load(), Locality.load()
    words = locality.words | {"name": paper.period.name}
    about = _("Re: urging to supply news for %(website)s, month %(name)s") % words
    document = _opened(
        paper,
        parent=letterhead.parent,
        agency=letterhead.agency,
        symbol=letterhead.symbol,
        about=about,
    )
    document.paragraph(_urging_reason(paper, agency=letterhead.agency, locality=locality))
    document.paragraph(_summary(paper))
    _list(document, paper, WAITING, lambda row: shown(row.waiting))
    for text in _urging_requests(paper, agency=letterhead.agency):
        document.paragraph(text)
    document.foot(
        recipients=locality.recipients_of("urging"),
        authority=letterhead.authority,
        post=letterhead.signer_post,
        name=letterhead.signer_name,
    )
    return document.content()


def correcting_letter(paper):
    """The draft of the People's Committee's letter on the period of `paper`, which is over (bytes)."""
    letterhead, locality = Letterhead.load(), Locality.load()
    committee = letterhead.parent.replace(*WRITTEN_OUT, 1)
    document = _opened(
        paper,
        parent="",
        agency=committee,
        symbol=letterhead.parent_symbol,
        about=_("Re: correcting the supply of news for %(website)s") % locality.words,
    )
    document.paragraph(_correcting_reason(paper, agency=letterhead.agency, locality=locality))
    document.paragraph(_summary(paper))
    _list(document, paper, IN_A_ROW, lambda row: _streak_cell(paper.streaks[row.unit.pk]))
    for text in _corrections(paper, agency=letterhead.agency, locality=locality):
        document.paragraph(text)
    document.foot(
        recipients=locality.recipients_of("correcting"),
        authority=letterhead.parent_authority,
        post=letterhead.parent_signer_post,
        name=letterhead.parent_signer_name,
    )
    return document.content()


def _opened(paper, *, parent, agency, symbol, about):
    """The letter down to its addressees; the clerk fills in number and day."""
    document = OfficialDocument(layout=layout_on(paper.report_date), title=about, agency=agency.replace("\n", " "))
    document.mark(DRAFT)
    place = Letterhead.load().place
    document.head(parent=parent, agency=agency, place=place, number=f"         /{symbol}", about=about)
    names = [row.name for row in paper.below]
    document.addressees(names if len(names) <= MOST_ADDRESSEES else [_("The agencies, units in the list below")])
    return document


def _urging_reason(paper, *, agency, locality):
    words = _(
        "Under %(basis)s of %(authority)s, %(agency)s keeps track of the news that agencies and units supply for "
        "%(website)s, period %(name)s (%(span)s)."
    )
    return words % (_of_the_period(paper, locality=locality) | {"agency": agency})


def _correcting_reason(paper, *, agency, locality):
    words = _(
        "Under %(basis)s of %(authority)s, and in view of the report of %(agency)s on the news that agencies and units "
        "supplied for %(website)s, period %(name)s (%(span)s):"
    )
    return words % (_of_the_period(paper, locality=locality) | {"agency": agency})


def _of_the_period(paper, *, locality):
    """What the first paragraph of a letter names: the site, the period, and the rule by which it is judged."""
    return locality.words | {
        "basis": locality.basis,
        "name": paper.period.name,
        "span": paper.period.label,
    }


def _summary(paper):
    words = ngettext(
        "At %(moment)s, %(number)s agency, unit was below the minimum, with %(missing)s pieces missing:",
        "At %(moment)s, %(number)s agencies, units were below the minimum, with %(missing)s pieces missing:",
        len(paper.below),
    )
    return words % {
        "moment": short_moment(paper.moment),
        "number": in_prose(len(paper.below)),
        "missing": in_prose(sum(row.shortfall for row in paper.below)),
    }


def _list(document, paper, last, cell):
    """The units below their minimum; `last` is the column that a letter has for itself, `cell` what stands in it."""
    columns = (*COLUMNS, last)
    rows = [
        [place, row.name, *map(shown, (row.minimum, row.sent, row.counted, row.shortfall)), cell(row)]
        for place, row in enumerate(paper.below, start=1)
    ]
    document.table(
        [str(heading) for heading, _share in columns], rows, shares=[share for _h, share in columns], centred=CENTRED
    )


def _streak_cell(periods):
    """The number of periods in a row; from the third on with a word that no one overlooks."""
    return _("%(number)s (repeatedly)") % {"number": periods} if periods >= REPEATED else str(periods)


def _urging_requests(paper, *, agency):
    if paper.is_over:
        yield _(
            "%(agency)s asks the agencies, units named above to see to it that the officers in charge supply enough "
            "news in the next period, from its first days on."
        ) % {"agency": agency}
    else:
        yield _(
            "%(agency)s asks the agencies, units named above to supply the missing news before the period ends on "
            "%(last)s."
        ) % {"agency": agency, "last": short_date(paper.period.last_day)}
    yield _(
        "News is approved by the unit's leader and comes with photos where the minimum asks for them. What has been "
        "sent and waits for editing or publication counts when it is published; nothing has to be sent again."
    )
    yield _("%(agency)s asks the agencies, units for their attention and cooperation./.") % {"agency": agency}


def _corrections(paper, *, agency, locality):
    words = locality.words | {"agency": agency}
    yield (
        _(
            "%(authority)s asks the heads of the agencies, units named above to correct this, to assign officers and "
            "to supply enough news with photos, on time, from the next period on."
        )
        % words
    )
    if paper.repeatedly_below:
        found = [row.name for row in paper.repeatedly_below]
        names = "; ".join(found) if len(found) <= MOST_ADDRESSEES else _("marked in the list above")
        yield _(
            "The heads of the agencies, units that are below the minimum for three periods in a row or longer "
            "(%(names)s) report the reasons in writing to %(authority)s, through %(agency)s, which looks at their "
            "responsibility under the rules."
        ) % (words | {"names": names})
    yield (
        _("%(agency)s keeps track, urges, and reports the results to %(authority)s on the day of the monthly report./.")
        % words
    )
