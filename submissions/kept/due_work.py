"""What apps have due that the runner of what is due does not know, and what is not their fault (docs/due.md)."""

import errno
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


def is_store_away(error):
    """Whether `error`, or one behind it, says that files lie on another machine, which is away (errno.EHOSTDOWN).

    No file is to blame for that: whoever would note one as damaged asks this first, and tries again later.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno == errno.EHOSTDOWN:
            return True
        error = error.__cause__ or error.__context__
    return False
