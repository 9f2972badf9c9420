"""What the first page of the back office says about questions, and the way to them in the menu."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from feedback.desk import figures
from feedback.desk.views import REGISTER_TITLE
from feedback.rights import rights
from submissions.rights import roles
from submissions.screens.menu_items import RuledMenuItem
from submissions.screens.panel import Panel

# What is told to whom: names of tabs, and what they are called beside their number.
OF_CENTRE = {
    "qua-han": _("overdue"),
    "sap-han": _("due within two working days"),
    "moi": _("new"),
    "cho-duyet-chung": _("answers for desk or board to approve"),
    "cho-gui": _("answers to be sent"),
    "cho-dang": _("to be published"),
}
OF_UNITS = {
    "qua-han": _("overdue"),
    "sap-han": _("due within two working days"),
    "don-vi": _("to be answered"),
}
OF_LEADERS = OF_UNITS | {"cho-duyet": _("answers to be approved")}


class QuestionsPanel(Panel):
    """How many questions wait, with the way to them; nothing while none does."""

    name = "questions"
    order = 18
    template_name = "feedback/desk/panel.html"

    @staticmethod
    def is_for(user):
        return rights.user_is_central(user) or roles.user_is_member(user)

    @cached_property
    def counts(self):
        """[(number, label, address)] of what is not nought."""
        if rights.user_is_central(self.user):
            told = OF_CENTRE
        else:
            told = OF_LEADERS if roles.units_led_by(self.user) else OF_UNITS
        found = figures.counts(rights.questions_of(self.user))
        register = reverse("feedback:register")
        return [(found[tab], label, f"{register}?xem={tab}") for tab, label in told.items() if found[tab]]

    def get_context_data(self, parent_context):
        return {"counts": self.counts}


def add_panel(request, panels):
    if QuestionsPanel.is_for(request.user):
        panel = QuestionsPanel(request.user)
        if panel.counts:
            panels.append(panel)


def register_item():
    return RuledMenuItem(
        REGISTER_TITLE,
        reverse("feedback:register"),
        name="questions",
        icon_name="help",
        order=46,
        allowed=rights.user_can_use_register,
    )


def notes_item():
    return RuledMenuItem(
        _("Readers' notes on pages"),
        reverse("feedback:notes"),
        name="page-notes",
        icon_name="comment",
        order=220,
        allowed=rights.user_can_see_notes,
    )
