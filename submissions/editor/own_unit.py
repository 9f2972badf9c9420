"""What an editor is told who belongs to the unit of a piece: why somebody else publishes it, and what to do."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from submissions.rights import roles
from submissions.rights.stages import Stage, stage_of


def own_unit_sentence(user, page):
    """Why `user`, of the board and of the unit of `page` at once, does not publish it; empty where that is not so."""
    if not page.pk or not roles.user_is_editor(user) or not roles.user_is_member_for(user, page):
        return ""
    stage = stage_of(page)
    if stage == Stage.CLEARED or (stage == Stage.AT_BOARD and page.first_published_at is not None):
        return _("You belong to the unit of this piece, so another editor of the board publishes it.")
    if page.first_published_at is None or stage == Stage.AT_LEADER:
        return ""
    return _(
        "You belong to the unit of this piece, so you do not correct it alone: submit your version to the unit's "
        "leader, or ask another editor of the board to make the correction."
    )


class OwnUnitPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "submissions/editor/own_unit.html"

        def is_shown(self):
            return bool(own_unit_sentence(self.request.user, self.instance))

        def get_context_data(self, parent_context=None):
            sentence = own_unit_sentence(self.request.user, self.instance)
            return {**super().get_context_data(parent_context), "sentence": sentence}
