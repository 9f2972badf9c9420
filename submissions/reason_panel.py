"""Above the form of a piece that was sent back: why. Who corrects it has the reason in sight while writing."""

from wagtail.admin.panels import Panel

from submissions import permissions


class ReasonPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "submissions/parts/editor_reason.html"

        def is_shown(self):
            # Both modules read the models, which are made of this panel.
            from submissions.stages import RETURNED, stage_of

            return (
                self.instance.pk is not None
                and permissions.user_is_member_for(self.request.user, self.instance)
                and stage_of(self.instance) in RETURNED
            )

        def get_context_data(self, parent_context=None):
            from submissions.standing import standing_of

            standing = standing_of(self.instance, user=self.request.user)
            return {**super().get_context_data(parent_context), "standing": standing}
