"""Above the form of a draft that came as a file or a mail: what of it was not taken over."""

from wagtail.admin.panels import Panel

from submissions.rights import roles


class ArrivedPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "submissions/editor/arrived.html"

        def is_shown(self):
            return (
                self.instance.pk is not None
                and hasattr(self.instance, "arrival")
                and not self.instance.was_in_the_chain
                and roles.user_is_member_for(self.request.user, self.instance)
            )

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "arrival": self.instance.arrival}
