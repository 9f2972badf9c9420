"""What a unit says against its points, and the desk's answer: each once, each with a mail to the other side."""

from collections import defaultdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.models import ScoreObjection
from submissions.kept.outbox import others, outbox_row
from submissions.models import Locality, User
from submissions.rights.roles import DESK, holders_of
from submissions.screens.refusals import Refusal


@transaction.atomic
def object_to(unit, *, year, text, user):
    """Write down the objection `text` of `unit` to its row of `year`, and tell the desk. Returns the ScoreObjection.

    Raises Refusal while another one of the unit waits for its answer, also when two are sent at once.
    """
    try:
        with transaction.atomic():
            objection = ScoreObjection.objects.create(
                unit=unit,
                year=year,
                text=text,
                written_at=timezone.now(),
                written_by=user,
                written_by_name=str(user),
            )
    except IntegrityError:
        raise Refusal(_("An objection of this unit is still waiting for its answer.")) from None
    tell("objection", objection, recipients=holders_of(DESK), user=user)
    return objection


@transaction.atomic
def answer(objection, *, text, user):
    """Write down the desk's answer to `objection` and tell the people of its unit.

    Raises Refusal when somebody has answered before, also a moment ago.
    """
    locked = ScoreObjection.objects.select_for_update(of=("self",)).select_related("unit").get(pk=objection.pk)
    if locked.is_answered:
        raise Refusal(_("%(name)s has answered this already.") % {"name": locked.answered_by_name})
    locked.answer, locked.answered_at = text, timezone.now()
    locked.answered_by, locked.answered_by_name = user, str(user)
    locked.save(update_fields=ScoreObjection.ANSWER)
    people = User.objects.filter(pk__in=locked.unit.memberships.in_office().values("user"))
    tell("objection_answered", locked, recipients=people, user=user)
    return locked


def tell(kind, objection, *, recipients, user):
    """One mail to each of `recipients` but `user`, in the outbox, in the transaction of what it tells."""
    address = reverse("scores:unit", args=[objection.year, objection.unit_id])
    context = {
        "objection": objection,
        "link": settings.WAGTAILADMIN_BASE_URL + address,
        "site": Locality.load().site_title,
    }
    for recipient in others(recipients, user=user):
        if recipient.email:
            outbox_row(f"compliance/scores/mail/{kind}.txt", recipient=recipient, context=context)


def objections_of(year, *, units=None):
    """{key of the unit: its ScoreObjections to `year`, oldest first}, of all units or of the list `units`."""
    found = ScoreObjection.objects.filter(year=year)
    if units is not None:
        found = found.filter(unit__in=[unit.pk for unit in units])
    by_unit = defaultdict(list)
    for objection in found:
        by_unit[objection.unit_id].append(objection)
    return by_unit
