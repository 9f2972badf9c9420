"""The names by which people log in, made from their unit and their given name."""

from itertools import count

from vietnamese.slugs import slugify


def username_for(short_name, given_name):
    """ "phuthuy.dung" for Dũng of Phú Thủy: short to type on a phone, and known from the unit and the person."""
    return ".".join(slugify(part).replace("-", "") for part in (short_name, given_name))


def free_username(short_name, given_name, *, taken):
    """`username_for`, with the first free number from 2 on where it is `taken` (a predicate on user names)."""
    name = username_for(short_name, given_name)
    if not taken(name):
        return name
    return next(candidate for number in count(2) if not taken(candidate := f"{name}{number}"))
