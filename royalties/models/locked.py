"""What is approved is locked: the models say so before the database does (royalties/sealed/seals.py)."""

from django.utils.translation import gettext as _


class Locked(Exception):
    """Something would change or delete an approved table, an approved list, or a payment."""

    def __init__(self):
        super().__init__(_("What is approved is neither changed nor deleted."))
