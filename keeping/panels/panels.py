"""The last backup, rehearsal and look of the doctor, first on the administrator's page while one is not well."""

from functools import cached_property

from django.conf import settings

from keeping.leftovers.leftovers import known
from keeping.records.lateness import failed, is_late, is_watched
from keeping.records.records import BACKUP, EXAMINATION, REHEARSAL, last, last_good
from submissions.screens.panel import Panel
from submissions.upkeep.menu import user_can_look_after


class BackupPanel(Panel):
    """When the site was backed up, putting it back was rehearsed and the doctor looked, and what to do about it."""

    name = "backups"
    template_name = "keeping/panels/panel.html"

    @staticmethod
    def is_for(user):
        return is_watched() and user_can_look_after(user)

    @cached_property
    def state(self):
        return {"examination": last(EXAMINATION), "examination_failed": failed(EXAMINATION)} | {
            f"{kind}_{name}": ask(kind)
            for kind in (BACKUP, REHEARSAL)
            for name, ask in (("last", last_good), ("late", is_late), ("failed", failed))
        }

    @property
    def order(self):
        wrong = ("backup_late", "backup_failed", "rehearsal_late", "rehearsal_failed", "examination_failed")
        return 6 if any(self.state[name] for name in wrong) else 301

    def get_context_data(self, parent_context):
        limits = {"hours": settings.BACKUP_LATE_HOURS, "days": settings.REHEARSAL_LATE_DAYS}
        return self.state | limits | {"leftovers": len(known())}

    class Media:
        css = {"all": ["compliance/panels/panels.css"]}


def add_panel(request, panels):
    if BackupPanel.is_for(request.user):
        panels.append(BackupPanel(request.user))
