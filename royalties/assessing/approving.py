"""From the draft to the approved table: handed in, sent back or taken back, approved once, by somebody else."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Sum, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.assessing.collecting import Rates
from royalties.assessing.drafts import locked_table, open_table
from royalties.models import Author, RoyaltyLine, RoyaltyTable
from royalties.money import amounts
from royalties.sealed.check_sums import table_check_sum
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import day_of, screen_moment
from vietnamese.numbers import money
from vietnamese.text import normalise

Kind = RoyaltyLine.Kind
# Each is two values in a statement, of which SQLite takes 999.
AUTHORS_AT_ONCE = 200


def obstacles(table):
    """What stands between `table` and its approval: a list of sentences."""
    lines = list(table.lines.all())
    found = []
    if not lines:
        found.append(_("The table has no line."))
    if unknown := sum(line.author_id is None and not line.unpaid_because for line in lines):
        found.append(
            _("For %(number)s lines it is not known who is paid: choose the author, or say why nothing is paid.")
            % {"number": unknown}
        )
    if gone := table.lines.exclude(kind__in=RoyaltyLine.CORRECTIONS).filter(piece__is_live=False).count():
        found.append(
            _("%(number)s lines are for pieces that are taken down. Compute the table again.") % {"number": gone}
        )
    return found + _above_ceilings(lines) + _outside_bands(lines)


def _outside_bands(lines):
    """Surcharges that leave the band in force (Decree 18/2014/NĐ-CP, Article 7 point 4)."""
    rates, found = Rates(), []
    for line in lines:
        if line.kind != Kind.SURCHARGE or line.unpaid_because:
            continue
        band = rates.surcharge(line.surcharge, day_of(line.published_at))
        words = {"title": line.title, "surcharge": line.get_surcharge_display()}
        if band is None:
            found.append(_("“%(title)s”: no surcharge “%(surcharge)s” was in force on its day.") % words)
            continue
        try:
            band.refuse_percent(line.percent)
        except ValidationError as refusal:
            found.append(f"“{line.title}”: {refusal.message}")
    return found


def _above_ceilings(lines):
    """Article 8 of Decree 18/2014/NĐ-CP holds encouragement and remuneration under a share of the royalties."""
    if not lines:
        return []
    policy = Rates().policy(max(day_of(line.published_at) for line in lines))
    if policy is None:
        return []
    sums = {kind: sum(line.amount for line in lines if line.kind == kind) for kind in Kind}
    royalties = sum(sums[kind] for kind in RoyaltyLine.ROYALTIES)
    remunerated = sum({line.piece_id: line.base for line in lines if line.kind == Kind.REMUNERATION}.values())
    limits = (
        (Kind.ENCOURAGEMENT, royalties, policy.encouragement_ceiling),
        (Kind.REMUNERATION, remunerated, policy.remuneration_ceiling),
    )
    return [
        _("%(kind)s comes to %(sum)s, more than %(percent)s %% of the royalties (%(most)s).")
        % {
            "kind": kind.label,
            "sum": money(sums[kind]),
            "percent": f"{ceiling.normalize():f}",
            "most": money(amounts.part(base, percent=ceiling)),
        }
        for kind, base, ceiling in limits
        if sums[kind] > amounts.part(base, percent=ceiling)
    ]


@transaction.atomic
def submit(table_id, *, user):
    """Hand the draft in for approval. Raises Refusal with the first obstacle, AlreadyDone when it is in."""
    table = locked_table(table_id)
    if not table.is_draft:
        raise AlreadyDone(_("The table has been handed in already."))
    _refuse_obstacles(table)
    table.submitted_at, table.submitted_by, table.returned_because = timezone.now(), user, ""
    table.prepared_by_name = str(user)
    table.save()
    return table


@transaction.atomic
def take_back(table_id):
    """Make a handed-in table a draft again, by who prepares it. Raises Refusal once it is approved."""
    return _reopen(table_id, because="")


@transaction.atomic
def send_back(table_id, *, reason):
    """Make a handed-in table a draft again, by who would approve it; the reason is obligatory. Refusal."""
    reason = normalise(reason).strip()
    if not reason:
        raise Refusal(_("Please say why the table is sent back. Nothing has been decided yet."))
    return _reopen(table_id, because=reason)


def _reopen(table_id, *, because):
    table = locked_table(table_id)
    if table.is_approved:
        raise AlreadyDone(_already_approved(table))
    if table.is_draft:
        raise AlreadyDone(_("The table is a draft again already."))
    table.submitted_at = table.submitted_by = None
    table.prepared_by_name, table.returned_because = "", because
    table.save()
    return table


def seen(table):
    """What somebody has before their eyes, in one text (str): only that is approved."""
    return table_check_sum(table)


@transaction.atomic
def approve(table_id, *, user, shown):
    """Approve the handed-in table as it was `shown` (what `seen` gave), and lock it.

    Raises AlreadyDone when it is approved, Refusal when `user` prepared it, when it changed since it was shown,
    or when something stands in the way.
    """
    table = locked_table(table_id)
    if table.is_approved:
        raise AlreadyDone(_already_approved(table))
    if table.is_draft:
        raise Refusal(_("The table has not been handed in, or was taken back. Nothing has been approved."))
    if user.pk in (table.created_by_id, table.submitted_by_id):
        raise Refusal(_("Who prepared a table does not approve it. Somebody else has to."))
    if seen(table) != shown:
        raise Refusal(_("The table changed since you opened it. Please look at it again; nothing has been approved."))
    _refuse_obstacles(table)
    _write_names(table)
    table.line_count = table.lines.count()
    table.total = total_of(table)
    table.approved_at, table.approved_by, table.approved_by_name = timezone.now(), user, str(user)
    table.digest = table_check_sum(table)
    table.save()
    return table


def _write_names(table):
    """Write into each line who its author is now; a statement for many authors, however many lines they have."""
    authors = list(Author.objects.filter(royalty_lines__table=table).distinct())
    for first in range(0, len(authors), AUTHORS_AT_ONCE):
        some = authors[first : first + AUTHORS_AT_ONCE]
        names = Case(*(When(author=author, then=Value(str(author))) for author in some))
        table.lines.filter(author__in=some).update(author_name=names)


def total_of(table):
    """The sum (int đồng) of the lines of `table`, deductions included."""
    return table.lines.aggregate(total=Sum("amount"))["total"] or 0


@transaction.atomic
def discard(table_id):
    """Delete a draft; its pieces are collected by the next table. Raises Refusal once it is handed in."""
    open_table(table_id).delete()


def _refuse_obstacles(table):
    if found := obstacles(table):
        raise Refusal(" ".join(found))


def _already_approved(table: RoyaltyTable):
    return _("%(person)s approved the table at %(moment)s already.") % {
        "person": table.approved_by_name,
        "moment": screen_moment(table.approved_at),
    }
