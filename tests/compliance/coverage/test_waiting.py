"""What waits at the board, in the table and in the board's queue: other numbers, told apart by the same words."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import workflow
from tests.compliance.stories import at
from tests.soup import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

QUEUE = reverse("submissions:board_queue")


def soup_at(user, address):
    client = Client()
    client.force_login(workflow.again(user))
    response = client.get(address)
    assert response.status_code == 200
    return soup_of(response)


def schedule(page, editor):
    page.go_live_at = timezone.now() + datetime.timedelta(days=2)
    page.save_revision(user=editor)
    return workflow.approve_as(page, editor)


@pytest.fixture
def three_waiting(ward):
    """Two sent in this period, of which one is set for a time; one left from the period before."""
    ward.send(ward.write(title="Tin kỳ trước"), when=at("2026-10-20 08:00:00"))
    ward.send(ward.write(title="Tin mới gửi"), when=at("2026-11-12 08:00:00"))
    schedule(ward.send(ward.write(title="Tin hẹn giờ"), when=at("2026-11-13 08:00:00")), ward.editor)


def heaps_of(user):
    tabs = soup_at(user, QUEUE).select(".tb-tabs a")
    return {tab.contents[0].strip(): int(tab.select_one(".tb-badge").text) for tab in tabs}


def test_the_list_behind_the_column_names_the_heaps_of_the_queue(three_waiting, ward):
    query = f"?period=2026-11&unit={ward.unit.pk}&column=waiting"
    rows = soup_at(ward.editor, reverse("compliance:pieces") + query).select("tr.report-piece")
    listed = {row.select_one(".report-title").text: row.select_one(".report-nowrap").text for row in rows}
    assert listed == {"Tin hẹn giờ": "Đã hẹn giờ đăng", "Tin mới gửi": "Đã chuyển Ban Biên tập"}
    heaps = heaps_of(ward.editor)
    assert (heaps["Đã chuyển Ban Biên tập"], heaps["Đã hẹn giờ đăng"]) == (2, 1)
    assert set(listed.values()) <= set(heaps)


def test_the_table_says_what_its_column_holds(three_waiting, ward):
    soup = soup_at(ward.editor, reverse("compliance:report") + "?period=2026-11")
    headings = [heading.text.strip() for heading in soup.select("thead th")]
    assert "Chờ biên tập, chờ đăng" in headings
    notes = soup.select_one(".report-notes").text
    assert "đã hẹn giờ mà chưa đăng" in notes and "gồm mọi kỳ" in notes


def test_num_queries_of_the_list(ward, django_assert_max_num_queries):
    client = Client()
    client.force_login(ward.editor)
    address = reverse("compliance:pieces") + f"?period=2026-11&unit={ward.unit.pk}&column=waiting"
    ward.send(ward.write(), when=at("2026-11-12 08:00:00"))
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for day in (13, 14, 15):
        ward.send(ward.write(), when=at(f"2026-11-{day} 08:00:00"))
    schedule(ward.send(ward.write(), when=at("2026-11-16 08:00:00")), ward.editor)
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).status_code == 200
