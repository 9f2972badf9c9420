"""Units end: people, pieces, minimum and page in one transaction, as it was shown, or nothing of it."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from submissions.ending import saying, what_is_owed
from submissions.ending.handing_over import hand_over_all
from submissions.ending.plan import Fate
from submissions.kept.one_at_a_time import take_turn
from submissions.models import UnitEnding, UnitMembership
from submissions.screens.refusals import Refusal
from vietnamese.dates import today

ENDED = "submissions.unit_ended"


def take_turns():
    """Wait until nobody else ends units or names stand-ins, and keep the turn until the transaction ends."""
    take_turn("submissions", "unit")
    take_turn("submissions", "unitmembership")


@transaction.atomic
def end_units(ending, *, said):
    """Do what `ending` (an Ending) says; its successors are saved by now. Raises Refusal with why it may not be.

    `said` are the sentences that were shown before, which are recorded.
    What is handed over is handed over at once where the last day is past, and else on the day after it (hand_over_due).
    """
    take_turns()
    for unit in ending.units:
        # It may have been closed since it was read.
        unit.refresh_from_db(fields=["valid_from", "valid_to"])
    if refused := saying.refusals(ending):
        raise Refusal(" ".join(refused))
    others = what_is_owed.others(ending)
    people = move_people(ending)
    owed = [part.apply() for part in others]
    at, rows = timezone.now(), []
    for unit in ending.units:
        before = people[unit.pk] | {"owed": [changed.get(unit.pk, []) for changed in owed]}
        rows.append(end_unit(unit, ending=ending, said=said, before=before, at=at))
    if ending.end_day <= today() and ending.pieces != UnitEnding.Pieces.LEAVE:
        hand_over_all(rows, user=ending.by)


def end_unit(unit, *, ending, said, before, at):
    """End `unit` and record it, with what can be taken back (`taking_back`)."""
    known = set(unit.successors.values_list("pk", flat=True))
    before |= {
        "valid_to": iso(unit.valid_to),
        "successors": [one.pk for one in ending.successors if one.pk not in known],
        "made": [one.pk for one in ending.made],
    }
    unit.valid_to = ending.end_day
    unit.save(update_fields=["valid_to"])
    unit.successors.add(*ending.successors)
    row = UnitEnding.objects.create(
        unit=unit,
        last_day=ending.last_day,
        document_number=ending.document_number,
        document_date=ending.document_date,
        pieces=ending.pieces,
        pieces_to=ending.pieces_to,
        said=said,
        before=before,
        decided_by=ending.by,
        decided_at=at,
    )
    log(instance=unit, action=ENDED, user=ending.by, data={"comment": "\n".join(said)}, content_changed=True)
    return row


def move_people(ending):
    """Those who move get an entry at the successor before theirs ends; stand-ins end with the unit.

    Returns {key of a unit: {"members": [[key, end before, end now], …], "entries": [key, …]}}.
    """
    changed = {unit.pk: {"members": [], "entries": []} for unit in ending.units}
    moves, ends = ending.moves(), {member.pk: member.valid_to for member in ending.members}
    for member in [*ending.members, *ending.stand_ins]:
        is_stand_in = member.stands_in_for_id is not None
        if is_stand_in or ending.fate_of(member)[0] != Fate.LEAVE:
            end = max(ending.end_day, member.valid_from or ending.end_day)
            changed[member.unit_id]["members"].append([member.pk, iso(member.valid_to), iso(end)])
            member.valid_to = end
            member.save(update_fields=["valid_to"])
            log(instance=member, action="wagtail.edit", user=ending.by, content_changed=True)
    for member, unit, is_new in moves:
        if is_new:
            entry = register(member, unit=unit, ending=ending, valid_to=ends[member.pk])
            changed[member.unit_id]["entries"].append(entry.pk)
    return changed


def iso(day):
    return day and day.isoformat()


def register(member, *, unit, ending, valid_to):
    entry = UnitMembership(
        user=member.user,
        unit=unit,
        role=member.role,
        post=member.post,
        telephone=member.telephone,
        document_number=ending.document_number,
        document_date=ending.document_date,
        valid_from=max(ending.end_day, member.valid_from or ending.end_day),
        valid_to=valid_to,
    )
    entry.save()
    log(instance=entry, action="wagtail.create", user=ending.by, content_changed=True)
    return entry
