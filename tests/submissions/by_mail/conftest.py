"""A piece that waits for its two leaders, told once for each module, with the mails that were written about it."""

import pytest

from submissions.models import DecisionsByMail
from tests import factories, workflow
from tests.plugins.told import told
from tests.submissions.by_mail.visitor import mail_to, path_in


class Story:
    """A ward with a contributor and two leaders, somebody else's leader, and a piece with a photo."""

    def __init__(self):
        self.unit = factories.UnitFactory(email="phuong@phanthiet.example")
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit, first_name="Trần Văn", last_name="Hạnh")
        self.deputy = factories.leader_of(self.unit)
        self.stranger = factories.leader_of(factories.UnitFactory())
        self.editor = factories.editor()
        draft = factories.news(self.unit, owner=self.contributor, image=factories.photo(self.unit))
        self.page = workflow.submit(draft, self.contributor)

    @property
    def path(self):
        """The link in the mail to the leader."""
        return path_in(mail_to(self.leader))


@told
def story():
    return Story()


@pytest.fixture
def link_alone():
    """The city lets the link alone decide, where a mailbox has one account."""
    DecisionsByMail.objects.update(link_alone=True)
