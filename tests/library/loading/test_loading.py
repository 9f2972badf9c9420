"""A list of documents: shown line by line, all of it or nothing, each line a draft for a second person."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection

from library.models import Authority, DocumentPage, DocumentsPage
from submissions.models import NewsDocument
from submissions.rights.policies import BOARD_COLLECTION
from submissions.screens.refusals import Refusal
from tests import factories
from tests.browserform import form_of
from tests.soup import soup_of, words_of
from tests.statements import publish

pytestmark = pytest.mark.django_db
HEAD = "Hình thức;Số, ký hiệu;Cơ quan ban hành;Ngày ban hành;Trích yếu;Lĩnh vực;Tệp\n"
ADDRESS = "library:load"


@pytest.fixture
def reader(client):
    Authority.objects.create(title="UBND thành phố Phan Thiết")
    person = factories.editor()
    client.force_login(person)
    return person


def uploaded(name="2485.pdf"):
    collection = Collection.objects.get(name=BOARD_COLLECTION, depth=2)
    return NewsDocument.objects.create(
        title="Công văn", collection=collection, file=ContentFile(factories.PDF, name=name)
    )


def sent(client, *lines):
    content = (HEAD + "\n".join(lines)).encode()
    return client.post(reverse(ADDRESS), {"file": ContentFile(content, name="van-ban.csv"), "skip": ""})


GOOD = "công văn;2485/UBND-VX;UBND thanh pho Phan Thiet;04/4/2019;V/v cung cấp tin, bài;;2485.pdf"
OTHER = "Kế hoạch;38/KH-UBND;UBND thành phố Phan Thiết;5/5/2019;Phòng, chống dịch;Y tế – Xã hội;"


def test_nothing_is_stored_before_it_is_confirmed_and_then_each_is_a_draft(client, reader):
    uploaded()
    shown = sent(client, GOOD, OTHER)
    assert "2485/UBND-VX" in soup_of(shown).select_one(".load-list").get_text()
    assert not DocumentPage.objects.exists()
    client.post(reverse(ADDRESS), form_of(shown, "form:has([name=carried])"))
    pages = DocumentPage.objects.order_by("number")
    assert [(page.number, page.live) for page in pages] == [("2485/UBND-VX", False), ("38/KH-UBND", False)]
    assert pages[0].files.get().file.given_name == "2485.pdf"
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        publish(pages[0], by=reader)
    assert publish(pages[0], by=factories.editor()).live


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Công hàm;1/UBND;UBND thành phố Phan Thiết;4/4/2019;Trích yếu;;", "Công hàm"),
        ("Công văn;1/UBND;UBND thành phố Phan Thiết;31/2/2019;Trích yếu;;", "Ngày ban hành"),
        ("Công văn;;UBND thành phố Phan Thiết;4/4/2019;;;", "trống"),
        ("Công văn;1/UBND;UBND thành phố Phan Thiết;4/4/2019;Trích yếu;;khong-co.pdf", "khong-co.pdf"),
        (GOOD.replace("2485.pdf", "").replace("2485/UBND-VX", "2485 ubnd vx"), "dòng 2"),
    ],
)
def test_one_bad_line_stops_all(client, reader, line, said):
    shown = sent(client, line, GOOD.replace("2485.pdf", ""))
    assert said in soup_of(shown).select_one("[role=alert]").get_text()
    assert not DocumentPage.objects.exists()


def test_the_screen_says_what_may_stand_in_the_columns(client, reader):
    told = words_of(soup_of(client.get(reverse(ADDRESS))).select_one(".load-list-headings"))
    assert "Hình thức (bắt buộc) : Nghị quyết; Quyết định; " in told
    assert "Tệp: tên của tệp đã tải lên ở mục Tài liệu" in told


def test_what_is_there_already_is_not_read_in_again(client, reader):
    client.post(reverse(ADDRESS), form_of(sent(client, OTHER), "form:has([name=carried])"))
    assert "đã có" in soup_of(sent(client, OTHER)).select_one("[role=alert]").get_text()


def test_a_file_of_others_is_not_found(client, reader):
    factories.document(factories.UnitFactory(), name="2485.pdf")
    assert "2485.pdf" in soup_of(sent(client, GOOD)).select_one("[role=alert]").get_text()


def test_the_board_alone(client):
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    assert client.get(reverse(ADDRESS)).status_code == 302
    assert DocumentsPage.objects.get().numchild == 0
