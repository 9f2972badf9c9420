"""The end of units taken back while their last day is still to come: all as it was before, or nothing of it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log

from submissions.ending import what_is_owed
from submissions.ending.doing import take_turns
from submissions.ending.plan import Ending
from submissions.models import NewsDocument, NewsImage, NewsPage, Unit, UnitEnding, UnitMembership
from submissions.models.units import namesake
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import screen_date, today

TAKEN_BACK = "submissions.unit_end_taken_back"


def may_be_taken_back(ending):
    """Whether `ending` (a UnitEnding) can be: its last day is not over, and what it changed was noted."""
    return ending.last_day >= today() and ending.before is not None


def step_of(ending):
    """The UnitEndings that were confirmed together with `ending`, which are taken back together."""
    rows = UnitEnding.objects.filter(decided_at=ending.decided_at, decided_by=ending.decided_by)
    return list(rows.select_related("unit").order_by("unit__display_order", "pk"))


def made_by(rows):
    """The Units that were made in the step of `rows`, and have not begun."""
    return list(Unit.objects.filter(pk__in=[pk for row in rows for pk in row.before["made"]]))


def refusals(rows):
    """Why the step of `rows` may not be taken back: sentences, none where it may."""
    late = [row for row in rows if not may_be_taken_back(row)]
    for row in late:
        yield _("%(unit)s: last day %(day)s. This is not taken back any more: register what goes on as it is now.") % {
            "unit": row.unit.name,
            "day": screen_date(row.last_day),
        }
    if late:
        return
    made = made_by(rows)
    gone = [unit.pk for unit in made] + [row.unit_id for row in rows]
    for row in rows:
        other = namesake(row.unit.name, valid_from=row.last_day, leaving_out=gone)
        if other is not None:
            yield _("“%(name)s” exists after that day: end it first.") % {"name": other.name}
    entries = {pk for row in rows for pk in row.before["entries"]}
    for unit in made:
        if is_in_use(unit, entries=entries, rows=rows):
            yield _("%(unit)s has people, pieces or files of its own by now, or takes over from others.") % {
                "unit": unit.name
            }


def is_in_use(unit, *, entries, rows):
    return (
        unit.memberships.exclude(pk__in=entries).exists()
        or unit.predecessors.exclude(pk__in=[row.unit_id for row in rows]).exists()
        or unit.successors.exists()
        or NewsPage.objects.filter(unit=unit).exists()
        or any(model.objects.filter(collection=unit.collection_id).exists() for model in (NewsImage, NewsDocument))
    )


def sentences(rows):
    """What taking back the step of `rows` does."""
    for row in rows:
        yield _("%(unit)s goes on; the end with %(day)s is no more.") % {
            "unit": row.unit.name,
            "day": screen_date(row.last_day),
        }
    members = sum(len(row.before["members"]) for row in rows)
    if members:
        yield ngettext(
            "%(number)d member stays as before; what was entered at the successor is taken out.",
            "%(number)d members stay as before; what was entered at the successors is taken out.",
            members,
        ) % {"number": members}
    if any(any(row.before["owed"]) for row in rows):
        yield _("The own minimum and the exemption go on as before.")
    for unit in made_by(rows):
        yield _("%(unit)s, which was made for this and has not begun, is taken out with its page.") % {
            "unit": unit.name
        }
    yield _("Pieces have not been moved yet: they stay where they are.")


@transaction.atomic
def take_back(pk, *, user):
    """Take back the step of the UnitEnding `pk`; returns its Units. Raises Refusal with why it may not be.

    What somebody has changed since then is left as it was changed.
    """
    take_turns()
    ending = UnitEnding.objects.filter(pk=pk).first()
    if ending is None:
        raise AlreadyDone(_("This has been taken back already."))
    rows = step_of(ending)
    if refused := list(refusals(rows)):
        raise Refusal(" ".join(refused))
    said, made = list(sentences(rows)), made_by(rows)
    for row in rows:
        restore_people(row, user=user)
        try:
            restore_owed(row, user=user)
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from None
        unit = row.unit
        unit.valid_to = day_of(row.before["valid_to"])
        unit.save(update_fields=["valid_to"])
        unit.successors.remove(*row.before["successors"])
        row.delete()
        log(instance=unit, action=TAKEN_BACK, user=user, data={"comment": "\n".join(said)}, content_changed=True)
    for unit in made:
        take_out(unit, user=user)
    return [row.unit for row in rows]


def restore_people(row, *, user):
    for entry in UnitMembership.objects.filter(pk__in=row.before["entries"]):
        log(instance=entry, action="wagtail.delete", user=user)
        entry.delete()
    for pk, before, after in row.before["members"]:
        for member in UnitMembership.objects.filter(pk=pk, valid_to=day_of(after)):
            member.valid_to = day_of(before)
            member.save(update_fields=["valid_to"])
            log(instance=member, action="wagtail.edit", user=user, content_changed=True)


def restore_owed(row, *, user):
    ending = Ending(units=[row.unit], last_day=row.last_day, by=user)
    # A part that came since then has nothing to give back.
    for part, owed in zip(what_is_owed.others(ending), row.before["owed"], strict=False):
        part.take_back(owed)


def take_out(unit, *, user):
    """Delete `unit`, which never began, with its page and collection: nothing was ever there."""
    page, collection = unit.page, unit.collection
    log(instance=unit, action="wagtail.delete", user=user)
    unit.delete()
    # Nobody deletes pages of units by hand: the right to do it is that to take back the end.
    DeletePageAction(page, user=user).execute(skip_permission_checks=True)
    collection.delete()


def day_of(text):
    return datetime.date.fromisoformat(text) if text else None
