"""What the report proposes to say of difficulties and of what to do, from the figures; the desk may say otherwise."""

from django.utils.translation import gettext as _

from compliance.counting.counts import Result
from compliance.findings.findings import listed
from submissions.models import Locality
from vietnamese.numbers import in_prose


def difficulties(paper):
    """The paragraphs of part III: what the desk wrote, or else the proposed ones."""
    return _paragraphs(paper.remarks.difficulties or proposed_difficulties(paper))


def proposals(paper):
    """The paragraphs of part IV: what the desk wrote, or else the proposed ones."""
    return _paragraphs(paper.remarks.proposals or proposed_proposals(paper))


def proposed_difficulties(paper):
    """The proposed wording of part III (str, paragraphs on lines of their own)."""
    nothing = len(paper.rows_with(Result.NOTHING))
    uncounted = sum(row.published - row.counted for row in paper.report.rows)
    waiting = sum(row.waiting for row in paper.report.rows)
    found = []
    if paper.below:
        words = _(
            "%(below)s agencies, units are below the minimum; of %(nothing)s of them there is no news in the period."
        )
        found.append(words % {"below": in_prose(len(paper.below)), "nothing": in_prose(nothing)})
    if uncounted:
        words = _(
            "%(number)s published pieces do not count: without photo, duplicate, reprinted from a press body, or taken "
            "down."
        )
        found.append(words % {"number": in_prose(uncounted)})
    if waiting:
        words = _("%(number)s pieces that were sent wait for editing or publication.")
        found.append(words % {"number": in_prose(waiting)})
    return "\n".join(found) or _("There are no difficulties.")


def proposed_proposals(paper):
    """The proposed wording of part IV (str); only the People's Committee corrects, so that it is asked to."""
    if not paper.below:
        return _("There are no proposals.")
    locality = Locality.load()
    found = [
        _(
            "%(authority)s is asked to direct and correct the agencies, units below the minimum that are named in "
            "part II, so that they supply enough news with photos, on time."
        )
        % locality.words
    ]
    if paper.repeatedly_below:
        words = _(
            "%(authority)s is asked to look at the responsibility of the heads of the agencies, units that are below "
            "the minimum for three periods in a row or longer: %(names)s."
        )
        found.append(words % (locality.words | {"names": _repeated(paper)}))
    return "\n".join(found)


def _repeated(paper):
    """Those named for the third time or more; where they are many, the letter of correction has them."""
    found = paper.repeatedly_below
    elsewhere = _("%(number)s agencies, units, named in the draft of the letter of correction")
    return listed(
        found, [lambda row: in_a_row(row, paper=paper)], elsewhere=elsewhere % {"number": in_prose(len(found))}
    )


def in_a_row(row, *, paper):
    """A unit with the number of periods that it has been below its minimum."""
    words = _("%(name)s (%(number)s periods)")
    return words % {"name": row.name, "number": in_prose(paper.streaks[row.unit.pk])}


def _paragraphs(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
