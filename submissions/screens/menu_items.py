"""Items of the back office's menus that are shown by a predicate on the user."""

from wagtail.admin.menu import MenuItem


class Ruled:
    """Shown to whom its predicate lets in."""

    def __init__(self, *args, allowed, **kwargs):
        self.allowed = allowed
        super().__init__(*args, **kwargs)

    def is_shown(self, request):
        return bool(self.allowed(request.user))


class RuledMenuItem(Ruled, MenuItem):
    """A menu item with a predicate."""
