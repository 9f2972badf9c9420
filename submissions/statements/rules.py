"""Where a statement stands, and what a person may do to it (docs/statements.md)."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .records import StatementHand, StatementRecord


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Not yet public")
    CHANGED = "changed", gettext_lazy("Public, with a change that is not")
    PUBLIC = "public", pgettext_lazy("statement", "Public")
    WITHDRAWN = "withdrawn", pgettext_lazy("statement", "Withdrawn")


def state_of(page):
    """The State of `page` (a Page that is a Statement), by its own columns."""
    if page.live:
        return State.CHANGED if page.has_unpublished_changes else State.PUBLIC
    return State.DRAFT if page.first_published_at is None else State.WITHDRAWN


def user_can_see_statement(user, page):
    """Whether `user` may know of `page` before it is public, and read every version: its keepers, and superusers."""
    return user.is_active and (user.is_superuser or page.is_kept_by(user))


def user_can_edit_statement(user, page):
    return user.is_active and page.is_kept_by(user)


def user_can_publish_statement(user, page):
    return why_not_publish(user, page) is None


def user_can_withdraw_statement(user, page):
    return page.live and user_can_edit_statement(user, page)


def user_can_delete_statement(user, page):
    """What was never public may go; what was, is withdrawn."""
    return state_of(page) == State.DRAFT and user_can_edit_statement(user, page)


def why_not_publish(user, page):
    """Why `user` is not who publishes the newest version of `page` (a sentence), None when it is theirs to read."""
    if not user_can_edit_statement(user, page):
        return _("This is not yours to publish.")
    if state_of(page) == State.PUBLIC:
        return _("This version is public already.")
    writers = writers_of([page])[page.pk]
    # A version that nobody saved by the editor has no hand on it.
    if None in writers or not (writers or state_of(page) == State.WITHDRAWN):
        return _("Nobody stands for this version yet. Somebody of the board saves it in the own name first.")
    if user.pk in writers:
        return _("You have a hand in this version, so somebody else of the board reads and publishes it.")
    if not writers and who_withdrew(page) == user.pk:
        return _("You withdrew it, so somebody else of the board puts it back.")
    return page.why_not_by({user.pk, *writers})


def writers_of(pages):
    """{key of page: {key of person}} of who changed each of `pages` since it was last public, by one query."""
    found = {page.pk: set() for page in pages}
    for page, person in StatementHand.objects.filter(page__in=list(found)).values_list("page", "person"):
        found[page].add(person)
    return found


def who_withdrew(page):
    """The key of who took `page` down last, None while nobody has, or it was published since."""
    last = StatementRecord.objects.filter(page=page.pk).order_by("-pk").first()
    return last.person_id if last is not None and last.kind == StatementRecord.Kind.WITHDRAWN else None
