"""The tabs of the register with their numbers, and what senders thought of the answers."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from feedback.handling.telling_units import last_day_to_warn
from feedback.models import OPEN, Opinion, Question
from submissions.kept.calendars import office_calendar
from submissions.models import UnitMembership
from vietnamese.dates import today

State = Question.State
OPEN_STATES = Q(state__in=OPEN)


def overdue():
    return OPEN_STATES & Q(due_on__lt=today())


def due_soon():
    """Open, and near enough to the term that units are told of it by mail."""
    return OPEN_STATES & Q(due_on__gte=today(), due_on__lte=last_day_to_warn(office_calendar()))


def for_centre():
    """Answers that nobody but desk and board can approve: the desk's own, and a leader's who has no other beside."""
    others = UnitMembership.objects.in_office().filter(unit=OuterRef("unit"), role=UnitMembership.Role.LEADER)
    nobody_else = ~Exists(others.exclude(user=OuterRef("answer__written_by")))
    return Q(state=State.DRAFTED) & (Q(unit=None) | Q(Q(answer__by_leader=True), nobody_else))


# {name in the address: (label, condition)}; conditions by the day are asked each time.
TABS = {
    "can-lam": (_("Not ended yet"), lambda: OPEN_STATES),
    "qua-han": (_("Overdue"), overdue),
    "sap-han": (_("Due within two working days"), due_soon),
    "moi": (_("New questions"), lambda: Q(state=State.NEW)),
    "don-vi": (_("At units"), lambda: Q(state=State.FORWARDED)),
    "cho-duyet": (_("Waiting for approval"), lambda: Q(state=State.DRAFTED)),
    "cho-duyet-chung": (_("For desk or board to approve"), for_centre),
    "cho-gui": (_("To be sent"), lambda: Q(state=State.APPROVED)),
    "bao-tien-do": (_("Progress told"), lambda: OPEN_STATES & Q(progress_at__isnull=False)),
    "cho-dang": (_("To be published"), lambda: Q(public__isnull=False, public__published_at=None)),
    "da-tra-loi": (_("Answered"), lambda: Q(state=State.ANSWERED)),
    "khong-thuoc": (_("Not in competence"), lambda: Q(state=State.OUT_OF_SCOPE)),
    "rac": (_("Spam"), lambda: Q(state=State.SPAM)),
}
# Nothing that a unit comes across stands in these.
OF_CENTRE = ("moi", "cho-duyet-chung", "cho-dang", "khong-thuoc", "rac")


def tabs_of(*, is_central):
    """{name: label} of the tabs that somebody has."""
    return {name: label for name, (label, _condition) in TABS.items() if is_central or name not in OF_CENTRE}


def counts(questions):
    """{name of a tab: how many of `questions` (a queryset)}, in one statement."""
    wanted = {name.replace("-", "_"): Count("pk", filter=condition()) for name, (_label, condition) in TABS.items()}
    found = questions.order_by().aggregate(**wanted)
    return {name: found[name.replace("-", "_")] for name in TABS}


def in_order(questions, tab):
    """`questions` of `tab`: open ones by their term, so that what is overdue is first; others by their end."""
    is_over = tab in ("cho-dang", "da-tra-loi", "khong-thuoc", "rac")
    order = ("-closed_at", "-pk") if is_over else ("due_on", "pk")
    return questions.filter(TABS[tab][1]()).order_by(*order)


def satisfaction():
    """How answers were found: {"helpful", "not_helpful", "in_time", "answered"} (ints)."""
    opinions = Opinion.objects.aggregate(
        helpful=Count("pk", filter=Q(helped=True)), not_helpful=Count("pk", filter=Q(helped=False))
    )
    answered = Question.objects.filter(state=State.ANSWERED)
    in_time = Count("pk", filter=Q(closed_at__date__lte=F("due_on")))
    return opinions | answered.aggregate(answered=Count("pk"), in_time=in_time)
