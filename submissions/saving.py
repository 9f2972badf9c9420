"""Nobody overwrites unseen: what a form must know of the version it was opened on."""

from django.utils import timezone
from django.utils.translation import gettext as _

NOWHERE = "-"


def chain_position(page):
    """Where `page` stands in the chain, as one word that changes with every step: task state and status."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.current_task_state is None:
        return NOWHERE
    return f"{state.current_task_state_id}:{state.status}"


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
        "time": timezone.localtime(latest.created_at).strftime("%H:%M %d/%m/%Y"),
    }
