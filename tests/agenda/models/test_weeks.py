"""Weeks of the working calendar: written by one of the board, published by another, read by everybody."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import AgendaPage, WeekPage
from submissions.screens.refusals import Refusal
from tests import factories, statements
from tests.soup import soup_of

PLACE = "/lich-lam-viec/"
MONDAY = datetime.date(2026, 11, 23)


@pytest.fixture
def board(db):
    return factories.editor(), factories.editor()


def week(*, by, monday=MONDAY, appointments=2, **fields):
    """A draft of a week that `by` has written."""
    page = WeekPage(monday=monday, owner=by, **fields)
    for number in range(appointments):
        page.appointments.create(
            weekday=number % 7,
            starts=datetime.time(8 + number % 8),
            ends=datetime.time(9 + number % 8, 30),
            what=f"Họp giao ban số {number + 1}",
            chair="CT Nguyễn Văn An",
            attendants="Trưởng các phòng",
            place="Phòng họp A",
        )
    AgendaPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return statements.fresh(page)


def published(board, **fields):
    writer, reader = board
    return statements.publish(week(by=writer, **fields), by=reader)


def text(element):
    return " ".join(element.get_text(" ", strip=True).split())


def test_a_week_as_citizens_read_it(board, client):
    page = published(board, note="Lịch này thay cho giấy mời.")
    assert page.url == f"{PLACE}lich-lam-viec-tu-23-11-den-29-11-2026/"
    shown = soup_of(client.get(page.url)).main
    assert text(shown.h1) == "Lịch làm việc từ 23/11 đến 29/11/2026"
    assert [text(day) for day in shown.select("h2")] == ["Thứ Hai, 23/11/2026", "Thứ Ba, 24/11/2026"]
    first = text(shown.select_one(".appointment"))
    assert first == (
        "08:00 – 09:30 Họp giao ban số 1 Chủ trì CT Nguyễn Văn An Thành phần Trưởng các phòng Địa điểm Phòng họp A"
    )
    assert "Lịch này thay cho giấy mời." in text(shown)


def test_the_present_week_stands_first(board, client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    published(board, monday=MONDAY - datetime.timedelta(days=7))
    page = soup_of(client.get(PLACE)).main
    assert "Thứ Hai, 23/11/2026 chưa được công bố" in text(page)
    assert len(page.select(".sections a")) == 1
    present = published(board)
    page = soup_of(client.get(PLACE)).main
    assert text(page.h1) == present.title
    # On Monday the next week has come, without anybody's doing.
    time_machine.move_to(datetime.datetime(2026, 11, 29, 17, 30, tzinfo=datetime.UTC))
    assert "Thứ Hai, 30/11/2026 chưa được công bố" in text(soup_of(client.get(PLACE)).main)


def test_from_week_to_week(board, client):
    weeks = [published(board, monday=MONDAY + datetime.timedelta(days=7 * n)) for n in range(3)]
    page = soup_of(client.get(weeks[1].url))
    ways = {link["rel"][0]: link["href"] for link in page.select(".pages a")}
    assert ways == {"prev": weeks[0].url, "next": weeks[2].url}


def test_four_eyes(board, client):
    writer, reader = board
    page = week(by=writer)
    assert client.get(f"{PLACE}lich-lam-viec-tu-23-11-den-29-11-2026/").status_code == 404
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        statements.publish(page, by=writer)
    statements.publish(page, by=reader)
    page = statements.change(page, by=reader, note="Đổi giờ họp.")
    assert "Đổi giờ họp." not in text(soup_of(client.get(page.url)).main)
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        statements.publish(page, by=reader)
    statements.publish(page, by=writer)
    assert "Đổi giờ họp." in text(soup_of(client.get(page.url)).main)


def test_any_day_of_the_week_is_its_monday(db):
    page = WeekPage(title="x", slug="x", monday=datetime.date(2026, 11, 29))
    page.clean_fields(exclude=["path", "depth"])
    assert page.monday == MONDAY


def test_a_week_stands_once(board):
    published(board)
    double = WeekPage(title="x", slug="khac", monday=datetime.date(2026, 11, 25), path="0001", depth=1)
    double.clean_fields(exclude=["content_type"])
    assert double.monday == MONDAY
    with pytest.raises(Exception, match="Tuần này đã có lịch"):
        double.validate_unique()


def test_an_end_comes_after_the_beginning(board):
    writer, reader = board
    page = week(by=writer, appointments=1)
    text_of_it = page.get_latest_revision_as_object()
    appointment = text_of_it.appointments.first()
    appointment.ends = appointment.starts
    text_of_it.appointments.add(appointment)
    text_of_it.save_revision(user=writer, clean=False)
    with pytest.raises(Refusal, match="Giờ kết thúc phải sau giờ bắt đầu"):
        statements.publish(statements.fresh(page), by=reader)


def test_a_week_without_appointments_says_so_or_is_not_published(board, client):
    """A week off at Tết is real; an empty week by oversight is not what the leaders do."""
    writer, reader = board
    page = week(by=writer, appointments=0, note="  ")
    with pytest.raises(Refusal, match="Không có lịch công tác"):
        statements.publish(page, by=reader)
    assert not WeekPage.objects.live().exists()
    page = statements.change(page, by=writer, note="Không có lịch công tác (nghỉ Tết).")
    page = statements.publish(page, by=reader)
    shown = text(soup_of(client.get(page.url)).main)
    assert "Không có lịch công tác (nghỉ Tết)." in shown
    assert "chưa có nội dung" not in shown.lower()
    emptied = page.get_latest_revision_as_object()
    emptied.note = ""
    emptied.save_revision(user=writer)
    with pytest.raises(Refusal, match="ghi rõ trong ô ghi chú"):
        statements.publish(statements.fresh(page), by=reader)


def test_written_in_the_back_office(board, client):
    """The form of a new week, filled in as a browser would."""
    writer, _reader = board
    client.force_login(writer)
    response = client.get(f"/admin/pages/add/agenda/weekpage/{AgendaPage.objects.get().pk}/")
    assert response.status_code == 200
    form = soup_of(response)
    assert form.select_one('[name="monday"]')
    data = {
        "monday": "25/11/2026",
        "note": "",
        "appointments-TOTAL_FORMS": "1",
        "appointments-INITIAL_FORMS": "0",
        "appointments-MIN_NUM_FORMS": "0",
        "appointments-MAX_NUM_FORMS": "1000",
        "appointments-0-ORDER": "1",
        "appointments-0-weekday": "2",
        "appointments-0-starts": "14:00",
        "appointments-0-what": "Tiếp công dân",
        "appointments-0-chair": "CT Nguyễn Văn An",
    }
    response = client.post(f"/admin/pages/add/agenda/weekpage/{AgendaPage.objects.get().pk}/", data)
    assert response.status_code == 302
    page = WeekPage.objects.get()
    assert (page.monday, page.title, page.live) == (MONDAY, "Lịch làm việc từ 23/11 đến 29/11/2026", False)
    assert [str(one) for one in page.get_latest_revision_as_object().appointments.all()] == ["Thứ Tư, 14:00"]


def test_found_by_what_is_done(board, client):
    published(board)
    hits = soup_of(client.get("/tim-kiem/?q=họp giao ban"))
    assert hits.select(f'a[href="{PLACE}lich-lam-viec-tu-23-11-den-29-11-2026/"]')


def test_the_menu_leads_there_once_a_week_is_public(board, client):
    writer, reader = board
    page = week(by=writer)
    assert not soup_of(client.get("/")).select(f'a[href="{PLACE}"]')
    statements.publish(page, by=reader)
    cache.clear()
    assert soup_of(client.get("/")).select(f'a[href="{PLACE}"]')


def test_num_queries(board, client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    page = published(board, appointments=1)

    def queries_of(address):
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        return len(counted)

    few = [queries_of(PLACE), queries_of(page.url)]
    published(board, monday=MONDAY + datetime.timedelta(days=7), appointments=40)
    writer, reader = board
    changed = page.get_latest_revision_as_object()
    for number in range(40):
        changed.appointments.create(weekday=3, starts=datetime.time(8), what=f"Việc {number}", chair="PCT")
    changed.save_revision(user=writer)
    statements.publish(statements.fresh(page), by=reader)
    assert [queries_of(PLACE), queries_of(page.url)] == few
    assert max(few) <= 21
