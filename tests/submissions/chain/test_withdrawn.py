"""A piece that the unit took back says so, until it is submitted again."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from submissions.chain import decisions
from tests.soup import soup_of
from tests.submissions.piece_pages import page_of, signed_in
from tests.submissions.states import make_piece
from tests.workflow import again, submit

pytestmark = pytest.mark.django_db

UNIT = reverse("submissions:unit_list")
ARCHIVE = reverse("submissions:archive")


def states_in(response):
    return [state.text.strip() for state in soup_of(response).select(".tb-state")]


def withdraw(page, user, *, when=None):
    with time_machine.travel(when or timezone.now(), tick=False):
        decisions.withdraw(pk=page.pk, user=again(user))


@pytest.mark.parametrize("state", ["at_leader", "at_board"])
def test_the_list_and_the_piece_say_on_which_day(cast, state):
    page = make_piece(state, cast)
    # 18:30 in London is the next morning in Phan Thiết.
    evening = datetime.datetime.combine(timezone.localdate(), datetime.time(18, 30), tzinfo=datetime.UTC)
    withdraw(page, cast.contributor, when=evening)
    day = timezone.localdate(evening)
    words = [f"Bản nháp (đã rút lại ngày {day:%d/%m/%Y})"]
    assert states_in(signed_in(again(cast.contributor)).get(UNIT)) == words
    assert states_in(page_of(again(cast.contributor), page)) == words
    if state == "at_board":
        assert states_in(signed_in(again(cast.desk)).get(ARCHIVE)) == words


def test_the_newest_withdrawal_counts_and_a_new_submission_ends_it(cast):
    page = make_piece("at_leader", cast)
    withdraw(page, cast.contributor, when=timezone.now() - datetime.timedelta(days=5))
    submit(page, cast.contributor)
    assert states_in(page_of(again(cast.contributor), page)) == ["Chờ lãnh đạo đơn vị duyệt"]
    withdraw(page, cast.leader)
    words = f"Bản nháp (đã rút lại ngày {timezone.localdate():%d/%m/%Y})"
    assert states_in(page_of(again(cast.contributor), page)) == [words]


def test_a_draft_that_was_never_submitted_says_draft(cast):
    assert states_in(page_of(again(cast.contributor), make_piece("draft", cast))) == ["Bản nháp"]
