"""What a later version keeps of a line enters check sums only where it is filled: old papers read as they did."""

import datetime
import json

import pytest

from royalties.assessing import correcting
from royalties.models import PaymentList, RoyaltyLine, RoyaltyTable
from royalties.sealed import check_sums
from royalties.sealed.check_sums import list_check_sum, table_check_sum
from submissions.kept.canonical import canonical_line
from tests.royalties import second_reader
from tests.royalties.assessing.test_corrections import DECISION, Story

pytestmark = pytest.mark.django_db

MAY_10 = datetime.date(2019, 5, 10)


@pytest.fixture(scope="module")
def told(tell):
    return tell(Story)


@pytest.fixture
def story(told):
    return told()


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


def test_a_golden_line():
    """Written out by hand: an old line, and one that is put up again by a decision."""
    line = RoyaltyLine(
        place=1,
        piece_id=7,
        kind="author",
        author_id=3,
        signed_as="An",
        author_name="Nguyễn Văn An",
        title="Tin",
        unit_id=2,
        unit_name="Phường",
        genre="tin",
        origin="own",
        published_at=datetime.datetime(2019, 4, 3, 2, tzinfo=datetime.UTC),
        amount=139_000,
    )
    plain = (
        '[1,7,"author",3,"An","Nguyễn Văn An","Tin","",2,"Phường","tin","own",false,"2019-04-03T02:00:00.000000Z",100,'
        'null,null,null,null,null,null,null,"","",null,139000]'
    )
    names = check_sums._kept(line, check_sums.TABLE_LINE, check_sums.ADDED_TO_TABLE_LINE)
    assert canonical_line(line, names) == plain
    line.decision_number, line.decision_date = "12/QĐ", datetime.date(2019, 6, 3)
    names = check_sums._kept(line, check_sums.TABLE_LINE, check_sums.ADDED_TO_TABLE_LINE)
    assert json.loads(canonical_line(line, names)) == [*json.loads(plain), "12/QĐ", "2019-06-03"]
