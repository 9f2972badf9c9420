"""No foreign word for citizens, nor for anybody whom the site refuses: public pages, log-in, errors."""

import datetime
import re

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import CollectionViewRestriction
from wagtail.rich_text import RichText

from doors.resetting import resets
from library.models import DocumentRelation
from submissions.models import NewsDocument, NewsPage
from tests import factories, statements
from tests.about import pages as introduction
from tests.consultation.stories import People as Consulted
from tests.doors.people import CODE, SET_UP, Browser, code_of, key_on
from tests.feedback.stories import People
from tests.home.conftest import Newsroom
from tests.language.allowed import report, strange
from tests.language.words import texts_of
from tests.planning import stories
from tests.soup import soup_of
from tests.subscriptions.stories import filled, path_in, publish, subscribe, tell
from vietnamese.dates import today

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


def assert_vietnamese(response, status=200):
    assert response.status_code == status
    assert texts_of(response.content.decode())
    found = {said: {response.request["PATH_INFO"]} for said in strange(texts_of(response.content.decode()))}
    assert not found, "\n".join(report(found))


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")


def test_news_by_mail(client, ward):
    """The form, right and wrong, the pages that its mails lead to, and the mails themselves."""
    subscription = subscribe(units=[ward])
    client.post("/nhan-tin/", filled(client, all_announcements="on", email="moi@thu.example"))
    asked = Email.objects.get()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        publish(ward, "Phun thuốc diệt muỗi")
        publish(ward, "Tiêm chủng mở rộng")
        tell()
    told = Email.objects.exclude(pk=asked.pk).get()
    for mail in (asked, told):
        assert not list(strange([mail.subject, re.sub(r"http\S+", "", mail.message), *texts_of(mail.html_message)]))
    paths = [path_in(asked.message, "xac-nhan"), path_in(told.message, "cua-toi"), path_in(told.message, "thoi")]
    for path in ("/nhan-tin/", "/nhan-tin/?don-vi=phuong-phu-thuy", *paths, f"{paths[1]}?moi=1", f"{paths[1]}?luu=1"):
        assert_vietnamese(client.get(path))
    assert_vietnamese(client.post("/nhan-tin/", {"email": "x", "website": "y", "pace": "z", "units": "0"}))
    assert_vietnamese(client.post("/nhan-tin/", filled(client, all_announcements="on")))
    assert_vietnamese(client.post(paths[1], {"pace": "z"}))
    assert_vietnamese(client.post(paths[2]))
    assert_vietnamese(client.get(paths[1]))
    assert_vietnamese(client.get(f"/nhan-tin/xac-nhan/{subscription.handle}/"), 410)


def every_block(unit):
    def file(name):
        return NewsDocument.objects.create(
            title="Tệp kèm theo", collection=unit.collection, file=ContentFile(b"ID3" + bytes(2045), name=name)
        )

    photo = {"image": factories.photo(unit), "caption": "Đoàn viên", "credit": "", "alt": ""}
    table = {
        "data": [["Khu phố", "Số người"], ["Khu phố 1", "120"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "Người tham gia",
    }
    return [
        ("text", RichText("<h2>Kết quả</h2><p>Nội dung.</p>")),
        ("photo", photo),
        ("gallery", {"photos": [photo, photo]}),
        ("quote", {"text": "Biển là của chung.", "source": "Ông Tám"}),
        ("table", table),
        ("video", {"url": "https://video.example/xem?v=1", "title": "Phóng sự"}),
        ("audio", {"file": file("ban-tin.mp3"), "title": "Bản tin"}),
        ("file", {"file": file("ke-hoach.pdf"), "title": "Kế hoạch"}),
    ]


def published_city():
    """A live piece with every block, one of another press body, one of each genre, and enough for a second page."""
    newsroom, ward = Newsroom(), factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    newsroom.publish(ward, photo=True)
    newsroom.publish(ward, origin=NewsPage.Origin.REPRINTED, source="Báo Bình Thuận")
    for genre in NewsPage.Genre:
        newsroom.publish(factories.UnitFactory(), genre=genre)
    piece = newsroom.publish(ward, title="Ra quân")
    piece.body = every_block(ward)
    piece.save_revision().publish(skip_permission_checks=True)
    introduce((factories.editor(), factories.editor()), ward)


def introduce(board, ward):
    """All pages of the introduction, with all that they say."""
    file = NewsDocument.objects.create(
        title="Bản đồ", collection=ward.collection, file=ContentFile(factories.PDF, name="ban-do.pdf")
    )
    term = {"term_from": datetime.date(2021, 6, 30), "term_to": datetime.date(2999, 6, 30)}
    way = {"telephone": "0252 000 001", "email": "an@phanthiet.example"}
    said = {"duties": "Phụ trách chung.", "biography": "Sinh năm 1970.", "portrait": factories.photo(ward)}
    introduction.leaders(board, {"name": "Nguyễn Văn An", "post": "Chủ tịch", **term, **way, **said})
    introduction.organisation(board, {"unit": ward, "text": "Việc của phường."}, functions="<p>Quản lý.</p>")
    cells = {"unit": ward, "row": 1, "column": 1}, {"label": "Biển Đông", "row": 2, "column": 2}
    official = {"official_image": factories.photo(ward), "official_alt": "Địa giới", "official_file": file}
    introduction.ward_map(board, *cells, source="Sở, năm 2019", **official)
    introduction.subject(board)
    board = factories.editor(), factories.editor()
    for model in stories.PLACES:
        stories.public(model, board, in_charge=ward)


class TestPublishedCity:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def city(cls, tell_class):
        tell_class(published_city)

    def test_blocks_of_the_body_are_all_there(self):
        piece = NewsPage.objects.get(title="Ra quân")
        assert {block.block_type for block in piece.body} == set(piece.body.stream_block.child_blocks)

    def test_no_public_page_has_a_foreign_word(self, client):
        """Every page that links lead to from the front page, and the second pages of lists."""
        seen, waiting = set(), ["/"]
        while waiting:
            address = waiting.pop()
            seen.add(address)
            # A section that is continued by another leads there.
            response = client.get(address, follow=True)
            assert_vietnamese(response)
            links = [link["href"] for link in soup_of(response).find_all("a", href=True)]
            inside = {link.partition("#")[0] for link in links if link.startswith("/") and not link.startswith("//")}
            # Feeds and tables of data are read by programs, in whose form days are English words.
            not_pages = (
                "/documents/",
                "/admin/",
                "/media/",
                "/tin-moi.",
                "/nghe-dai.",
                "/du-lieu-mo/tin",
                "/du-lieu-mo/don",
                "/du-lieu-mo/chuyen",
                "/du-lieu-mo/du-an",
                "/du-lieu-mo/van-ban",
                "/du-lieu-mo/cung-cap",
            )
            waiting += [link for link in inside - seen if not link.startswith(not_pages)]
            waiting = list(dict.fromkeys(waiting))
        assert {piece.url for piece in NewsPage.objects.live()} <= seen

    @pytest.mark.parametrize("asked", ["", "?q=ra quân", "?q=ra quân&don-vi=phuong-phu-thuy", "?q=vũ trụ", "?q=%"])
    def test_search_has_no_foreign_word(self, client, asked):
        assert_vietnamese(client.get(f"/tim-kiem/{asked}"))


def test_empty_lists_say_so_in_vietnamese(client, ward):
    for address in ("/", ward.page.get_parent().url, ward.page.url, f"{ward.page.get_parent().url}?thang=1&nam=2019"):
        assert_vietnamese(client.get(address))


def test_what_citizens_ask_and_say_has_no_foreign_word(client):
    """Forms empty and refused, what was sent, what a code shows, what was published."""
    people = People()
    people.published()
    asked = people.out_of_scope().asked
    for address in ("/hoi-dap/", "/hoi-dap/gui/", "/hoi-dap/tra-cuu/", "/gop-y-trang/?trang=/&y=error"):
        assert_vietnamese(client.get(address))
    assert_vietnamese(client.post("/hoi-dap/gui/", {"telephone": "x", "email": "x", "website": "y"}))
    assert_vietnamese(client.post("/gop-y-trang/?trang=/", {"kind": "error"}))
    for code in ("", "AAAA", asked.code):
        answer = client.post("/hoi-dap/tra-cuu/", {"code": code})
        answer.content = answer.content.replace(asked.code.encode(), b"")
        assert_vietnamese(answer)


def test_what_opinions_are_asked_on_has_no_foreign_word(client, time_machine):
    """Lists and pages before, in and after the term, forms empty, refused and too late, what was sent, a code."""
    people = Consulted()
    page, code = people.page, people.answered().words.code
    form = f"/gop-y/{page.pk}/"
    people.public(title="Dự thảo khác", opens_on=today() + datetime.timedelta(days=1), extract="Việc khác.")
    addresses = ("/lay-y-kien/", page.url, "/lay-y-kien/du-thao-khac/", form, "/gop-y/tra-cuu/")
    for day in (0, 1, 2):
        time_machine.move_to(timezone.now() + datetime.timedelta(days=day))
        for address in addresses:
            assert_vietnamese(client.get(address))
        assert_vietnamese(client.post(form, {"telephone": "x", "email": "x", "website": "y"}))
    for typed in ("", "AAAA", code):
        answer = client.post("/gop-y/tra-cuu/", {"code": typed})
        answer.content = answer.content.replace(code.encode(), b"")
        assert_vietnamese(answer)


def test_a_preview_has_no_foreign_word(client, ward):
    piece = factories.news(ward, title="Bản nháp")
    response = piece.make_preview_request()
    assert_vietnamese_text(response.rendered_content)


def assert_vietnamese_text(html):
    assert not list(strange(texts_of(html)))


# Who is refused


def test_what_is_not_there(client):
    assert_vietnamese(client.get("/khong-co-trang-nay/"), 404)
    assert_vietnamese(client.get("/documents/99/khong-co.pdf"), 404)
    client.force_login(factories.UserFactory(is_superuser=True))
    assert_vietnamese(client.get("/admin/khong-co-trang-nay/"), 404)


def test_a_fault_of_ours():
    client = Client(raise_request_exception=False)
    client.force_login(factories.UserFactory(is_superuser=True))
    assert_vietnamese(client.get(reverse("wagtailadmin_error_test")), 500)


def test_a_form_from_elsewhere(client):
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "hoa"}, follow=True)
    assert_vietnamese(answer, 200)
    assert "nên chưa gửi được gì" in answer.content.decode()


@pytest.mark.parametrize("limit", ["DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_MEMORY_SIZE"])
def test_a_form_that_is_too_large(client, settings, limit):
    setattr(settings, limit, 3)
    assert_vietnamese(client.post(LOGIN, {f"field-{number}": "1" for number in range(9)}), 400)


def test_a_foreign_host(client, settings):
    settings.ALLOWED_HOSTS = ["phanthiet.example"]
    assert_vietnamese(client.get("/", headers={"host": "khac.example"}), 400)


def test_an_account_without_the_back_office(client):
    client.force_login(factories.UserFactory())
    assert_vietnamese(client.get("/admin/", follow=True))


def test_who_may_not_is_told_in_vietnamese(client):
    client.force_login(factories.UserFactory(groups=["Người xem báo cáo"]))
    assert_vietnamese(client.get(reverse("units:add"), follow=True))


def test_a_document_behind_a_password(client, ward):
    document = NewsDocument.objects.create(
        title="Tệp", collection=ward.collection, file=ContentFile(b"%PDF-1.4", name="tep.pdf")
    )
    CollectionViewRestriction.objects.create(
        collection=ward.collection, restriction_type=CollectionViewRestriction.PASSWORD, password="bien-xanh"
    )
    client.force_login(factories.contributor_of(ward))
    response = client.get(document.url)
    assert_vietnamese(response)
    action = soup_of(response).form["action"]
    assert_vietnamese(client.post(action, {"password": "sai", "return_url": document.url}))


# The way in


def test_logging_in_and_out(client):
    user = factories.UserFactory(groups=["Biên tập viên"])
    assert_vietnamese(client.post(LOGIN, {"username": user.username, "password": "sai"}))
    assert_vietnamese(client.post(LOGIN, {"username": user.username, "password": factories.PASSWORD}, follow=True))
    assert_vietnamese(client.post(reverse("wagtailadmin_logout"), follow=True))


def test_a_closed_account(client):
    user = factories.UserFactory(groups=["Biên tập viên"], is_active=False)
    assert_vietnamese(client.post(LOGIN, {"username": user.username, "password": factories.PASSWORD}))


def test_locked_out(client, settings):
    settings.AXES_ENABLED = True
    user = factories.UserFactory()
    answers = [client.post(LOGIN, {"username": user.username, "password": "sai"}) for _ in range(5)]
    assert_vietnamese(answers[-1], 429)


def test_a_new_password(client):
    user = factories.UserFactory(groups=["Biên tập viên"])
    ask = reverse("wagtailadmin_password_reset")
    assert_vietnamese(client.post(ask, {"email": "khong-phai-email"}))
    assert_vietnamese(client.post(ask, {"email": user.email}, follow=True))
    confirm = reverse("wagtailadmin_password_reset_confirm", args=["MQ", "sai-sai"])
    assert_vietnamese(client.get(confirm))


def test_a_second_factor(settings):
    """Each page between the password and the site, right and wrong, and the mails of a reset."""
    settings.SECOND_FACTOR_FOR, settings.ADMINISTRATOR_DAYS = ["board"], 0
    editor, asker, other = factories.editor(), *(factories.UserFactory(groups=["Quản trị"]) for _ in range(2))
    browser = Browser()
    browser.password(editor)
    for address in (SET_UP, f"{SET_UP}khoa/"):
        assert_vietnamese(browser.get(address))
        assert_vietnamese(browser.post(address, {"code": "1"}))
    assert_vietnamese(browser.post(SET_UP, {"code": code_of(key_on(browser.get(SET_UP)))}))
    browser = Browser()
    browser.password(editor)
    assert_vietnamese(browser.get(CODE))
    assert_vietnamese(browser.post(CODE, {"code": "1"}))
    assert_vietnamese(browser.post("/admin/login/xac-nhan/", {"password": "sai"}, follow=True))
    reset = resets.ask(account=editor, user=asker, reason="Mất điện thoại.")
    resets.confirm(pk=reset.pk, user=other)
    for mail in Email.objects.filter(to=editor.email):
        assert not list(strange([*mail.subject.splitlines(), *mail.message.splitlines()]))


@pytest.mark.parametrize("password", ["", "ngan", "12345678901", "password123", "nguoi.dung"])
def test_what_is_wrong_with_a_new_password(client, password):
    user = factories.UserFactory(username="nguoi.dung", groups=["Biên tập viên"])
    client.force_login(user)
    fields = {"old_password": "sai", "new_password1": password, "new_password2": f"{password}x"}
    assert_vietnamese(client.post(reverse("wagtailadmin_account"), {f"password-{k}": v for k, v in fields.items()}))
    fields = {"old_password": factories.PASSWORD, "new_password1": password, "new_password2": password}
    assert_vietnamese(client.post(reverse("wagtailadmin_account"), {f"password-{k}": v for k, v in fields.items()}))


def test_documents(client):
    writer, second = factories.editor(), factories.editor()
    old = statements.publish(statements.document(by=writer, number="12/2017/QĐ-UBND"), by=second)
    new = statements.document(by=writer)
    new.relations.add(DocumentRelation(kind="replaces", other=old))
    new.save_revision(user=writer)
    new = statements.publish(new, by=second)
    for address in ("/van-ban/", "/van-ban/?tu=khong-co-gi", "/van-ban/?hieu-luc=x&nam=x", old.url, new.url):
        assert_vietnamese(client.get(address))
