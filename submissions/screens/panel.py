"""A panel of the home page of the back office, for whom a predicate names."""

from wagtail.admin.ui.components import Component


class Panel(Component):
    """A panel for one person; a subclass says for whom it is, by a predicate, and where it stands."""

    order = 100

    def __init__(self, user):
        self.user = user

    @staticmethod
    def is_for(user):
        raise NotImplementedError
