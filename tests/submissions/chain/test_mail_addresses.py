"""Mails must never stop a decision."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from submissions.chain.scheduling import publish_due
from submissions.models import User
from submissions.rights.stages import Stage, stage_of
from tests.submissions import attempts
from tests.submissions.states import make_piece
from tests.workflow import fresh, submit

pytestmark = pytest.mark.django_db
BAD = ["khong-phai-dia-chi", "a@b", "lê.thảo@phường", "hai nguoi@x.vn, ba@x.vn"]


@pytest.mark.parametrize("address", BAD)
def test_wrong_address_of_a_recipient_stops_no_decision(address, cast):
    User.objects.filter(pk=cast.leader.pk).update(email=address)
    page = make_piece("draft", cast)
    assert stage_of(submit(page, cast.contributor)) == Stage.AT_LEADER


def test_wrong_address_of_the_writer_does_not_stop_the_set_time(cast):
    make_piece("scheduled", cast)
    User.objects.filter(pk=cast.contributor.pk).update(email=BAD[0])
    past = timezone.now() - datetime.timedelta(minutes=1)
    r = Revision.objects.get(approved_go_live_at__isnull=False)
    r.content["go_live_at"] = past.isoformat()
    r.approved_go_live_at = past
    r.save()
    assert publish_due() == (1, 0)


@pytest.mark.parametrize("title", ["Dòng một\rBcc: x@y.vn", "Dòng một\nDòng hai", "Ủy ban & “Đoàn” <1>"])
def test_title_spoils_no_mail(client, cast, title):
    from post_office.models import Email

    page = make_piece("draft", cast)
    client.force_login(cast.contributor)
    attempts.post_edit(client, page, title=title, **{"action-submit": "x"})
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    email = Email.objects.filter(to__contains="leader@").first() or Email.objects.first()
    assert "&amp;" not in email.subject + email.message
    email.email_message().message()
