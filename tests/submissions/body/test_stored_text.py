"""Text is stored composed (NFC), however it comes in: as a Mac types it, from a PDF file, with no-break spaces."""

import json
import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from submissions.models import Category, NewsDocument, NewsImage, NewsPage, Unit, UnitMembership, User
from tests.browserform import form_of, stream
from tests.factories import (
    UnitFactory,
    contributor_of,
    editor,
    leader_of,
    news,
    photo,
    picture_file,
)
from tests.submissions.registers import log_in, person
from tests.workflow import again, approve_as, submit

pytestmark = pytest.mark.django_db
AJAX = {"x-requested-with": "XMLHttpRequest"}


def mac(text):
    """`text` as a Mac writes it: every mark a character of its own."""
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    return decomposed


def is_stored_well(*texts):
    return all(text and unicodedata.is_normalized("NFC", text) for text in texts)


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy"))


def browser(user):
    client = Client()
    client.force_login(again(user), backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed_rich_text(*, bold):
    """What the editor posts for a paragraph with the word `bold` in bold: places are counted in characters."""
    before = mac("Phường ")
    block = {
        "key": "00000",
        "type": "unstyled",
        "depth": 0,
        "text": before + mac(bold) + mac(" ở đây"),
        "inlineStyleRanges": [{"offset": len(before), "length": len(mac(bold)), "style": "BOLD"}],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_a_piece(unit):
    writer = contributor_of(unit)
    picture = photo(unit)
    address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page.pk])
    client = browser(writer)
    table = {"data": [[mac("Phường"), "2"]], "cell": [], "mergeCells": [], "table_caption": mac("Số liệu phường")}
    blocks = [
        ("text", typed_rich_text(bold="Phú Thủy")),
        (
            "photo",
            {"image": picture.pk, "caption": mac("Chú thích"), "credit": mac("Đỗ Bình"), "alt": mac("Ảnh bãi biển")},
        ),
        ("quote", {"text": mac("Lời nói"), "source": mac("Bà Thủy")}),
        ("table", json.dumps(table)),
    ]
    gallery = {
        "body-4-deleted": "", "body-4-order": "4", "body-4-type": "gallery", "body-4-id": "",
        "body-4-value-photos-count": "2",
    }  # fmt: skip
    for index in "01":
        place = f"body-4-value-photos-{index}"
        gallery |= {
            f"{place}-deleted": "",
            f"{place}-order": index,
            f"{place}-id": "",
            f"{place}-value-image": picture.pk,
        }
        gallery |= {f"{place}-value-caption": mac("Ảnh thứ mấy"), f"{place}-value-credit": "", f"{place}-value-alt": ""}
    posted = {
        **form_of(client.get(address)),
        "title": mac("Phường Phú Thủy\u00a0ra quân"),
        "lead": mac("Hơn 100 người tham gia.") + "\u200b",
        "source": mac("Báo Bình Thuận"),
        "programme": mac("Thời sự"),
        "category": Category.objects.get(slug="tin-tuc-su-kien").pk,
        **stream("body", blocks),
        **gallery,
        "body-count": "5",
        "authors-TOTAL_FORMS": "1",
        "authors-0-name": mac("Nguyễn Thị Thủy"),
        "authors-0-share": "100",
        "authors-0-ORDER": "1",
    }
    response = client.post(address, posted)
    assert response.status_code == 302, response.context["form"].errors
    page = NewsPage.objects.get().get_latest_revision_as_object()
    assert page.title == "Phường Phú Thủy ra quân"
    assert page.lead == "Hơn 100 người tham gia."
    assert is_stored_well(page.source, page.programme, page.authors.get().name)
    assert is_stored_well(NewsPage.objects.get().title, json.dumps(list(page.body.raw_data), ensure_ascii=False))
    text, pictured, quote, listed, several = (child.value for child in page.body)
    assert "Phường <b>Phú Thủy</b> ở đây" in text.source
    assert (pictured["caption"], pictured["credit"], pictured["alt"]) == ("Chú thích", "Đỗ Bình", "Ảnh bãi biển")
    assert (quote["text"], quote["source"]) == ("Lời nói", "Bà Thủy")
    assert (listed["data"], listed["table_caption"]) == ([["Phường", "2"]], "Số liệu phường")
    assert [item["caption"] for item in several["photos"]] == ["Ảnh thứ mấy"] * 2


def test_units_members_and_accounts(client, unit):
    log_in(client, person("administrator", unit=unit))
    form = form_of(client.get("/admin/don-vi/new/"))
    client.post(
        "/admin/don-vi/new/",
        {**form, "name": mac("UBND xã Tiến Lợi"), "short_name": mac("Tiến Lợi"), "kind": "commune"},
    )
    made = Unit.objects.get(slug="xa-tien-loi")
    assert (made.name, made.short_name, made.page.title) == ("UBND xã Tiến Lợi", "Tiến Lợi", "UBND xã Tiến Lợi")

    form = form_of(client.get("/admin/users/new/"))
    names = {"first_name": mac("Nguyễn Thị"), "last_name": mac("Thủy")}
    client.post("/admin/users/new/", {**form, **names, "username": "thuy", "email": "thuy@phanthiet.example"})
    account = User.objects.get(username="thuy")
    assert str(account) == "Nguyễn Thị Thủy"

    form = form_of(client.get("/admin/thanh-vien/new/"))
    client.post("/admin/thanh-vien/new/", {**form, "user": account.pk, "unit": made.pk, "post": mac("Công chức")})
    assert UnitMembership.objects.get(user=account).post == "Công chức"


def test_ones_own_name(client):
    user = editor()
    log_in(client, user)
    names = {"name_email-first_name": mac("Nguyễn Thị"), "name_email-last_name": mac("Thủy")}
    client.post(
        "/admin/account/", {**form_of(client.get("/admin/account/"), "form:has([name=name_email-first_name])"), **names}
    )
    assert str(again(user)) == "Nguyễn Thị Thủy"


def test_settings_and_minimums(client, unit):
    log_in(client, person("administrator", unit=unit))
    response = client.get("/admin/settings/home/agencydetails/", follow=True)
    address = response.request["PATH_INFO"]
    client.post(address, {**form_of(response, f"form[action='{address}']"), "address": mac("Đường Tôn Đức Thắng")})
    assert "Đường Tôn Đức Thắng" in client.get(address).content.decode()


def test_names_of_uploaded_files(unit):
    client = browser(contributor_of(unit))
    picture = picture_file(mac("bãi biển.jpg"), size=(600, 400))
    response = client.post("/admin/images/multiple/add/", {"files[]": picture, "title": mac("bãi biển")}, headers=AJAX)
    assert response.json()["success"], response.json()
    assert NewsImage.objects.get().title == "bãi biển"
    image = NewsImage.objects.get()
    address = f"/admin/images/{image.pk}/"
    form = form_of(client.get(address), f"form[action^='{address}']")
    client.post(address, {**form, "title": mac("Bãi biển"), "description": mac("Đoàn viên"), "tags": mac("biển")})
    image.refresh_from_db()
    assert (image.title, image.description) == ("Bãi biển", "Đoàn viên")
    assert list(image.tags.names()) == ["biển"]

    paper = ContentFile(b"%PDF-1.4", name=mac("Kế hoạch.pdf"))
    client.post("/admin/documents/multiple/add/", {"files[]": paper, "title": mac("Kế hoạch")}, headers=AJAX)
    document = NewsDocument.objects.get()
    assert document.title == "Kế hoạch"
    address = f"/admin/documents/edit/{document.pk}/"
    form = form_of(client.get(address), f"form[action^='{address}']")
    client.post(address, {**form, "title": mac("Kế hoạch tháng"), "tags": mac("biển")})
    document.refresh_from_db()
    assert (document.title, list(document.tags.names())) == ("Kế hoạch tháng", ["biển"])


def test_reasons(unit):
    writer, leader = contributor_of(unit), leader_of(unit)
    page = submit(news(unit, owner=writer), writer)
    client = browser(leader)
    form = form_of(client.get(reverse("submissions:piece", args=[page.pk])), "form[action$='tra-lai/']")
    client.post(reverse("submissions:send_back", args=[page.pk]), {**form, "reason": mac("Thiếu thời gian")})
    assert page.workflow_states.get().current_task_state.comment == "Thiếu thời gian"


def test_an_approval_with_a_comment(unit):
    writer, leader = contributor_of(unit), leader_of(unit)
    page = submit(news(unit, owner=writer), writer)
    approve_as(page, leader, comment=mac("Đã xem"))
    state = page.workflow_states.get().task_states.get(status="approved")
    assert state.comment == "Đã xem"


def test_a_password_is_not_touched():
    typed = mac("mật-khẩu-của-tôi")
    user = editor(password=typed)
    response = Client().post("/admin/login/", {"username": user.username, "password": typed})
    assert response.status_code == 302


@pytest.mark.parametrize("words", [mac("Mũi Né"), mac("mũi"), "Mũi\u00a0Né"])
@pytest.mark.parametrize("address", ["/admin/images/", "/admin/images/chooser/results/"])
def test_a_search_finds_what_was_typed_on_a_mac(unit, address, words):
    photo(unit, title="Mũi Né buổi sáng")
    photo(unit, title="Hàm Tiến")
    found = browser(contributor_of(unit)).get(address, {"q": words}).content.decode()
    assert "Mũi Né buổi sáng" in found
    assert "Hàm Tiến" not in found


def test_the_lists_of_pieces_find_what_was_typed_on_a_mac(unit):
    writer = contributor_of(unit)
    news(unit, owner=writer, title="Mũi Né ra quân")
    news(unit, owner=writer, title="Hàm Tiến ra quân")
    found = browser(writer).get(reverse("submissions:unit_list"), {"q": mac("mũi né")}).content.decode()
    assert "Mũi Né ra quân" in found
    assert "Hàm Tiến ra quân" not in found
