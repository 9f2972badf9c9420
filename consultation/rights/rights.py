"""Who may do what to an opinion: predicates that screens, steps and tests ask; as a table in docs/rights.md."""

from consultation.models import Comment, Reply
from feedback.rights.rights import user_is_central
from submissions.rights import roles

State = Comment.State


def user_can_see(user):
    """Whether `user` reads opinions, and takes them away as a file: desk and board, who work on them."""
    return user.is_active and (user.is_superuser or user_is_central(user))


def user_can_see_sender(user, comment):
    """Whether `user` is shown who wrote it; each time is noted."""
    return roles.user_is_desk(user) and comment.emptied_at is None


def user_can_prepare(user, comment):
    """Whether `user` may write what the office says to it, or another version before that is given out."""
    waits = comment.state in (State.NEW, State.DRAFTED) and comment.emptied_at is None
    return waits and user_is_central(user)


def user_can_give(user, comment):
    """Whether `user` may give out what another has written."""
    if comment.state != State.DRAFTED or comment.emptied_at is not None or not user_is_central(user):
        return False
    return Reply.objects.filter(comment=comment).exclude(prepared_by=user).exists()


def waiting_for(user, comments):
    """Those of `comments` (a manager) whose reply `user` may give out."""
    waiting = comments.to_be_read().exclude(reply__prepared_by=user)
    return waiting if user_is_central(user) else waiting.none()


def user_can_take_back(user, comment):
    """Whether `user` may take the reply back at once; given out again it is by another than who wrote it."""
    return comment.state == State.ANSWERED and user_is_central(user)


def user_can_suspect(user, comment):
    """Whether `user` may call it spam, which another confirms: nobody keeps a citizen from being heard alone."""
    return comment.state == State.NEW and comment.emptied_at is None and user_is_central(user)


def user_can_reject(user, comment):
    """Whether `user` may confirm that it is spam, which another has called it."""
    if comment.state != State.SUSPECT or comment.emptied_at is not None or not user_is_central(user):
        return False
    return comment.suspected_by != user.pk


def user_can_reopen(user, comment):
    called = comment.state in (State.SUSPECT, State.SPAM)
    return called and comment.emptied_at is None and user_is_central(user)
