"""What apps have due that the runner of what is due does not know (docs/due.md)."""

import logging

from wagtail import hooks

logger = logging.getLogger(__name__)

# A function that does what is due and says in words what it did, "" for nothing.
HOOK = "register_due_work"


def do_registered():
    """Let each app do what it has due; what they did, in words (str).

    One that fails stops no other: the first error is raised when all have had their turn.
    """
    done, errors = [], []
    for work in hooks.get_hooks(HOOK):
        try:
            done.append(work())
        except Exception as error:
            logger.exception("%s.%s failed", work.__module__, work.__qualname__)
            errors.append(error)
    if errors:
        raise errors[0]
    return "; ".join(filter(None, done))
