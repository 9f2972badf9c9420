"""Above the form of a piece that was sent back: why. Who corrects it has the reason in sight while writing."""

from wagtail.admin.panels import Panel

from submissions.rights import roles
from submissions.rights.stages import RETURNED, stage_of


class ReasonPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "submissions/editor/reason.html"

        def is_shown(self):
            return (
                self.instance.pk is not None
                and roles.user_is_member_for(self.request.user, self.instance)
                and stage_of(self.instance) in RETURNED
            )

        def get_context_data(self, parent_context=None):
            decision = self.instance.current_workflow_state.current_task_state.specific
            return {**super().get_context_data(parent_context), "decision": decision}
