"""What the first page of the back office says about opinions, and the way to them in the menu."""

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consultation.desk.screens import TITLE
from consultation.models import Comment
from consultation.models.comments import NEW, SUSPECTED, TO_BE_READ
from consultation.rights import rights
from feedback.rights.rights import user_is_central
from submissions.screens.menu_items import RuledMenuItem
from submissions.screens.panel import Panel

# The number of waiting opinions of each kind, and what they are called beside it.
WAITING = {
    "new": (NEW, _("opinions to be dealt with")),
    "to_be_read": (TO_BE_READ, _("replies for a second person")),
    "suspected": (SUSPECTED, _("called spam, for a second person")),
}


class OpinionsPanel(Panel):
    """How many opinions wait, with the way to them; nothing while none does."""

    name = "opinions"
    order = 19
    template_name = "consultation/desk/panel.html"
    is_for = staticmethod(user_is_central)

    @cached_property
    def counts(self):
        """[(number, label)] of what is not nought."""
        wanted = {name: Count("pk", filter=condition) for name, (condition, _label) in WAITING.items()}
        found = Comment.objects.order_by().aggregate(**wanted)
        return [(found[name], label) for name, (_condition, label) in WAITING.items() if found[name]]

    def get_context_data(self, parent_context):
        return {"counts": self.counts, "title": TITLE, "address": reverse("consultation:index")}


def add_panel(request, panels):
    if OpinionsPanel.is_for(request.user):
        panel = OpinionsPanel(request.user)
        if panel.counts:
            panels.append(panel)


def register_item():
    return RuledMenuItem(
        TITLE,
        reverse("consultation:index"),
        name="consultations",
        icon_name="comment",
        order=47,
        allowed=rights.user_can_see,
    )
