"""What a later version keeps of a line enters check sums only where it is filled: old papers read as they did."""

import datetime

import pytest

from royalties.assessing import correcting
from royalties.models import PaymentList, RoyaltyTable
from royalties.sealed.check_sums import list_check_sum, table_check_sum
from tests.plugins.told import told
from tests.royalties import second_reader
from tests.royalties.assessing.test_corrections import DECISION, Story

pytestmark = pytest.mark.django_db

MAY_10 = datetime.date(2019, 5, 10)


@told
def story():
    return Story()


@pytest.fixture
def reader_of_before(monkeypatch):
    """The second reader as it was before anything was added."""
    monkeypatch.setattr(second_reader, "ADDED", {})
    return second_reader


def test_papers_of_before_read_as_they_did(story, reader_of_before, time_machine):
    time_machine.move_to(datetime.datetime(2019, 5, 10, 3, tzinfo=datetime.UTC))
    listed = story.payable(story.april, pay_day=MAY_10)
    assert story.april.digest == reader_of_before.table_digest(story.april.pk)
    assert listed.digest == list_check_sum(PaymentList.objects.get(pk=listed.pk))
    assert listed.digest == reader_of_before.list_digest(listed.pk)


def test_what_is_filled_is_covered(story, reader_of_before):
    story.deducted(5, 139_000)
    june = story.month(6)
    correcting.restore(june.pk, story.line, amount=139_000, reason="Đăng lại", **DECISION)
    approved = story.hand_on(june)
    assert approved.digest == table_check_sum(RoyaltyTable.objects.get(pk=june.pk))
    assert approved.digest != reader_of_before.table_digest(june.pk)
