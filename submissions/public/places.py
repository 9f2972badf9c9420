"""Pages that are not in the tree: found from site maps and foot, and kept like all others."""

from django.dispatch import Signal
from wagtail import hooks

# A function without arguments that returns (title, path) of the pages that there are now.
HOOK = "public_places"
# The same of those by which citizens ask the office for something: these stand in the menu too.
SERVICES_HOOK = "public_services"
# Sent when something has changed that such a page shows, or whether it is there.
public_changed = Signal()


def public_places():
    """[(title, path)] of all that the apps registered."""
    return [place for places in hooks.get_hooks(HOOK) for place in places()]


def public_services():
    """[(title, path)] of all that the apps registered as services."""
    return [place for places in hooks.get_hooks(SERVICES_HOOK) for place in places()]


def public_page(view):
    """Mark a view of our own whose answer to a GET is the same for everybody until something public changes."""
    view.is_public_page = True
    return view
