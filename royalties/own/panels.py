"""What an author finds on the first page of the back office."""

from django.utils.functional import cached_property

from royalties.own.own_lines import as_own_lines, author_of, own_lines, own_sums, user_has_own_lines
from royalties.tables.panels import RoyaltyPanel

FIRST_FEW = 3


class OwnPanel(RoyaltyPanel):
    """What the person is due, in a few lines."""

    name = "own_royalties"
    order = 70
    template_name = "royalties/own/panel.html"

    @staticmethod
    def is_for(user):
        return user_has_own_lines(user)

    @cached_property
    def content(self):
        author = author_of(self.user)
        lines = as_own_lines(own_lines(author)[:FIRST_FEW])
        return {"lines": lines, "sums": own_sums(author)} if lines else {}
