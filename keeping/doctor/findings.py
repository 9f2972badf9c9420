"""What a look finds: how well, in a sentence, and the command or the setting that mends it."""

import enum
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


class Level(enum.Enum):
    """How well."""

    GOOD = _("good")
    LOOK = _("to be looked at")
    BROKEN = _("broken")


@dataclass(frozen=True)
class Finding:
    """How well it is, what is said of it, and what mends it ("" where nothing has to)."""

    level: Level
    said: str
    mend: str = ""

    @property
    def is_broken(self):
        return self.level is Level.BROKEN


def good(said):
    return Finding(Level.GOOD, said)


def to_look_at(said, mend=""):
    return Finding(Level.LOOK, said, mend)


def broken(said, mend=""):
    return Finding(Level.BROKEN, said, mend)
