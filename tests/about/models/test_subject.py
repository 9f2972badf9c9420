"""A subject of the introduction: its text and photos."""

import json

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from about.models import IntroductionPage, SubjectPage
from submissions.screens.refusals import Refusal
from tests import factories, statements
from tests.about import pages
from tests.soup import soup_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


def address(page):
    return reverse("statements:statement", args=[page.pk])


def test_text_and_photo(client, board):
    photo = factories.photo(factories.UnitFactory())
    blocks = factories.body_blocks("<h2>Thời mở đất</h2><p>Lưu dân lập làng.</p>", image=photo)
    page = pages.subject(board, body=blocks)
    main = soup_of(client.get(page.url)).main
    assert main.h1.get_text() == "Lịch sử hình thành"
    assert "Lưu dân lập làng." in words_of(main)
    assert main.figure.img["alt"] == "Đoàn viên ra quân"
    photo.refresh_from_db()
    assert photo.is_held


def test_a_draft_whose_photo_was_deleted_is_still_read_and_not_published(client, board):
    photo = factories.photo(factories.UnitFactory())
    page = pages.draft(SubjectPage, by=board[0], lead="Một câu.", body=factories.body_blocks(image=photo))
    photo.delete()
    client.force_login(board[1])
    said = words_of(soup_of(client.get(address(page))).main)
    assert "Phần 2 của nội dung (Ảnh) còn thiếu hoặc chưa đúng: Ảnh." in said
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    with pytest.raises(Refusal, match="Chưa đăng"):
        statements.publish(page, by=board[1])


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (("quote", {"text": "", "source": "Cụ Ba"}), "Phần 2 của nội dung (Trích dẫn) còn thiếu"),
        (("gallery", {"photos": []}), "(Nhiều ảnh) còn thiếu hoặc chưa đúng: Tối thiểu 2 mục."),
        (("video", {"url": "", "title": "Lễ hội"}), "(Video) còn thiếu hoặc chưa đúng: Địa chỉ video."),
    ],
)
def test_a_part_that_an_autosave_kept_unfinished_is_not_published(client, board, part, said):
    blocks = [*factories.body_blocks("<p>Lưu dân lập làng.</p>"), part]
    page = pages.draft(SubjectPage, by=board[0], lead="Một câu.", body=blocks)
    client.force_login(board[1])
    assert said in words_of(soup_of(client.get(address(page))).main)
    with pytest.raises(Refusal, match="Chưa đăng"):
        statements.publish(page, by=board[1])
    assert not statements.fresh(page).live


def test_what_was_published_so_before_is_named_by_a_command(board, capsys):
    page = pages.subject(board)
    call_command("verify_pieces")
    SubjectPage.objects.filter(pk=page.pk).update(body=[("quote", {"text": "", "source": "Cụ Ba"})])
    with pytest.raises(CommandError, match="1"):
        call_command("verify_pieces")
    said = capsys.readouterr().out
    assert "Công khai (bài giới thiệu): “Lịch sử hình thành”" in said and f"/admin/van-ban/{page.pk}/" in said
    assert "Phần 1 của nội dung (Trích dẫn) còn thiếu hoặc chưa đúng: Trích dẫn." in said


def test_written_in_the_back_office(client, board):
    client.force_login(board[0])
    address = f"/admin/pages/add/about/subjectpage/{IntroductionPage.objects.get().pk}/"
    form = soup_of(client.get(address))
    category = form.select_one('[name="category"] option[selected]')["value"]
    text = {"blocks": [{"text": "Bờ biển dài.", "type": "unstyled", "key": "a"}], "entityMap": {}}
    data = {"title": "Điều kiện tự nhiên", "subject": "nature", "lead": "Bờ biển dài.", "category": category}
    data |= {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text", "body-0-id": ""}
    data |= {"body-0-value": json.dumps(text)}
    assert client.post(address, data).status_code == 302
    page = SubjectPage.objects.get()
    assert page.slug == "dieu-kien-tu-nhien"
    statements.publish(page, by=board[1])
    client.logout()
    assert "Bờ biển dài." in words_of(soup_of(client.get(f"{pages.PLACE}{page.slug}/")).select_one(".article__body"))


def test_num_queries(client, board):
    unit = factories.UnitFactory()

    def queries(number, title):
        photos = [factories.photo(unit, title=f"{title} {one}") for one in range(number)]
        blocks = [block for photo in photos for block in factories.body_blocks(image=photo)]
        page = pages.subject(board, title=title, body=blocks)
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(page.url)
        return len(counted)

    assert queries(2, "Ít ảnh") == queries(12, "Nhiều ảnh")
