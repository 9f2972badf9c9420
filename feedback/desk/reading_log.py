"""Who was shown a sender, for the administrator: of which question, when and by whom, never who it was."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from feedback.desk.views import READ
from feedback.models import Question
from submissions.screens.access import AllowedMixin
from submissions.upkeep.changes import Family
from submissions.upkeep.menu import item, user_can_look_after
from submissions.upkeep.views import LogView

# A function that returns Families of what else has senders, whose reading is noted as that of questions.
HOOK = "register_senders_read"
TITLE = _("Who read senders of questions")


class ReadingLogView(AllowedMixin, LogView):
    allowed = staticmethod(user_can_look_after)
    page_title = TITLE
    header_icon = "view"
    what_it_is = _("Each time that the desk looked who asked. The names themselves are not shown here.")

    def families(self):
        others = [one for register in hooks.get_hooks(HOOK) for one in register()]
        return [Family("hoi-dap", _("of a question"), (Question,)), *others]

    def narrowed(self, entries):
        return entries.filter(action=READ)


def log_item():
    return item(TITLE, "feedback:reading_log", icon_name="view", order=40)
