"""What needs the administrator, on the first page of the back office."""

from django.utils.functional import cached_property

from submissions.accounts.refused_addresses import refused_addresses
from submissions.screens.panel import Panel
from submissions.upkeep.locked import locked_accounts, locked_addresses
from submissions.upkeep.mails import failed_count
from submissions.upkeep.menu import user_can_look_after


class UpkeepPanel(Panel):
    """Mails that failed, addresses that are refused, accounts that are locked, each with its screen; or none of it."""

    name = "upkeep"
    template_name = "submissions/upkeep/panel.html"

    @staticmethod
    def is_for(user):
        return user_can_look_after(user)

    @cached_property
    def needs(self):
        return {
            "failed": failed_count(),
            "refused": sum(one.is_for_good for one in refused_addresses()),
            "locked": len(locked_accounts()) + len(locked_addresses()),
        }

    @property
    def order(self):
        """Before the gaps in the units while something is to be done, else behind them."""
        return 29 if any(self.needs.values()) else 31

    def get_context_data(self, parent_context):
        return self.needs


def add_panel(request, panels):
    if UpkeepPanel.is_for(request.user):
        panels.append(UpkeepPanel(request.user))
