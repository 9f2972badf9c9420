"""Who may do what to a question: predicates that screens, steps and tests ask; as a table in docs/rights.md."""

from feedback.models import AT_UNIT, PublicQuestion, Question
from submissions.rights import roles

State = Question.State


def user_is_central(user):
    """Whether `user` works on the questions of all units: the desk and the editorial board."""
    return roles.user_is_desk(user) or roles.user_is_editor(user)


def user_can_use_register(user):
    """Whether `user` has a register of questions at all: who works on all of them, and the people of the units."""
    return user.is_active and (user.is_superuser or user_is_central(user) or roles.user_is_member(user))


def questions_of(user):
    """The questions (a queryset) that `user` comes across."""
    if user.is_superuser or user_is_central(user):
        return Question.objects.all()
    return Question.objects.filter(AT_UNIT, unit__in=roles.units_of(user))


def user_can_see(user, question):
    """Whether `user` reads `question`, its photos and its history."""
    if user.is_superuser or user_is_central(user):
        return True
    return question.state not in (State.NEW, State.OUT_OF_SCOPE, State.SPAM) and _is_of_its_unit(user, question)


def user_can_see_sender(user, question):
    """Whether `user` is shown who asked; each time is noted."""
    return roles.user_is_desk(user) and question.emptied_at is None


def user_can_forward(user, question):
    """Whether `user` may hand it to a unit, or to another: also where nobody is left there to approve the answer."""
    is_drafted_there = question.state == State.DRAFTED and question.unit_id is not None
    return roles.user_is_desk(user) and (is_drafted_there or question.state in (State.NEW, State.FORWARDED))


def user_can_give_back(user, question):
    return question.state == State.FORWARDED and _is_of_its_unit(user, question)


def user_can_write(user, question):
    """Whether `user` may write the answer, or another version of it before it is approved."""
    if question.unit_id is None:
        return roles.user_is_desk(user) and question.state in (State.NEW, State.DRAFTED)
    return question.state in (State.FORWARDED, State.DRAFTED) and _is_of_its_unit(user, question)


def user_can_approve(user, question):
    """Whether `user` may approve or send back the answer: a leader of the unit, and nobody who wrote it.

    What a leader wrote may be approved by another leader of the unit, or by desk and board, for a unit may have one
    leader; so is what the desk wrote, by another of desk and board.
    """
    if question.state != State.DRAFTED or question.answer.written_by_id == user.pk:
        return False
    if question.unit_id is None:
        return user_is_central(user)
    return question.unit_id in roles.units_led_by(user) or (question.answer.by_leader and user_is_central(user))


def user_can_send(user, question):
    """Whether `user` may send the approved answer to whoever asked: desk and board, and nobody who wrote it."""
    return question.state == State.APPROVED and user_is_central(user) and question.answer.written_by_id != user.pk


def user_can_send_back(user, question):
    """Whether `user` may send the answer back to whoever writes it, with a reason."""
    return user_can_approve(user, question) or user_can_send(user, question)


def user_can_tell_progress(user, question):
    return roles.user_is_desk(user) and question.is_open


def user_can_refuse(user, question):
    """Whether `user` may tell the sender that the city is not competent."""
    return roles.user_is_desk(user) and question.state in (State.NEW, State.FORWARDED)


def user_can_reject(user, question):
    """Whether `user` may mark it as spam."""
    return roles.user_is_desk(user) and question.state == State.NEW


def user_can_reopen(user, question):
    """Whether `user` may take up again what was marked as spam."""
    return roles.user_is_desk(user) and question.state == State.SPAM and question.emptied_at is None


def user_can_prepare(user, question):
    """Whether `user` may write what the public is to read of it: answered, and its sender agreed."""
    answered = question.state == State.ANSWERED and question.may_publish and question.emptied_at is None
    return answered and user_is_central(user) and not _is_public(question)


def user_can_publish(user, question):
    """Whether `user` may publish what another has prepared."""
    public = _public(question)
    ready = question.state == State.ANSWERED and public is not None and public.published_at is None
    return ready and user_is_central(user) and public.prepared_by_id != user.pk


def user_can_withdraw(user, question):
    return _is_public(question) and user_is_central(user)


def user_can_see_notes(user):
    """Whether `user` reads what readers say of pages, and marks it as done."""
    return user_is_central(user)


def _is_of_its_unit(user, question):
    return question.unit_id is not None and question.unit_id in {unit.pk for unit in roles.units_of(user)}


def _public(question):
    try:
        return question.public
    except PublicQuestion.DoesNotExist:
        return None


def _is_public(question):
    public = _public(question)
    return public is not None and public.published_at is not None
