"""Nobody overwrites unseen: what a form must know of the version it was opened on."""

import hashlib

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from submissions.body.piece_files import contents_of
from submissions.rights.refusals import already_decided
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import AlreadyDone
from vietnamese.dates import screen_moment

NOWHERE = "-"


def chain_position(page):
    """Where `page` stands in the chain, as one word that changes with every step: task state and status."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.current_task_state is None:
        return NOWHERE
    return f"{state.current_task_state_id}:{state.status}"


def reading_position(page):
    """`chain_position`, the very version of the text and what is in its files, for decisions on what a person has read.

    The time is part of it, because an autosave keeps the number and changes the words; the contents of the files,
    because Wagtail exchanges a file under its number, without a version.
    """
    latest = page.get_latest_revision()
    body = page._meta.get_field("body").to_python(latest.content["body"])
    return f"{chain_position(page)}@{_what_is_read(latest, body)}"


def position_at_start(task_state, *, text):
    """The `reading_position` of a piece while the step `task_state`, which is just beginning, waits for its decision.

    `text` is what its revision holds. Wagtail tells of a step before it notes that the piece stands there.
    """
    return f"{task_state.pk}:{WorkflowState.STATUS_IN_PROGRESS}@{_what_is_read(task_state.revision, text.body)}"


def _what_is_read(revision, body):
    files = hashlib.sha256("|".join(contents_of(body)).encode()).hexdigest()
    return f"{revision.pk}@{revision.created_at.timestamp():.6f}@{files}"


def require_position(page, position):
    """Raise AlreadyDone when `page` no longer stands, or no longer reads, as `position` (reading_position) says."""
    present = reading_position(page)
    if position == present:
        return
    step = position.split("@")[0]
    if position.rpartition("@")[0] == present.rpartition("@")[0]:
        raise AlreadyDone(
            _(
                "A photo or file of this piece was replaced, renamed or deleted after this page was opened. "
                "Nothing has been decided: please look at the piece again first."
            )
        )
    if step == chain_position(page) and "@" in position:
        raise AlreadyDone(newer_text_sentence(page.get_latest_revision()))
    raise what_happened(step)


def what_happened(position):
    """An AlreadyDone about the step that `position` (chain_position, as it was posted) names."""
    number = posted_number(position.split(":")[0])
    state = TaskState.objects.filter(pk=number).first() if number is not None else None
    if state is None or state.status == state.STATUS_IN_PROGRESS:
        return AlreadyDone(_("This piece has moved on in the meantime. Please look at its present state."))
    return already_decided(state)


def newer_text_sentence(revision):
    """That the text has been changed since the person opened it."""
    return _(
        "%(person)s changed the text at %(time)s, after this page was opened. Nothing has been decided: "
        "please read the newest version first."
    ) % {
        "person": revision.user or _("Somebody"),
        "time": screen_moment(revision.created_at),
    }


def newer_version_sentence(page, *, data, user):
    """Who saved a newer version than the one that the form was opened on, as a sentence; None when nobody did.

    `data` is the posted form with Wagtail's own marks of the loaded revision. A person told once sees the new
    marks in the form that comes back, and may then save over it knowingly.
    """
    latest = page.get_latest_revision() if page.pk else None
    loaded = data.get("overwrite_revision_id") or data.get("loaded_revision_id")
    if latest is None or not loaded:
        return None
    same = loaded == str(latest.pk) and (
        "overwrite_revision_id" in data or data.get("loaded_revision_created_at") == latest.created_at.isoformat()
    )
    if same or latest.user_id == user.pk:
        return None
    return _(
        "%(person)s saved a newer version at %(time)s, while this one was open. Nothing has been saved yet: "
        "copy what matters, look at the newer version, or save again to replace it."
    ) % {
        "person": latest.user or _("Somebody"),
        "time": screen_moment(latest.created_at),
    }
