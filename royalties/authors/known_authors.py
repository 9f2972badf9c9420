"""Whose name stands under a piece: matched with the authors on record, and never guessed."""

from collections import defaultdict

from royalties.models import Author
from submissions.models import UnitMembership
from vietnamese.text import fold


class KnownAuthors:
    """The authors on record and the people of the units; three queries, however many names are looked up.

    A name is matched within the piece's unit or with authors of no unit. An account of the unit with that very name is
    certain too: it gives an unsaved Author, the same object for every piece, who is recorded with the table
    (`record_new`). Anything else is left to a person: two people may bear one name. Nothing is stored here.
    """

    def __init__(self):
        self.by_name = defaultdict(list)
        self.by_account = {}
        for author in Author.objects.all():
            self._add(author)
        self.accounts = defaultdict(dict)
        memberships = UnitMembership.objects.select_related("user").order_by("pk")
        for membership in memberships:
            self.accounts[membership.unit_id, fold(str(membership.user))][membership.user_id] = membership.user

    def _add(self, author):
        for name in author.folded_names:
            self.by_name[name].append(author)
        if author.account_id:
            self.by_account[author.account_id] = author

    def find(self, name, *, unit):
        """The Author who signs as `name` for `unit`, or None where that is not certain."""
        folded = fold(name)
        candidates = [author for author in self.by_name[folded] if author.unit_id in (unit.pk, None)]
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
        accounts = list(self.accounts[unit.pk, folded].values())
        return self.of_account(accounts[0], unit=unit) if len(accounts) == 1 else None

    def of_account(self, user, *, unit=None):
        """The Author with the account `user`, unsaved where there is none."""
        if user.pk not in self.by_account:
            self._add(Author(account=user, name=str(user), unit=unit))
        return self.by_account[user.pk]


def record_new(authors):
    """Record those of `authors` (Authors; None for nobody) that are unsaved: each account once, whoever is first."""
    for author in authors:
        if author is not None and author.pk is None:
            new = {"name": author.name, "unit": author.unit}
            author.pk = Author.objects.get_or_create(account=author.account, defaults=new)[0].pk
