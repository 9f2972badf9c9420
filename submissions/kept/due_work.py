"""What apps have due that the runner of what is due does not know (docs/due.md)."""

from wagtail import hooks

# A function that does what is due and says in words what it did, "" for nothing.
HOOK = "register_due_work"


def do_registered():
    """Let each app do what it has due; what they did, in words (str)."""
    return "; ".join(filter(None, [work() for work in hooks.get_hooks(HOOK)]))
