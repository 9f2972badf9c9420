"""Who acts in the demonstration, found by their groups, and the made-up numbers of who is paid."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from royalties.models import Author, PersonalDetails
from submissions.models import User

BANK = "Ngân hàng minh họa, chi nhánh Phan Thiết"
# One of so many is paid in cash, and has given no account.
IN_CASH = 7


class DemoRefused(Exception):
    """Why nothing is built, as a sentence for the person who asked."""


@dataclass(frozen=True)
class Cast:
    """The people of the demonstration's office."""

    desk: User
    head: User
    accountant: User
    director: User

    @classmethod
    def assembled(cls):
        """The Cast of this database. Raises DemoRefused where a role has no account of the demonstration."""
        groups = {
            "desk": "Thường trực Ban Biên tập",
            "head": "Trưởng Ban Biên tập",
            "accountant": "Kế toán",
            "director": "Thủ trưởng đơn vị",
        }
        return cls(**{role: member_of(group) for role, group in groups.items()})


def member_of(group):
    """The first active demo account in `group` (its name)."""
    people = User.objects.filter(is_demo=True, is_active=True, groups__name=group).order_by("pk")
    if (found := people.first()) is None:
        raise DemoRefused(_("There is no account of the demonstration in “%(group)s”.") % {"group": group})
    return found


def enter_details():
    """How every Author is paid, and personal details: numbers of nobody, since no province has the code 999.

    Who belongs to no unit is of the office itself.
    """
    unknown = Author.objects.filter(kind=Author.Kind.UNKNOWN)
    unknown.filter(unit=None).update(kind=Author.Kind.STAFF)
    unknown.update(kind=Author.Kind.OUTSIDE)
    authors = list(Author.objects.order_by("pk"))
    Author.objects.update(is_checked=True)
    PersonalDetails.objects.bulk_create(
        PersonalDetails(
            author=author,
            identity_number=f"999{author.pk:09}",
            tax_code=f"999{author.pk:09}",
            bank_account="" if number % IN_CASH == 0 else f"0000{author.pk:08}",
            bank="" if number % IN_CASH == 0 else BANK,
        )
        for number, author in enumerate(authors, start=1)
        if not hasattr(author, "personal_details")
    )
