"""What stands in the editor of a piece: the way out of it, the words beside the fields, how dates are read."""

import datetime
import io

import pytest
from django.urls import reverse
from PIL import Image

from submissions.models import NewsAuthor, NewsImage, NewsPage
from tests.browserform import editor_form, form_of
from tests.soup import soup_of
from tests.submissions import attempts
from tests.submissions.desk.test_writing import editor_of, signed_in, written
from tests.submissions.registers import log_in
from tests.submissions.states import make_piece
from tests.submissions.telltale import upload
from tests.workflow import again, fresh

pytestmark = pytest.mark.django_db

UNIT_LIST, QUEUE, ARCHIVE = (reverse(f"submissions:{name}") for name in ("unit_list", "board_queue", "archive"))


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def seen(response):
    """The page, with what scripts take out of its templates in its place."""
    html = response.content.decode().replace("<template", "<div").replace("</template>", "</div>")
    return soup_of(html)


def crumbs(soup):
    return [link["href"] for link in soup.select("[data-w-breadcrumbs] a")]


# The way back


def test_who_writes_gets_back_to_the_units_list(cast):
    assert crumbs(seen(signed_in(cast.contributor).get(editor_of(cast.unit)))) == [UNIT_LIST]


@pytest.mark.parametrize(
    ("actor", "state", "address"),
    [
        ("contributor", "draft", UNIT_LIST),
        ("leader", "at_leader", UNIT_LIST),
        ("editor", "at_board", QUEUE),
        ("editor", "published", ARCHIVE),
    ],
)
def test_who_edits_gets_back_to_the_own_list(cast, actor, state, address):
    page = make_piece(state, cast)
    client = signed_in(getattr(cast, actor))
    assert crumbs(seen(client.get(edit_url(page)))) == [address]
    # What an autosave puts into the frame of a new piece.
    assert crumbs(seen(client.get(edit_url(page) + "?_w_hydrate_create_view=1"))) == [address]


def test_pages_that_are_no_news_keep_wagtails_way(cast):
    page = cast.unit.page.get_parent()
    soup = seen(signed_in(cast.superuser).get(edit_url(page)))
    assert any("/admin/pages/" in address for address in crumbs(soup))


# Beside the form


@pytest.mark.parametrize(
    ("actor", "state", "panels"),
    [
        ("contributor", "draft", ["preview"]),
        ("leader", "at_leader", ["preview"]),
        ("editor", "at_board", ["status", "preview", "checks"]),
    ],
)
def test_a_unit_is_not_offered_a_time_of_publication(cast, actor, state, panels):
    page = make_piece(state, cast)
    client = signed_in(getattr(cast, actor))
    for address in (edit_url(page), edit_url(page) + "?_w_hydrate_create_view=1"):
        soup = seen(client.get(address))
        assert ("Hẹn giờ" in soup.text) == (actor == "editor")
    assert [
        t["data-side-panel-toggle"] for t in seen(client.get(edit_url(page))).select("[data-side-panel-toggle]")
    ] == panels


def test_a_new_piece_is_not_offered_one_either(cast):
    assert "Hẹn giờ" not in seen(signed_in(cast.contributor).get(editor_of(cast.unit))).text


@pytest.mark.parametrize(
    ("actor", "state"), [("contributor", "draft"), ("leader", "at_leader"), ("editor", "at_board")]
)
def test_the_form_that_these_tests_send_is_the_pages(cast, actor, state):
    page = make_piece(state, cast)
    NewsAuthor.objects.create(page=page, name="Lê Bình")
    page.save_revision()
    shown = form_of(signed_in(getattr(cast, actor)).get(edit_url(page)))
    assert shown.pop("csrfmiddlewaretoken") and shown.pop("next") == ""
    sent = editor_form(fresh(page), user=again(getattr(cast, actor)))
    assert sent.pop("opened_at") >= shown.pop("opened_at")
    assert sent == shown
    assert shown["authors-0-name"] == "Lê Bình"


# Why it was sent back


@pytest.mark.parametrize(("state", "decider"), [("returned_by_leader", "leader"), ("returned_by_board", "editor")])
def test_who_corrects_a_piece_has_the_reason_in_sight(cast, state, decider):
    soup = seen(signed_in(cast.contributor).get(edit_url(make_piece(state, cast))))
    reason = soup.select_one("#page-edit-form .tb-reason")
    assert "Bổ sung thời gian, địa điểm." in reason.text and str(getattr(cast, decider)) in reason.text


@pytest.mark.parametrize(
    ("actor", "state"), [("contributor", "draft"), ("leader", "at_leader"), ("editor", "at_board")]
)
def test_no_reason_stands_where_nothing_was_sent_back(cast, actor, state):
    soup = seen(signed_in(getattr(cast, actor)).get(edit_url(make_piece(state, cast))))
    assert soup.select("#page-edit-form") and not soup.select(".tb-reason")
    assert "Lý do trả lại" not in soup.text


# The fields


def test_editor_is_one_list_with_a_word_to_the_title(cast):
    soup = seen(signed_in(cast.contributor).get(editor_of(cast.unit)))
    assert not soup.select("#page-edit-form [role=tab]")
    assert "việc gì đã diễn ra" in soup.select_one("#panel-title-section").text
    assert "Tiêu đề trang" not in soup.text


def test_dates_are_read_as_they_are_shown(cast):
    client = signed_in(cast.contributor)
    data = form_of(client.get(editor_of(cast.unit))) | written(
        cast, event_date="4/12/2019", broadcast_date="05/12/2019"
    )
    client.post(editor_of(cast.unit), data)
    page = NewsPage.objects.get().get_latest_revision_as_object()
    assert (page.event_date, page.broadcast_date) == (datetime.date(2019, 12, 4), datetime.date(2019, 12, 5))
    shown = form_of(client.get(edit_url(page)))
    assert (shown["event_date"], shown["broadcast_date"]) == ("04/12/2019", "05/12/2019")


def test_the_boards_time_is_read_as_it_is_shown(cast):
    page = make_piece("at_board", cast)
    client = signed_in(cast.editor)
    attempts.post_edit(client, page, go_live_at="04/12/2099 17:05")
    at = fresh(page).get_latest_revision_as_object().go_live_at
    assert at.isoformat() == "2099-12-04T17:05:00+07:00"
    assert seen(client.get(edit_url(page))).select_one("[name=go_live_at]")["value"] == "04/12/2099 17:05"


# Photos


def picture(name):
    file = io.BytesIO()
    Image.new("RGB", (600, 400)).save(file, "PNG")
    return upload(name, file.getvalue())


def test_chooser_opens_on_the_upload_and_asks_for_the_picture_alone(client, cast):
    member = log_in(client, cast.contributor)
    soup = soup_of(member.get(reverse("wagtailimages_chooser:choose")).json()["html"])
    assert [tab["aria-controls"] for tab in soup.select("[aria-selected=true]")] == ["tab-upload"]
    fields = soup.select("#tab-upload [name]:not([type=hidden])")
    assert [field["name"] for field in fields] == ["image-chooser-upload-file"]


def test_document_chooser_opens_on_the_upload(client, cast):
    member = log_in(client, cast.contributor)
    soup = soup_of(member.get(reverse("wagtaildocs_chooser:choose")).json()["html"])
    assert [tab["aria-controls"] for tab in soup.select("[aria-selected=true]")] == ["tab-upload"]
    assert soup.select_one(".tb-upload").get_text(strip=True) == "Tải tài liệu mới lên"


@pytest.mark.parametrize("chooser", ["wagtailimages_chooser", "wagtaildocs_chooser"])
def test_chooser_offers_no_upload_to_who_may_not(client, cast, chooser):
    board = log_in(client, cast.editor)
    soup = soup_of(board.get(reverse(f"{chooser}:choose")).json()["html"])
    assert bool(soup.select("#tab-upload")) == bool(soup.select("[aria-selected=true]"))


def test_photo_is_called_after_its_file(client, cast):
    member = log_in(client, cast.contributor)
    NewsImage.objects.all().delete()
    file = picture("Ra quân bãi biển.png")
    answer = member.post(reverse("wagtailimages_chooser:create"), {"image-chooser-upload-file": file})
    assert answer.json()["step"] == "chosen"
    assert NewsImage.objects.get().title == "Ra quân bãi biển"


def test_photo_is_not_called_after_a_file_refused_before(client, cast):
    member = log_in(client, cast.contributor)
    NewsImage.objects.all().delete()
    address = reverse("wagtailimages_chooser:create")
    # What the form's script sends along: the name of the file chosen first.
    title = {"image-chooser-upload-title": "to-trinh"}
    refused = member.post(address, title | {"image-chooser-upload-file": upload("to-trinh.jpg", b"PK-no-picture")})
    assert "Tệp này không phải là ảnh" in refused.json()["htmlFragment"]
    member.post(address, title | {"image-chooser-upload-file": picture("Ra quân bãi biển.png")})
    assert NewsImage.objects.get().title == "Ra quân bãi biển"


def test_a_photo_that_is_there_can_be_named(client, cast):
    member = log_in(client, cast.contributor)
    address = reverse("wagtailimages:edit", args=[cast.photo.pk])
    form = form_of(member.get(address), "form[enctype]")
    member.post(address, form | {"title": "Đoàn viên dọn bãi biển"})
    cast.photo.refresh_from_db()
    assert cast.photo.title == "Đoàn viên dọn bãi biển"


def test_what_is_added_has_no_capital_inside_the_sentence(cast):
    page = make_piece("draft", cast)
    soup = seen(signed_in(cast.contributor).get(edit_url(page)))
    assert soup.select_one("#id_authors-ADD").get_text(strip=True) == "Thêm tác giả"
