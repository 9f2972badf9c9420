"""Mails to the people of a unit about questions that are theirs to answer: numbers, and no word of a citizen.

One mail a day and person at the most; each question is told of once when it arrives, once before its term and once
behind it. docs/notifications.md.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from feedback.models import FeedbackRules, Question, Step, UnitNotice
from submissions.kept.calendars import office_calendar
from submissions.kept.outbox import outbox_row
from submissions.models import Locality, UnitMembership
from vietnamese.dates import today

TEMPLATE = "feedback/mail/to_unit.txt"
# Working days before the term.
DAYS_BEFORE = 2
Reason, State = UnitNotice.Reason, Question.State


@dataclass(frozen=True)
class News:
    """That `question` is to be told of to the people of its unit, for `reason`."""

    question: Question
    reason: str

    @property
    def key(self):
        return self.question.pk, self.reason, self.question.forwarding


def tell_units():
    """Write the mails that are due; returns how many people were told now (int)."""
    calendar = office_calendar()
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    if now.hour < FeedbackRules.load().notices_hour or not calendar.is_working_day(now.date()):
        return 0
    news = list(news_of_units(last_day=last_day_to_warn(calendar)))
    return sum(tell(person, found) for person, found in people_to_tell(news).items()) if news else 0


def last_day_to_warn(calendar):
    """The last term (date) that is near enough to be told of today."""
    return calendar.days_after(today(), DAYS_BEFORE)


def news_of_units(*, last_day):
    """The News of all questions that wait at units; of each question those reasons that hold today."""
    forwarded = Step.objects.filter(question=OuterRef("pk"), action=Step.Action.FORWARDED).order_by("-pk")
    questions = Question.objects.filter(state__in=(State.FORWARDED, State.DRAFTED), unit__isnull=False)
    steps = {"forwarding": Subquery(forwarded.values("pk")[:1]), "forwarded_by": Subquery(forwarded.values("by")[:1])}
    questions = questions.annotate(**steps).select_related("unit", "answer")
    for question in questions.exclude(forwarding=None).order_by("due_on", "pk"):
        if question.is_overdue:
            yield News(question, Reason.OVERDUE)
        elif question.due_on <= last_day:
            yield News(question, Reason.DUE_SOON)
        if question.state == State.FORWARDED:
            yield News(question, Reason.FORWARDED)


def people_to_tell(news):
    """{User: [News]} that they have not been told; nobody who was told of something today already."""
    by_unit = defaultdict(list)
    for one in news:
        by_unit[one.question.unit_id].append(one)
    told, told_today = notices(news)
    people = defaultdict(list)
    members = UnitMembership.objects.in_office().filter(unit__in=list(by_unit)).select_related("user")
    for member in members.order_by("user", "pk"):
        if member.user_id not in told_today:
            found = [one for one in by_unit[member.unit_id] if is_for(member, one)]
            people[member.user] += [one for one in found if (member.user_id, *one.key) not in told]
    # Who is both contributor and leader of a unit has two memberships there.
    return {person: list({one.key: one for one in found}.values()) for person, found in people.items() if found}


def notices(news):
    """Of whom these questions were told already (a set of (user, *key)), and to whom anything was today (a set)."""
    rows = UnitNotice.objects.filter(question__in={one.question.pk for one in news})
    told = set(rows.values_list("recipient", "question", "reason", "forwarding"))
    return told, set(UnitNotice.objects.filter(day=today()).values_list("recipient", flat=True))


def is_for(member, news):
    """Whether the holder of `member` (a UnitMembership) acts next: all of the unit to write, another leader to approve.

    Who forwarded it knows that already.
    """
    question = news.question
    if question.state == State.FORWARDED:
        return news.reason != Reason.FORWARDED or question.forwarded_by != member.user_id
    return member.role == member.Role.LEADER and question.answer.written_by_id != member.user_id


@transaction.atomic
def tell(person, news):
    """Write one mail to `person` (a User) about `news`, and that it was written; returns 1."""
    email = outbox_row(TEMPLATE, recipient=person, context=context_of(news)) if person.email else None
    UnitNotice.objects.bulk_create(
        UnitNotice(
            recipient=person,
            question=one.question,
            reason=one.reason,
            forwarding=one.question.forwarding,
            day=today(),
            email=email,
        )
        for one in news
    )
    return 1


def context_of(news):
    numbers = Counter(one.reason for one in news)
    return {
        "units": sorted({str(one.question.unit) for one in news}),
        "number": len({one.question.pk for one in news}),
        **{reason.value: numbers[reason] for reason in Reason},
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("feedback:register"),
        "site": Locality.load().site_title,
    }
