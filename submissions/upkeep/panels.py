"""What needs the administrator, on the first page of the back office."""

from submissions.screens.panel import Panel
from submissions.upkeep.locked import locked_accounts, locked_addresses
from submissions.upkeep.mails import failed_count
from submissions.upkeep.menu import user_can_look_after


class UpkeepPanel(Panel):
    """Mails that failed and accounts that are locked, each with its screen; else that there is nothing."""

    name = "upkeep"
    order = 29
    template_name = "submissions/upkeep/panel.html"

    @staticmethod
    def is_for(user):
        return user_can_look_after(user)

    def get_context_data(self, parent_context):
        return {"failed": failed_count(), "locked": len(locked_accounts()) + len(locked_addresses())}


def add_panel(request, panels):
    if UpkeepPanel.is_for(request.user):
        panels.append(UpkeepPanel(request.user))
