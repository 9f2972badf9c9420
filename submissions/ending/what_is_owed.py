"""The part of another app in the end of a unit: what is owed there ends, and figures that are closed stay."""

from wagtail import hooks

# A function that takes an Ending and returns an object with `refusals` (sentences), `sentences` (what it will do) and
# `apply()`, which returns what it changed as {key of a unit: rows for JSON}, and `take_back(rows)`, which gets those of
# one unit. The app that counts registers it.
HOOK = "unit_ends"


def others(ending):
    """What the other apps have to say to `ending` (an Ending), one object each."""
    return [part(ending) for part in hooks.get_hooks(HOOK)]
