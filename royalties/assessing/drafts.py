"""Working on a table that is still open: what a person decides on its lines.

Everybody takes the table's row first, so that nothing is decided on a table that somebody hands in or approves.
"""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from royalties.assessing.ceilings import HAVE_PERCENT, refuse_percent
from royalties.assessing.collecting import Rates, compute
from royalties.models import Author, RoyaltyLine, RoyaltyTable
from submissions.kept.one_at_a_time import take_turn
from submissions.rights.reasons import reason_given
from submissions.screens.refusals import Refusal
from vietnamese.dates import day_of

Kind = RoyaltyLine.Kind
# What every column of a reason in this app holds (characters).
LONGEST_REASON = 400


def locked_table(table_id):
    """The RoyaltyTable `table_id`, for nobody else until the transaction ends; papers that list it wait too."""
    take_turn("royalties", "royaltytable")
    return RoyaltyTable.objects.select_for_update().get(pk=table_id)


def open_table(table_id):
    """`locked_table`, refused (Refusal) unless it is still with who prepares it."""
    table = locked_table(table_id)
    if table.is_approved:
        raise Refusal(_("The table is approved and no longer changes. Correct it by a deduction in the next one."))
    if not table.is_draft:
        raise Refusal(_("The table has been handed in. Take it back first, then change it."))
    return table


def open_line(table, line_id):
    """The line `line_id` of the open `table`; Refusal where it is gone by now."""
    line = table.lines.filter(pk=line_id).select_related("piece", "author").first()
    if line is None:
        raise Refusal(
            _("This line is no longer in the table. Somebody computed it again, or the piece was taken down.")
        )
    return line


@transaction.atomic
def set_coefficient(table_id, line_id, *, coefficient, reason):
    """Set the coefficient (Decimal) of a line, and so of all who share the piece; the usual one needs no `reason`.

    Raises ValidationError outside the city's band or above the decree, Refusal without a reason.
    """
    table = open_table(table_id)
    line = open_line(table, line_id)
    if line.kind not in RoyaltyLine.ROYALTIES:
        raise Refusal(_("This line has no coefficient."))
    rate = Rates().genre(line.genre, with_photo=line.with_photo, day=day_of(line.published_at))
    if rate is None:
        raise Refusal(_("No coefficients for this genre were in force on the day of its publication."))
    rate.refuse_coefficient(coefficient)
    reason = "" if coefficient == line.usual_coefficient else given(reason)
    sharing = table.lines.filter(piece=line.piece, kind=line.kind)
    if line.kind == Kind.PHOTO:
        sharing = sharing.filter(pk=line.pk)
    sharing.update(coefficient=coefficient, reason=reason)
    _recompute_amounts(table)


@transaction.atomic
def set_percent(table_id, line_id, *, percent, reason):
    """Set the per cent (Decimal) of a line of remuneration, encouragement or a surcharge; obligatory `reason`.

    Raises Refusal, and ValidationError outside the band or above the ceiling (royalties/assessing/ceilings.py).
    """
    table = open_table(table_id)
    line = open_line(table, line_id)
    if line.kind not in HAVE_PERCENT:
        raise Refusal(_("This line has no per cent."))
    refuse_percent(line, percent, rates=Rates())
    line.percent, line.reason = percent, given(reason)
    line.save()
    _recompute_amounts(table)


@transaction.atomic
def set_author(table_id, line_id, *, author, likewise=False):
    """Say who is behind the signature of a line; `likewise` of all that nobody is known for yet (`same_signature`).

    What a royalty is raised by goes with it, to the same person. Refusal where that person has the piece already.
    """
    table = open_table(table_id)
    line = open_line(table, line_id)
    lines = [line, *(same_signature(line) if likewise else [])]
    keys = {each.pk for each in lines}
    raised = [added for each in lines for added in _raised_by(each) if added.pk not in keys]
    for each in lines + raised:
        each.author = author
        try:
            with transaction.atomic():
                each.save()
        except IntegrityError as error:
            raise Refusal(_("%(author)s already stands in a line for this piece.") % {"author": author}) from error


def _raised_by(line):
    """The lines of its table that are paid on top of a royalty, under the same signature (a queryset)."""
    if line.kind not in RoyaltyLine.ROYALTIES:
        return RoyaltyLine.objects.none()
    alike = RoyaltyLine.objects.filter(table=line.table_id, piece=line.piece_id, signed_as=line.signed_as)
    return alike.filter(kind__in=RoyaltyLine.ON_TOP)


def same_signature(line):
    """The other lines of its table with its signature, of its unit, of which nobody knows whose they are (queryset)."""
    alike = RoyaltyLine.objects.filter(table=line.table_id, unit=line.unit_id, signed_as=line.signed_as)
    return alike.filter(author=None).exclude(pk=line.pk)


@transaction.atomic
def add_author(table_id, line_id, *, likewise=False):
    """Record a new Author, named as the line is signed, of its unit, and set that (`set_author`); return the Author."""
    table = open_table(table_id)
    line = open_line(table, line_id)
    if line.author_id is not None:
        raise Refusal(_("Somebody has chosen the author of this line already."))
    author = Author.objects.create(name=line.signed_as, unit=line.unit)
    set_author(table_id, line_id, author=author, likewise=likewise)
    return author


@transaction.atomic
def set_unpaid(table_id, line_id, *, reason):
    """Pay nothing for a line, because of `reason`; an empty one pays it again."""
    table = open_table(table_id)
    line = open_line(table, line_id)
    line.unpaid_because = reason_given(reason, longest=LONGEST_REASON)
    line.save()
    _recompute_amounts(table)


@transaction.atomic
def encourage(table_id, line_id, *, percent, reason):
    """Add so many per cent (Decimal) of a line's royalty as encouragement; returns the line.

    Raises ValidationError above the ceiling, Refusal.
    """
    table = open_table(table_id)
    royalty = open_line(table, line_id)
    if royalty.kind not in RoyaltyLine.ROYALTIES:
        raise Refusal(_("Only a royalty can be encouraged."))
    added = on_top(table, royalty, kind=Kind.ENCOURAGEMENT, amount=0, reason=given(reason))
    added.base, added.percent = royalty.amount, Decimal(0)
    _save_once(added)
    set_percent(table_id, added.pk, percent=percent, reason=reason)
    return table.lines.get(pk=added.pk)


@transaction.atomic
def add_surcharge(table_id, line_id, *, surcharge, percent, reason):
    """Add so many per cent (Decimal) of a line's royalty for a special case (`surcharge`, a SurchargeKind).

    Raises ValidationError outside the band in force on the day of publication, Refusal; returns the line.
    """
    table = open_table(table_id)
    royalty = open_line(table, line_id)
    if royalty.kind not in RoyaltyLine.ROYALTIES:
        raise Refusal(_("Only a royalty gets a surcharge."))
    added = on_top(table, royalty, kind=Kind.SURCHARGE, amount=0, reason=given(reason))
    added.base, added.percent, added.surcharge = royalty.amount, Decimal(0), surcharge
    _save_once(added)
    set_percent(table_id, added.pk, percent=percent, reason=reason)
    return table.lines.get(pk=added.pk)


@transaction.atomic
def take_off(table_id, line_id):
    """Take a line that a person added (encouragement, a correction …) off the open table. Raises Refusal."""
    table = open_table(table_id)
    line = open_line(table, line_id)
    if line.kind in RoyaltyLine.COLLECTED:
        raise Refusal(_("A published piece stays in the table. If nothing is paid for it, say why."))
    line.delete()


def given(reason):
    """`reason` (str) without blanks around it; Refusal where there is none, or more than a column holds."""
    reason = reason_given(reason, longest=LONGEST_REASON)
    if not reason:
        raise Refusal(_("Please give the reason."))
    return reason


def on_top(table, line, *, kind, amount, reason):
    """A new line of `kind` for the piece and person of `line`, at the end of the open `table`; not saved."""
    copied = ("piece", "author", "signed_as", "title", "address", "unit", "unit_name", "genre", "origin", "with_photo")
    last = table.lines.aggregate(last=Max("place"))["last"] or 0
    return RoyaltyLine(
        table=table,
        place=last + 1,
        kind=kind,
        published_at=line.published_at,
        amount=amount,
        reason=reason,
        **{name: getattr(line, name) for name in copied},
    )


def _save_once(line):
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        raise Refusal(_("This person already has such a line for this piece.")) from error


def _recompute_amounts(table):
    lines = list(table.lines.order_by("place"))
    before = {line.pk: (line.base, line.amount) for line in lines}
    compute(lines)
    changed = [line for line in lines if (line.base, line.amount) != before[line.pk]]
    RoyaltyLine.objects.bulk_update(changed, ["base", "amount"])
