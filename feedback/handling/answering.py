"""What desk, units and board do with a question: each verb holds it, asks who may, and notes the step."""

from django.utils import timezone

from feedback.handling.steps import deciding, note
from feedback.handling.telling import tell_sender
from feedback.models import Question, Step, Writing
from feedback.rights import rights
from submissions.rights import roles

State, Action, Kind = Question.State, Step.Action, Writing.Kind


def forward(pk, *, user, position, unit):
    """Hand it to `unit` (a Unit), which answers it."""
    with deciding(pk, user=user, position=position, may=rights.user_can_forward) as question:
        question.state, question.unit = State.FORWARDED, unit
        note(question, Action.FORWARDED, user=user, unit=unit)


def give_back(pk, *, user, position, reason):
    """The unit is not the right one, and says why."""
    with deciding(pk, user=user, position=position, may=rights.user_can_give_back) as question:
        write(question, Kind.REASON, reason, user=user)
        note(question, Action.GIVEN_BACK, user=user, unit=question.unit)
        question.state, question.unit = State.NEW, None


def write_answer(pk, *, user, position, text):
    with deciding(pk, user=user, position=position, may=rights.user_can_write) as question:
        question.answer = write(question, Kind.ANSWER, text, user=user)
        question.state, question.approved_by = State.DRAFTED, None
        note(question, Action.WRITTEN, user=user, unit=question.unit)


def approve(pk, *, user, position):
    """The answer that `position` names, to the letter: another one has another number."""
    with deciding(pk, user=user, position=position, may=rights.user_can_approve) as question:
        question.state, question.approved_by = State.APPROVED, user
        note(question, Action.APPROVED, user=user, unit=question.unit)


def send_back(pk, *, user, position, reason):
    with deciding(pk, user=user, position=position, may=rights.user_can_send_back) as question:
        write(question, Kind.REASON, reason, user=user)
        question.state, question.approved_by = State.FORWARDED if question.unit_id else State.NEW, None
        note(question, Action.SENT_BACK, user=user, unit=question.unit)


def send(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_send) as question:
        question.state, question.closed_at = State.ANSWERED, timezone.now()
        note(question, Action.SENT, user=user)
        tell_sender(question, "answered")


def tell_progress(pk, *, user, position, text):
    """The term stays what it was; that it cannot be kept is told, and when."""
    with deciding(pk, user=user, position=position, may=rights.user_can_tell_progress) as question:
        write(question, Kind.PROGRESS, text, user=user)
        question.progress_at = timezone.now()
        note(question, Action.PROGRESS, user=user)
        tell_sender(question, "progress")


def refuse(pk, *, user, position, text):
    """Told at once that the city is not competent, and who is."""
    with deciding(pk, user=user, position=position, may=rights.user_can_refuse) as question:
        write(question, Kind.OUT_OF_SCOPE, text, user=user)
        question.state, question.closed_at = State.OUT_OF_SCOPE, timezone.now()
        note(question, Action.OUT_OF_SCOPE, user=user)
        tell_sender(question, "out_of_scope")


def reject(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_reject) as question:
        question.state, question.closed_at = State.SPAM, timezone.now()
        note(question, Action.SPAM, user=user)


def reopen(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_reopen) as question:
        question.state, question.closed_at = State.NEW, None
        note(question, Action.REOPENED, user=user)


def write(question, kind, text, *, user):
    """Keep `text` about `question` as a new Writing."""
    return Writing.objects.create(
        question=question,
        kind=kind,
        text=text,
        written_by=user,
        written_at=timezone.now(),
        by_leader=question.unit_id is not None and question.unit_id in roles.units_led_by(user),
    )
