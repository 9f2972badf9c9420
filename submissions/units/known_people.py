"""Who has an account already, when a list of people is read in: nobody gets a second one, nobody another's."""

from collections import defaultdict

from django.utils.translation import gettext as _

from submissions.accounts.usernames import free_username
from submissions.models import UnitMembership, User
from vietnamese.text import fold


class KnownPeople:
    """All accounts, and those that the lines read so far will make; two queries, however long the list is."""

    def __init__(self):
        self.by_username = {}
        self.by_name_and_mailbox = defaultdict(list)
        self.of_unit = defaultdict(list)
        for user in User.objects.all():
            self.add(user)
        by_pk = {user.pk: user for user in self.by_username.values()}
        for unit, user in UnitMembership.objects.order_by().values_list("unit", "user").distinct():
            self.of_unit[unit].append(by_pk[user])

    def add(self, user):
        self.by_username[user.username.lower()] = user
        self.by_name_and_mailbox[fold(str(user)), user.email.lower()].append(user)

    def find(self, *, full_name, email, username, unit):
        """(the account of that person or None, a sentence why it cannot be told or "").

        By name and mailbox, first within the unit; else by the user name, where the list has one.
        """
        same = self.by_name_and_mailbox[fold(full_name), email.lower()] if email else []
        if username:
            return self.find_by_username(username, full_name=full_name, email=email, same=same)
        candidates = [user for user in same if user in self.of_unit[unit.pk]] or same
        if len(candidates) > 1:
            return None, _("several accounts have this name and this e-mail; enter the user name too.")
        if candidates:
            return candidates[0], ""
        if any(fold(str(user)) == fold(full_name) for user in self.of_unit[unit.pk]):
            return None, _(
                "the unit has a person of this name with another e-mail. The same person: correct the e-mail here or "
                "in the account; another person: enter a user name of their own."
            )
        return None, ""

    def find_by_username(self, username, *, full_name, email, same):
        user = self.by_username.get(username.lower())
        if user is None and not email:
            return None, _("there is no account “%(username)s” yet, and a new one needs an e-mail for its link.") % {
                "username": username
            }
        if user is None:
            if same:
                return None, _("this person has an account already, with the user name “%(username)s”.") % {
                    "username": same[0].username
                }
            return None, ""
        if fold(str(user)) != fold(full_name):
            return None, _("the user name “%(username)s” belongs to another person.") % {"username": username}
        if email and user not in same:
            return None, _("the account “%(username)s” has another e-mail; it is changed in the account only.") % {
                "username": username
            }
        return user, ""

    def plan(self, *, full_name, email, username, unit):
        """A new account, not saved yet, under `username` or one made from unit and given name."""
        family_names, _space, given_name = full_name.rpartition(" ")
        user = User(
            username=username or free_username(unit.short_name, given_name, taken=self.is_taken),
            first_name=family_names,
            last_name=given_name,
            email=email,
        )
        user.set_unusable_password()
        self.add(user)
        self.of_unit[unit.pk].append(user)
        return user

    def is_taken(self, username):
        return username.lower() in self.by_username
