"""Where the sent pieces stand: each in exactly one column, and the columns add up to what was sent."""

import pytest
import time_machine
from django.utils import timezone

from submissions.chain import decisions
from tests import workflow
from tests.compliance.stories import at, row_of

pytestmark = pytest.mark.django_db
SENT = at("2026-11-10 08:00:00")


def columns(ward, period="2026-11"):
    row = row_of(ward.unit, period)
    parts = (row.sent_published, row.waiting, row.returned, row.withdrawn)
    assert row.sent == sum(parts)
    return parts


def test_a_draft_and_what_waits_with_the_leader_are_in_no_column(ward):
    ward.write()
    workflow.submit(ward.write(), ward.contributor)
    assert columns(ward) == (0, 0, 0, 0)


def test_from_the_leaders_approval_on_it_waits_at_the_board(ward):
    ward.send(ward.write(), when=SENT)
    assert columns(ward) == (0, 1, 0, 0)


def test_published(ward):
    ward.published(sent=SENT, when=at("2026-11-11 08:00:00"))
    assert columns(ward) == (1, 0, 0, 0)


def test_sent_in_one_period_published_in_the_next(ward):
    ward.published(sent=at("2026-11-24 23:00:00"), when=at("2026-11-25 08:00:00"))
    november, december = row_of(ward.unit, "2026-11"), row_of(ward.unit, "2026-12")
    assert (november.sent, november.sent_published, november.published) == (1, 1, 0)
    assert (december.sent, december.published, december.counted) == (0, 1, 1)


def test_sent_back_by_the_board(ward):
    page = ward.send(ward.write(), when=SENT)
    workflow.send_back_as(page, ward.editor)
    assert columns(ward) == (0, 0, 1, 0)


def test_sent_back_and_in_again_with_the_leader_it_stays_sent_back(ward):
    page = ward.send(ward.write(), when=SENT)
    workflow.send_back_as(page, ward.editor)
    page = workflow.fresh(page)
    page.lead = "Đã bổ sung thời gian, địa điểm."
    page.save_revision(user=ward.contributor)
    workflow.submit(page, ward.contributor)
    assert columns(ward) == (0, 0, 1, 0)
    workflow.approve_as(page, ward.leader)
    assert columns(ward) == (0, 1, 0, 0)


def test_sent_back_and_resubmitted_unchanged_it_waits_again(ward):
    page = ward.send(ward.write(), when=SENT)
    workflow.send_back_as(page, ward.editor)
    workflow.submit(page, ward.contributor)
    assert columns(ward) == (0, 1, 0, 0)


def test_withdrawn_from_the_board(ward):
    page = ward.send(ward.write(), when=SENT)
    decisions.withdraw(pk=page.pk, user=ward.contributor)
    assert columns(ward) == (0, 0, 0, 1)


def test_withdrawn_and_submitted_again_it_stays_withdrawn_until_it_reaches_the_board(ward):
    page = ward.send(ward.write(), when=SENT)
    decisions.withdraw(pk=page.pk, user=ward.contributor)
    workflow.submit(page, ward.contributor)
    assert columns(ward) == (0, 0, 0, 1)
    with time_machine.travel(at("2026-12-01 08:00:00"), tick=False):
        workflow.approve_as(page, ward.leader)
    assert columns(ward) == (0, 1, 0, 0)
    assert row_of(ward.unit, "2026-12").sent == 0


def test_sent_back_resubmitted_and_taken_back_from_the_leader_the_boards_word_stands(ward):
    page = ward.send(ward.write(), when=SENT)
    workflow.send_back_as(page, ward.editor)
    page = workflow.fresh(page)
    page.lead = "Đã bổ sung thời gian, địa điểm."
    page.save_revision(user=ward.contributor)
    workflow.submit(page, ward.contributor)
    decisions.withdraw(pk=page.pk, user=ward.contributor)
    assert columns(ward) == (0, 0, 1, 0)


def test_scheduled_by_the_board_it_still_waits(ward):
    page = ward.send(ward.write(), when=SENT)
    page = workflow.fresh(page)
    page.go_live_at = timezone.now() + timezone.timedelta(days=30)
    page.save_revision(user=ward.editor)
    workflow.approve_as(page, ward.editor)
    assert workflow.fresh(page).published_at is None
    assert columns(ward) == (0, 1, 0, 0)


def test_taken_down_it_is_still_what_was_published(ward):
    page = ward.published(sent=SENT, when=at("2026-11-11 08:00:00"))
    decisions.take_down(pk=page.pk, user=ward.editor, reason="Sai số liệu.")
    assert columns(ward) == (1, 0, 0, 0)


def test_a_correction_sent_in_later_counts_as_no_second_sending(ward):
    page = ward.published(sent=SENT, when=at("2026-11-11 08:00:00"))
    page.lead = "Đơn vị đề nghị sửa số liệu."
    page.save_revision(user=ward.contributor)
    ward.send(page, when=at("2026-11-12 08:00:00"))
    assert columns(ward) == (1, 0, 0, 0)
