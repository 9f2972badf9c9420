"""The text of the report: what the period brought, and how the units stand to their minimums (domain: skeleton).

The annex has every unit with its numbers. So the text names the units of a group, with numbers where there is room,
and leaves longer listings to the annex: the report stays short enough to be read.
"""

from django.utils.translation import gettext as _

from compliance.counting.counts import Result
from compliance.table.report import added
from vietnamese.dates import short_moment
from vietnamese.numbers import in_prose

# Characters of a listing in the text; about sixteen lines of a page.
LONGEST_LISTING = 1200


def results(paper):
    """Part I, paragraph by paragraph: since when the figures stand, totals, the month before, categories, blocks."""
    total = total_of(paper.report)
    paragraphs = [
        standing_of_figures(closed=paper.closed, taken_at=paper.report.taken_at),
        _totals(paper, total),
        *_compared(paper, total),
        *_categories(paper),
    ]
    paragraphs += [_block(line) for line in paper.report.lines if line.level == "block"]
    paragraphs.append(
        _("Since the beginning of %(year)s: %(number)s pieces of news that count.")
        % {"year": paper.period.year, "number": in_prose(total.year_counted)}
    )
    return paragraphs


def standings(paper):
    """Part II, paragraph by paragraph: who met the minimum, who did not; what waits; of whom nothing is asked."""
    annex = _("named in the annex")
    waiting = [row for row in paper.report.rows if row.waiting]
    groups = [
        (_("Met the minimum"), paper.rows_with(Result.MET), (_counted, _name), annex),
        (_("Below the minimum"), paper.rows_with(Result.SHORT), (_missing, _name), annex),
        (_("No news"), paper.rows_with(Result.NOTHING), (_name,), annex),
        (_("Sent, not published yet"), waiting, (_waiting,), _("named in the note below the annex")),
        (_("No minimum"), paper.rows_with(Result.NOT_ASKED), (_exempt, _name), annex),
    ]
    # What is not the unit's to answer for is named only where there is any.
    shown = [group for place, group in enumerate(groups) if place < 3 or group[1]]
    return [_group(place, *group) for place, group in enumerate(shown, start=1)]


def standing_of_figures(*, closed, taken_at):
    """Since when the figures stand (str): `closed` is the ClosedPeriod or None, `taken_at` when they were counted."""
    if closed:
        return _("The figures were closed at %(moment)s.") % {"moment": short_moment(closed.closed_at)}
    words = _("The figures are those of %(moment)s; the period is not closed yet.")
    return words % {"moment": short_moment(taken_at)}


def listed(rows, wordings, *, elsewhere):
    """The units of `rows` one after the other, in the first of `wordings` (functions of a row) with room.

    `elsewhere` (str) says where they are named, for listings that are too long in any wording.
    """
    listings = ("; ".join(map(words, rows)) for words in wordings)
    return next((text for text in listings if len(text) <= LONGEST_LISTING), elsewhere)


def total_of(report):
    """The sums over all units of `report` (Counts)."""
    return added(report.rows)


def _totals(paper, total):
    words = _(
        "In the period %(units)s units had a minimum, %(minimum)s pieces of news in all. The units sent %(sent)s "
        "pieces to the editorial board. The editorial board published %(published)s pieces (%(short)s short, %(long)s "
        "long; %(photos)s with photo); %(counted)s of them count towards the minimum."
    )
    return words % {
        "units": in_prose(len(paper.asked)),
        "minimum": in_prose(total.minimum),
        "sent": in_prose(total.sent),
        "published": in_prose(total.published),
        "short": in_prose(total.short),
        "long": in_prose(total.long),
        "photos": in_prose(total.with_photo),
        "counted": in_prose(total.counted),
    }


def _compared(paper, total):
    """Against the period before; nothing where that one has no news, as before the site came into use."""
    if not paper.before.rows:
        return
    before = total_of(paper.before)
    if not (before.sent or before.published):
        return
    met = [sum(row.result == Result.MET for row in report.rows) for report in (paper.report, paper.before)]
    yield _(
        "Against period %(name)s: news sent %(sent)s; news published %(published)s; news that counts %(counted)s; "
        "units that met the minimum %(met)s."
    ) % {
        "name": paper.before.period.name,
        "sent": _change(total.sent, before.sent),
        "published": _change(total.published, before.published),
        "counted": _change(total.counted, before.counted),
        "met": _change(*met),
    }


def _change(now, before):
    if now == before:
        return _("unchanged (%(number)s)") % {"number": in_prose(now)}
    words = (
        _("up by %(by)s (from %(before)s to %(now)s)")
        if now > before
        else _("down by %(by)s (from %(before)s to %(now)s)")
    )
    return words % {"by": in_prose(abs(now - before)), "before": in_prose(before), "now": in_prose(now)}


def _block(line):
    asked = [row for row in line.rows if row.result != Result.NOT_ASKED]
    met = sum(row.result == Result.MET for row in asked)
    return _("- %(block)s: sent %(sent)s, published %(published)s, counted %(counted)s; %(met)s of %(asked)s met.") % {
        "block": line.title,
        "sent": in_prose(line.counts.sent),
        "published": in_prose(line.counts.published),
        "counted": in_prose(line.counts.counted),
        "met": in_prose(met),
        "asked": in_prose(len(asked)),
    }


def _categories(paper):
    """What was published under each category of the decree; nothing where a closed period keeps none."""
    if paper.categories:
        found = [f"{title} ({in_prose(number)})" for title, number in paper.categories]
        yield _("By category: %(categories)s.") % {"categories": "; ".join(found)}


def _group(place, title, rows, wordings, elsewhere):
    if not rows:
        return _("%(place)s. %(title)s: none.") % {"place": place, "title": title}
    return _("%(place)s. %(title)s (%(number)s agencies, units): %(names)s.") % {
        "place": place,
        "title": title,
        "number": in_prose(len(rows)),
        "names": listed(rows, wordings, elsewhere=elsewhere),
    }


def _name(row):
    return row.name


def _counted(row):
    return f"{row.name} ({in_prose(row.counted)}/{in_prose(row.minimum)})"


def _missing(row):
    words = _("%(name)s (%(counted)s/%(minimum)s, %(missing)s missing)")
    return words % {
        "name": row.name,
        "counted": in_prose(row.counted),
        "minimum": in_prose(row.minimum),
        "missing": in_prose(row.shortfall),
    }


def _waiting(row):
    return _("%(name)s (%(number)s pieces)") % {"name": row.name, "number": in_prose(row.waiting)}


def _exempt(row):
    return f"{row.name} ({row.exempt_because})" if row.exempt_because else row.name
