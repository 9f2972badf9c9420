"""Who leads a unit, as its page shows it: whom two people published come first, then the others of the register."""

from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from vietnamese.text import fold

# A function of a Unit that returns rows with `name`, `post`, `telephone`, `email`, `portrait` (None or a photo with its
# renditions fetched) and `alt`, of those who are published as leading it today, in their order.
HOOK = "leaders_of_unit"


@dataclass(frozen=True)
class ShownLeader:
    """A leader on the page of the unit; `portrait` is a photo, or None."""

    name: str
    post: str
    telephone: str = ""
    email: str = ""
    portrait: Any = None
    alt: str = ""


def leaders_of(unit, *, registered):
    """[ShownLeader] of `unit`: who is published as leading it, then who is not among them of `registered` (rows).

    What the published entry leaves open of how to reach somebody is the register's.
    """
    published = [row for of_unit in hooks.get_hooks(HOOK) for row in of_unit(unit)]
    by_name, names = {fold(row.name): row for row in registered}, {fold(row.name) for row in published}
    found = []
    for row in published:
        known = by_name.get(fold(row.name), row)
        ways = {"telephone": row.telephone or known.telephone, "email": row.email or known.email}
        found.append(ShownLeader(row.name, row.post, portrait=row.portrait, alt=row.alt, **ways))
    others = [row for row in registered if fold(row.name) not in names]
    return found + [ShownLeader(row.name, row.post, row.telephone, row.email) for row in others]
