"""The tabs of a consultation with their numbers, what was decided, and how many opinions wait."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultation.models import Comment, Reply
from consultation.models.comments import NEW, SUSPECTED, TO_BE_READ

State, Decision = Comment.State, Reply.Decision
IS_SHOWN = Q(reply__given_at__isnull=False, may_show=True) & ~Q(reply__text="")
# {name in the address: (label, condition)}
TABS = {
    "can-lam": (_("Opinions to be dealt with"), NEW),
    "cho-duyet": (_("Waiting for a second person"), TO_BE_READ),
    "da-xu-ly": (_("Dealt with"), Q(state=State.ANSWERED)),
    "dang-hien": (_("Shown on the site"), Q(state=State.ANSWERED) & IS_SHOWN),
    "nghi-rac": (_("Called spam, to be confirmed"), SUSPECTED),
    "rac": (pgettext_lazy("opinions", "Spam"), Q(state=State.SPAM)),
    "tat-ca": (_("All"), Q()),
}


def counts(comments):
    """{name of a tab: how many of `comments` (a queryset)}, in one statement."""
    wanted = {name.replace("-", "_"): Count("pk", filter=condition) for name, (_label, condition) in TABS.items()}
    found = comments.order_by().aggregate(**wanted)
    return {name: found[name.replace("-", "_")] for name in TABS}


def decisions(comments):
    """[(what was decided, how many of `comments`)], replies that were given out alone."""
    given = comments.order_by().filter(reply__given_at__isnull=False)
    found = given.aggregate(**{one.value: Count("pk", filter=Q(reply__decision=one)) for one in Decision})
    return [(one.label, found[one.value]) for one in Decision]


def with_counts(consultations):
    """`consultations` (a queryset) with `arrived`, `new`, `to_be_read` and `suspected` opinions on each."""
    return consultations.annotate(
        arrived=Count("comments", filter=~Q(comments__state=State.SPAM)),
        new=Count("comments", filter=Q(comments__state=State.NEW, comments__emptied_at=None)),
        to_be_read=Count("comments", filter=Q(comments__state=State.DRAFTED, comments__emptied_at=None)),
        suspected=Count("comments", filter=Q(comments__state=State.SUSPECT, comments__emptied_at=None)),
    )
