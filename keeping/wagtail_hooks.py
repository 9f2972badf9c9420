"""What is registered with Wagtail's admin, and what is due."""

from django.utils.translation import gettext as _
from wagtail import hooks

from keeping.leftovers.leftovers import clear
from keeping.panels.panels import add_panel
from submissions.kept import due_work

hooks.register("construct_homepage_panels", add_panel)


@hooks.register(due_work.HOOK)
def clear_leftovers():
    gone = clear()
    return _("Files that nothing needed, removed: %(count)d") % {"count": gone} if gone else ""
