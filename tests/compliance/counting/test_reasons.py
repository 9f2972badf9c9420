"""The list behind "đăng": for each piece whether it counts, and why not."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.chain import decisions
from tests import factories, workflow
from tests.compliance.stories import Newsroom, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def listed(client, ward, official):
    def get():
        client.force_login(official)
        address = f"{reverse('compliance:pieces')}?column=published&unit={ward.unit.pk}"
        return client.get(address).content.decode()

    return get


def test_no_photo(ward, listed):
    ward.published(when=at("2026-11-10 08:00:00"), photo=False)
    assert "Không: không có ảnh" in listed()


def test_the_board_took_the_photo_out(ward, listed):
    page = ward.write()
    ward.send(page, when=at("2026-11-10 07:00:00"))
    page = workflow.fresh(page)
    page.body = factories.body_blocks()
    page.save_revision(user=ward.editor)
    ward.publish(page, when=at("2026-11-10 08:00:00"))
    assert "Không: BBT bỏ ảnh" in listed()


def test_duplicate_of_which(ward, listed):
    first = ward.published(when=at("2026-11-10 08:00:00"), title="Bản gốc")
    second = ward.published(when=at("2026-11-11 08:00:00"))
    decisions.mark_duplicate(pk=second.pk, user=ward.editor, of=first)
    assert "Không: trùng với “Bản gốc”" in listed()


def test_a_duplicate_of_what_the_reader_may_not_know(ward, official, listed):
    other = Newsroom(name="UBND xã Tiến Lợi")
    first = other.published(when=at("2026-11-10 08:00:00"), title="Bản gốc")
    second = ward.published(when=at("2026-11-11 08:00:00"))
    decisions.mark_duplicate(pk=second.pk, user=ward.editor, of=first)
    decisions.take_down(pk=first.pk, user=ward.editor, reason="Sai số liệu.")
    assert "Không: trùng với tin, bài khác" in listed()
    official.groups.add(Group.objects.get(name="Thường trực Ban Biên tập"))
    assert "Không: trùng với “Bản gốc”" in listed()


def test_reprint_and_taken_down(ward, listed):
    ward.published(when=at("2026-11-10 08:00:00"), origin="reprinted", source="Báo Bình Thuận")
    gone = ward.published(when=at("2026-11-11 08:00:00"))
    decisions.take_down(pk=gone.pk, user=ward.editor, reason="Sai số liệu.")
    html = listed()
    assert "Không: đăng lại từ cơ quan báo chí khác" in html
    assert "Không: đã gỡ" in html


def test_it_counts(ward, listed):
    ward.published(when=at("2026-11-10 08:00:00"))
    assert "Có</td>" in listed()


def test_num_queries(client, ward, official, listed, django_assert_num_queries):

    def pieces():
        ward.published(when=at("2026-11-10 08:00:00"), photo=False)
        ward.published(when=at("2026-11-10 09:00:00"))

    pieces()
    listed()
    with CaptureQueriesContext(connection) as before:
        listed()
    for _more in range(3):
        pieces()
    with django_assert_num_queries(len(before)):
        listed()
