"""The leaders as citizens read them, and as the board enters them."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from about.models import IntroductionPage, Leader, LeadersPage
from submissions.screens.refusals import Refusal
from tests import factories, statements
from tests.about import pages
from tests.soup import soup_of, words_of

pytestmark = pytest.mark.django_db
DAY = datetime.date
LONG = "Công Tằng Tôn Nữ Nguyễn Thị Phương Hoàng Thảo Nguyên Bích Vân"


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


def row(name="Nguyễn Văn An", post="Phó Chủ tịch UBND", **fields):
    return {"name": name, "post": post, **fields}


def main_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return soup_of(response).main


def test_all_that_was_entered(client, board):
    portrait = factories.photo(factories.UnitFactory(), file=factories.picture_file(size=(300, 400)))
    page = pages.leaders(
        board,
        row(
            heading="Lãnh đạo Ủy ban nhân dân",
            portrait=portrait,
            term_from=DAY(2021, 6, 30),
            duties="Phụ trách tài chính.\n\n Trực tiếp quản lý đất đai. ",
            biography='Sinh năm 1970 tại "làng chài".',
            telephone="0252 000 001 (nhánh 2)",
            email="an@phanthiet.example",
        ),
        introduction="Theo phân công tháng 7.",
    )
    main = main_of(client, page)
    person = main.select_one("#nguyen-van-an")
    assert [heading.get_text() for heading in main.select("h2")] == ["Lãnh đạo Ủy ban nhân dân"]
    assert "Theo phân công tháng 7." in words_of(main)
    assert person.h3.get_text() == "Nguyễn Văn An"
    assert "Giữ chức vụ từ 30/06/2021" in words_of(person)
    assert [one.get_text() for one in person.select("li")] == ["Phụ trách tài chính.", "Trực tiếp quản lý đất đai."]
    assert [link["href"] for link in person.select("a")] == ["tel:0252000001", "mailto:an@phanthiet.example"]
    assert person.img["alt"] == "Chân dung Nguyễn Văn An"
    assert (person.img["width"], person.img["height"]) == ("240", "320")


def test_without_a_portrait_a_figure_that_nobody_hears(client, board):
    person = main_of(client, pages.leaders(board, row())).article
    assert person.img is None
    assert person.svg["aria-hidden"] == "true"
    assert not person.select("dl, h4, li, .person__term")


def test_groups_and_order(client, board):
    page = pages.leaders(
        board,
        row("A", heading="Thường trực Hội đồng nhân dân"),
        row("B", heading="Lãnh đạo Ủy ban nhân dân"),
        row("C", heading="Thường trực Hội đồng nhân dân"),
        row("B", heading="Lãnh đạo Ủy ban nhân dân"),
    )
    main = main_of(client, page)
    sections = [
        (section.h2.get_text(), [one.get_text() for one in section.select("h3")]) for section in main.select("section")
    ]
    assert sections == [("Thường trực Hội đồng nhân dân", ["A", "C"]), ("Lãnh đạo Ủy ban nhân dân", ["B", "B"])]
    anchors = [one["id"] for one in main.select("article")]
    assert len(set(anchors)) == 4


def test_long_names_and_markup_stay_words(client, board):
    page = pages.leaders(board, row(LONG, f"{LONG} <script>", duties="<b>đậm</b>"))
    main = main_of(client, page)
    assert main.h3.get_text() == LONG
    assert not main.select("script, b")


def test_a_term_ends_by_itself(client, board, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 30, 9, tzinfo=datetime.UTC))
    page = pages.leaders(board, row("Cũ", term_to=DAY(2026, 6, 30)), row("Mới", term_from=DAY(2026, 7, 1)))

    def shown():
        return [one.get_text() for one in main_of(client, page).select("h3")]

    assert shown() == ["Cũ"]
    time_machine.move_to(datetime.datetime(2026, 7, 1, 9, tzinfo=datetime.UTC))
    assert shown() == ["Mới"]


def test_nobody_in_office(client, board):
    page = pages.leaders(board, row(term_to=DAY(2001, 1, 1)))
    assert "Chưa có thông tin về lãnh đạo đương nhiệm." in words_of(main_of(client, page))


def test_a_term_does_not_end_before_it_begins(board):
    with pytest.raises(ValidationError) as told:
        Leader(name="A", post="B", term_from=DAY(2026, 2, 1), term_to=DAY(2026, 1, 1)).clean()
    assert told.value.message_dict == {"term_to": ["Ngày cuối giữ chức vụ phải sau ngày bắt đầu."]}
    writer, second = board
    page = pages.draft(LeadersPage, by=writer, rows={"leaders": [row(telephone="chưa có")]})
    with pytest.raises(Refusal, match="Điện thoại công vụ"):
        statements.publish(page, by=second)


def test_programs_are_told_who_leads(client, board):
    page = pages.leaders(board, row("An </script>", "Chủ tịch"))
    data = json.loads(soup_of(client.get(page.url)).select_one('script[type="application/ld+json"]').string)
    agency = next(one for one in data["@graph"] if one["@type"] == "GovernmentOrganization")
    assert agency["member"] == [{"@type": "Person", "name": "An </script>", "jobTitle": "Chủ tịch"}]


def test_found_by_name_and_duty(client, board):
    page = pages.leaders(board, row("Trần Thị Bích Phượng", duties="Phụ trách thủy lợi."))
    for words in ("bich phuong", "thủy lợi"):
        assert soup_of(client.get("/tim-kiem/", {"q": words})).main.select(f'a[href="{page.url}"]'), words


def test_written_changed_and_published_in_the_back_office(client, board):
    writer, second = board
    place = IntroductionPage.objects.get()
    client.force_login(writer)
    add = f"/admin/pages/add/about/leaderspage/{place.pk}/"
    form = soup_of(client.get(add))
    category = form.select_one('[name="category"] option[selected]')["value"]
    rows = {"name": "Trần Thị Bình", "post": "Chủ tịch UBND", "heading": "Lãnh đạo UBND", "term_from": "01/07/2024"}
    data = {"title": "Lãnh đạo", "introduction": "", "category": category, "leaders-TOTAL_FORMS": "1"}
    data |= {"leaders-INITIAL_FORMS": "0", "leaders-MIN_NUM_FORMS": "0", "leaders-MAX_NUM_FORMS": "1000"}
    data |= {"leaders-0-ORDER": "1", **{f"leaders-0-{name}": value for name, value in rows.items()}}
    assert client.post(add, data).status_code == 302
    page = LeadersPage.objects.get()
    assert (page.live, page.slug) == (False, "lanh-dao")
    address = reverse("statements:statement", args=[page.pk])
    assert client.get(address).status_code == 200
    client.force_login(second)
    shown = soup_of(client.get(address))
    position = shown.select_one('[name="position"]')["value"]
    client.post(reverse("statements:publish", args=[page.pk]), {"position": position})
    client.logout()
    assert "Trần Thị Bình" in words_of(main_of(client, LeadersPage.objects.get()))


def test_a_draft_without_names_is_read_by_the_board(client, board):
    page = pages.draft(LeadersPage, by=board[0], rows={"leaders": [row("", ""), row("", "")]})
    client.force_login(board[1])
    assert client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    with pytest.raises(Refusal, match="Họ và tên"):
        statements.publish(page, by=board[1])


def test_num_queries(client, board):
    unit = factories.UnitFactory()

    def queries(page):
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(page.url)
        return len(counted)

    def with_portraits(number):
        found = [
            factories.photo(unit, title=str(one), file=factories.picture_file(size=(60, 80))) for one in range(number)
        ]
        return [row(f"Người {one}", portrait=photo) for one, photo in enumerate(found)]

    page = pages.leaders(board, *with_portraits(4))
    few = queries(page)
    writer, second = board
    text = page.get_latest_revision_as_object()
    for one in with_portraits(36):
        text.leaders.create(**one)
    text.save_revision(user=writer)
    page = statements.publish(statements.fresh(page), by=second)
    assert len(main_of(client, page).select("article")) == 40
    assert queries(page) == few
