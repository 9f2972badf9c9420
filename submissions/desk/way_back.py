"""The way back from a piece: to the list of one's own that it stands on, never into Wagtail's tree of pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from submissions.rights import roles
from submissions.rights.stages import Stage, stage_of


def list_above(user, piece):
    """{"url", "label"} of the list from which `user` came to `piece` (None: one that is being written)."""
    if piece is None or roles.user_is_member_for(user, piece):
        return {"url": reverse("submissions:unit_list"), "label": _("News of the unit")}
    if stage_of(piece) == Stage.AT_BOARD:
        return {"url": reverse("submissions:board_queue"), "label": _("Work of the editorial board")}
    return {"url": reverse("submissions:archive"), "label": _("All news received")}
