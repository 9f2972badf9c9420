"""What is registered with Wagtail's admin, and what is due."""

from wagtail import hooks

from keeping.leftovers.leftovers import clear_half_written, look_daily
from keeping.panels.panels import add_panel
from submissions.kept import due_work

hooks.register("construct_homepage_panels", add_panel)


@hooks.register(due_work.HOOK)
def clear_leftovers():
    """What was being written goes, which nobody has to be told; whole files that nothing needs are noted, and stay."""
    clear_half_written()
    look_daily()
    return ""
