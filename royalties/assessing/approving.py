"""From the draft to the approved table: handed in, sent back or taken back, approved once, by somebody else."""

from django.db import transaction
from django.db.models import Case, Sum, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from royalties.assessing import correcting
from royalties.assessing.collecting import Rates
from royalties.assessing.differing import Differences, change_in_words, differences_of, listed, name_of
from royalties.assessing.drafts import LONGEST_REASON, locked_table, open_table
from royalties.assessing.proposals import proposals_in_words, unchosen_share, write_proposed
from royalties.models import Author, RoyaltyLine, RoyaltyTable
from royalties.money import amounts
from royalties.rights.confirming import PROPOSED, UNFINISHED, keep
from royalties.rights.paid_oneself import keep_paid
from royalties.rights.preparing import keep_hand, prepared_it
from royalties.sealed.check_sums import table_check_sum
from submissions.kept.canonical import check_sum
from submissions.rights.reasons import reason_given
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import day_of, screen_date, screen_moment, today
from vietnamese.numbers import decimal, money

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
    if undecided := correcting.undecided(lines):
        found.append(
            _(
                "By now the whole amount of these lines is taken back, so that putting something up again takes a "
                "decision: %(lines)s. Take them off the table and enter them with its number and date."
            )
            % {"lines": listed([name_of(line) for line in undecided])}
        )
    if for_nothing := correcting.deducted_for_nothing(lines):
        found.append(
            _(
                "Nobody collected what these lines take back, and it moved to the next year's fund: %(lines)s. Take "
                "them off the table."
            )
            % {"lines": listed([name_of(line) for line in for_nothing])}
        )
    if gone := table.lines.exclude(kind__in=RoyaltyLine.CORRECTIONS).filter(piece__is_live=False).count():
        found.append(
            _("%(number)s lines are for pieces that are taken down. Compute the table again.") % {"number": gone}
        )
    if unchosen := unchosen_share(table):
        found.append(unchosen)
    return found + _above_ceilings(lines)


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
            "percent": decimal(ceiling),
            "most": money(amounts.part(base, percent=ceiling)),
        }
        for kind, base, ceiling in limits
        if sums[kind] > amounts.part(base, percent=ceiling)
    ]


@transaction.atomic
def submit(table_id, *, user, shown=None, unfinished=False):
    """Hand the draft in for approval as it was `shown` (what `seen` gave; None where nobody looked at a page).

    `unfinished` confirms that its days are not over yet, which is kept. Raises Refusal with what stands in the way,
    AlreadyDone when it is in.
    """
    table = locked_table(table_id)
    if not table.is_draft:
        raise AlreadyDone(_("The table has been handed in already."))
    _refuse_obstacles(table)
    refuse_differences(differences_of(table), draft=True)
    if said := unfinished_in_words(table):
        if not unfinished:
            raise Refusal(_("The table has not been handed in. %(said)s Please confirm it.") % {"said": said})
        keep(table, UNFINISHED, user=user, said=said)
    if shown is not None and seen(table) != shown:
        raise Refusal(_("The table changed since you opened it. Please look at it again; it has not been handed in."))
    table.submitted_at, table.submitted_by, table.returned_because = timezone.now(), user, ""
    table.prepared_by_name = str(user)
    table.save()
    keep_hand(table, user)
    return table


def unfinished_in_words(table):
    """That days of `table` are still to come (str), or ""."""
    if table.last_day < today():
        return ""
    return _("The days of the table are not over: pieces published until the end of %(day)s will not be in it.") % {
        "day": screen_date(table.last_day)
    }


@transaction.atomic
def take_back(table_id):
    """Make a handed-in table a draft again, by who prepares it. Raises Refusal once it is approved."""
    return _reopen(table_id, because="")


@transaction.atomic
def send_back(table_id, *, reason):
    """Make a handed-in table a draft again, by who would approve it; the reason is obligatory. Refusal."""
    reason = reason_given(reason, longest=LONGEST_REASON)
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
    """What somebody has before their eyes, in one text (str): only that is decided on.

    What is said of proposed rates is a part of it, because an approval confirms just that.
    """
    return check_sum(table_check_sum(table), proposals_in_words(table))


@transaction.atomic
def approve(table_id, *, user, shown, proposed=False):
    """Approve the handed-in table as it was `shown` (what `seen` gave), and lock it.

    `proposed` confirms that it rests on rates which the city has not decided, which is kept.

    Raises AlreadyDone when it is approved, Refusal when `user` had a hand in it, when it changed since it was shown,
    when pieces or rules changed since, or when something stands in the way.
    """
    hold_pieces(table_id)
    table = locked_table(table_id)
    if table.is_approved:
        raise AlreadyDone(_already_approved(table))
    if table.is_draft:
        raise Refusal(_("The table has not been handed in, or was taken back. Nothing has been approved."))
    if prepared_it(table, user):
        raise Refusal(_("Who prepared a table does not approve it. Somebody else has to."))
    if seen(table) != shown:
        raise Refusal(_("The table changed since you opened it. Please look at it again; nothing has been approved."))
    _refuse_obstacles(table)
    refuse_differences(differences_of(table))
    if said := proposals_in_words(table):
        if not proposed:
            raise Refusal(_("Nothing has been approved. %(said)s Please confirm it.") % {"said": said})
        keep(table, PROPOSED, user=user, said=said)
        write_proposed(table)
    keep_paid(table, user)
    _write_names(table)
    table.line_count = table.lines.count()
    table.total = total_of(table)
    table.approved_at, table.approved_by, table.approved_by_name = timezone.now(), user, str(user)
    table.digest = table_check_sum(table)
    table.save()
    return table


def hold_pieces(table_id):
    """Wait for who changes a piece of the table at this moment, and let others wait until it is decided.

    Before the table's own turn: whoever takes a piece down holds the piece first, then the table.
    """
    pieces = RoyaltyLine.objects.filter(table=table_id).order_by().values("piece")
    list(Page.objects.select_for_update(of=("self",)).filter(pk__in=pieces).order_by("pk").values_list("pk"))


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


def refuse_differences(found: Differences, *, draft=False):
    """Raise Refusal for what differs, named line by line; of a `draft` also for pieces that only come in."""
    said = differences_in_words(found, draft=draft)
    if said and draft:
        raise Refusal(
            _("The table has not been handed in. %(said)s Compute it again, or decide these lines anew.")
            % {"said": said}
        )
    if said:
        raise Refusal(
            _("Nothing has been approved. %(said)s Send it back, so that it is computed again.") % {"said": said}
        )


def differences_in_words(found, *, draft=False):
    """What differs (str), of a `draft` also pieces that only come in; "" for nothing."""
    said = []
    if changes := found.changes + (found.coming if draft else []):
        words = {"lines": listed([change_in_words(change) for change in changes])}
        said.append(_("Not as today's pieces, names and rules make it: %(lines)s.") % words)
    if found.outside:
        words = {"lines": listed([each.words for each in found.outside])}
        said.append(_("Decided as today's rules do not allow, and to be decided anew: %(lines)s.") % words)
    return " ".join(said)


def _refuse_obstacles(table):
    if found := obstacles(table):
        raise Refusal(" ".join(found))


def _already_approved(table: RoyaltyTable):
    return _("%(person)s approved the table at %(moment)s already.") % {
        "person": table.approved_by_name,
        "moment": screen_moment(table.approved_at),
    }
