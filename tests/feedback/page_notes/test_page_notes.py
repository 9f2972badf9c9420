"""Notes on pages: the way from each page, the form, and the desk's list."""

import datetime
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from feedback.models import PageNote
from tests import factories
from tests.feedback.stories import DESK
from tests.soup import soup_of
from tests.submissions.registers import is_refused

pytestmark = pytest.mark.django_db
NOTE, NOTES = "/gop-y-trang/?trang=/so-do-trang/", "/admin/hoi-dap/gop-y-trang/"


def filled(client, **words):
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10)):
        soup = soup_of(client.get(NOTE))
    return {"stamp": soup.select_one("[name=stamp]")["value"], **words}


def test_each_page_leads_to_its_form_and_holds_no_token(client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    page = client.get("/so-do-trang/")
    links = [link["href"] for link in soup_of(page).select(".page-note a")]
    assert len(links) == 3
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "s-maxage" in page["Cache-Control"]
    form = soup_of(client.get(links[2]))
    assert form.select_one("[name=kind][checked]")["value"] == "error"
    assert "/so-do-trang/" in form.select_one("main").get_text()


def test_a_note_is_kept_once_and_an_error_wants_words(client):
    form = filled(client, kind="error", text="")
    assert "Vui lòng ghi rõ" in client.post(NOTE, form).content.decode()
    for _time in range(2):
        assert "Trân trọng cảm ơn" in client.post(NOTE, {**form, "text": "Số điện thoại sai."}).content.decode()
    note = PageNote.objects.get()
    assert (note.path, note.kind, note.text) == ("/so-do-trang/", "error", "Số điện thoại sai.")


def test_more_than_500_characters_and_programmes_are_refused(client):
    client.post(NOTE, filled(client, kind="useless", text="a" * 501))
    client.post(NOTE, {"kind": "useful", "stamp": "x"})
    client.post(NOTE, filled(client, kind="useful", website="http://mua.example"))
    assert not PageNote.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//la.example/",
        "https://la.example/",
        "/admin/",
        "khong",
        "/khong-co-trang-nay/",
        "/tin-tuc/chuyen-muc/khong-co/",
        "/hoi-dap/999/",
        "/nghe-dai/khong-co/",
        "/so-do-trang/?x=1",
        "/so-do-trang/?" + "a" * 255,
        "/tin-tuc/" + "a" * 255,
        "/duyet-qua-thu/?t=x",
        "/documents/1/a.pdf",
        "/sitemap.xml",
        "/gop-y-trang/",
        "/hoi-dap/gui/",
    ],
)
def test_it_is_about_pages_of_this_site_alone(client, path):
    response = client.get("/gop-y-trang/", {"trang": path})
    assert response.status_code == 404
    assert "Cổng không có trang này" in response.content.decode()
    form = filled(client, kind="error", text="Sai số.")
    response = client.post(f"/gop-y-trang/?trang={quote(path)}", form)
    assert response.status_code == 404
    assert "Sai số." in soup_of(response).select_one("main blockquote").get_text()
    assert not PageNote.objects.exists()


def test_pages_of_every_kind_are_spoken_of(client):
    piece = factories.published(factories.UnitFactory())
    for path in ("/", "/tin-tuc/", piece.url, piece.unit.page.url, "/hoi-dap/", "/tim-kiem/", "/danh-ba/"):
        response = client.get("/gop-y-trang/", {"trang": path})
        assert response.status_code == 200, path
        assert path in response.content.decode()


def test_a_piece_that_is_not_live_is_no_page(client):
    """For nobody: whoever may read the draft does not learn of it here either."""
    piece = factories.published(factories.UnitFactory())
    Page.objects.filter(pk=piece.pk).update(live=False)
    client.force_login(factories.editor())
    assert client.get("/gop-y-trang/", {"trang": piece.url}).status_code == 404


def test_desk_and_board_read_and_mark_and_nobody_else():
    for number, kind in enumerate(("error", "error", "useful")):
        PageNote.objects.create(
            form_key=f"{number}", path="/tin-tuc/", kind=kind, text="Sai số.", written_at=timezone.now()
        )
    note, client = PageNote.objects.first(), Client()
    for user in (factories.contributor_of(factories.UnitFactory()), factories.UserFactory(groups=["Quản trị"])):
        client.force_login(user)
        assert is_refused(client.get(NOTES))
        assert is_refused(client.post(f"{NOTES}{note.pk}/xong/"))
    client.force_login(factories.UserFactory(groups=[DESK]))
    shown = client.get(NOTES)
    assert [(page["error"], page["useful"]) for page in shown.context_data["pages"]] == [(2, 1)]
    assert len(shown.context_data["page_obj"].object_list) == 3
    for sentence in ("Đã đánh dấu xong", "đã được đánh dấu xong từ trước"):
        assert sentence in client.post(f"{NOTES}{note.pk}/xong/", follow=True).content.decode()
    assert len(client.get(NOTES).context_data["page_obj"].object_list) == 2
    assert len(client.get(f"{NOTES}?xem=xong").context_data["page_obj"].object_list) == 1
