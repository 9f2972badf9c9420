"""The outbox empties into a mail server, and a failing one never reaches the person who decides."""

from email.header import decode_header, make_header

import pytest
from django.urls import reverse
from post_office import mail
from post_office.models import STATUS, Email

from submissions.rights import positions
from tests import factories
from tests.mailserver import running_mail_server, smtp, text_of, unused_port
from tests.workflow import again, fresh, submit

pytestmark = pytest.mark.django_db


class Cast:
    """A unit's contributor and two leaders, and a piece that waits for them."""

    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit)
        self.leader, self.deputy = factories.leader_of(self.unit), factories.leader_of(self.unit)

    def at_leader(self):
        return submit(factories.news(self.unit, owner=self.contributor), self.contributor)


@pytest.fixture(scope="module")
def cast_told(tell):
    return tell(Cast)


def test_failing_mail_server_never_reaches_the_person_who_decides(cast, client):
    page = cast.at_leader()
    Email.objects.all().delete()
    client.force_login(again(cast.leader))
    with smtp(unused_port()):
        response = client.post(
            reverse("submissions:approve", args=[page.pk]), {"position": positions.reading_position(page)}
        )
        assert response.status_code == 302
        assert fresh(page).sent_at is not None
        mail.send_queued()
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.requeued}


def test_sent_over_a_real_server_with_its_vietnamese_subject(cast):
    page = cast.at_leader()
    with running_mail_server() as mailbox:
        mail.send_queued()
    assert sorted(address for to, _letter in mailbox.letters for address in to) == sorted(
        [cast.leader.email, cast.deputy.email]
    )
    _to, letter = mailbox.letters[0]
    assert str(make_header(decode_header(letter["Subject"]))) == f"Chờ duyệt: {page.title}"
    assert page.unit.name in text_of(letter)
