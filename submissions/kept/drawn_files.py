"""Files that no row names because they are drawn of what rows say, and can be drawn again at any time."""

from wagtail import hooks

# A function that takes the name of a file below its storage and says whether it is one of the app's.
HOOK = "register_drawn_files"


def is_drawn(name):
    """Whether the file `name` (str) is one that an app draws and finds by its name alone."""
    return any(says(name) for says in hooks.get_hooks(HOOK))
