"""The office's names and emblem under Cài đặt: who sets them, and where they are read at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from submissions.models import Locality
from tests import factories
from tests.browserform import form_of
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = pytest.mark.django_db
KEEPERS = ["desk", "administrator", "superuser"]
OTHERS = ["editor", "head", "accountant", "director", "official", "contributor", "leader", "anonymous"]


@pytest.fixture
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address():
    return reverse("wagtailsettings:edit", args=["submissions", "locality", Locality.load().pk])


def saved(client, **values):
    page = client.get(address())
    return client.post(address(), form_of(page, f"form[action='{address()}']") | values)


def picture(size=(300, 300), kind="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return SimpleUploadedFile(f"huy-hieu.{kind.lower()}", buffer.getvalue())


@pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
def test_who_opens_the_screen(client, role):
    log_in(client, person(role, unit=factories.UnitFactory()))
    assert is_refused(client.get(address())) == (role in OTHERS)
    if role in OTHERS:
        assert is_refused(client.post(address(), {"site_title": "Khác"}))
        assert Locality.objects.get().site_title != "Khác"


def test_the_name_stands_at_the_log_in_and_in_the_back_office(client):
    log_in(client, person("administrator", unit=None))
    assert saved(client, site_title="Trang Thông tin điện tử phường Phú Thủy").status_code == 302
    assert "phường Phú Thủy" in client.get("/admin/").content.decode()
    client.logout()
    login = client.get("/admin/login/").content.decode()
    assert "phường Phú Thủy" in login
    assert "Phan Thiết" not in login


def test_recipients_are_lines_however_they_end():
    locality = Locality(report_recipients="Như trên;\n- Phòng Nội vụ;\r\n\n Lưu: VT. ")
    assert locality.recipients_of("report") == ["Như trên", "Phòng Nội vụ", "Lưu: VT"]


class TestEmblem:
    @pytest.fixture
    def admin(self, client, own_media):
        return log_in(client, person("administrator", unit=None))

    def test_it_stands_on_the_site_and_in_the_back_office(self, admin, client):
        before = soup_of(client.get("/")).select_one(".masthead__name img")["src"]
        assert "img/emblem" in before
        assert saved(admin, emblem=picture((1200, 1200))).status_code == 302
        locality = Locality.load()
        with Image.open(locality.emblem) as kept:
            assert (kept.format, kept.size) == ("PNG", (512, 512))
        assert soup_of(client.get("/")).select_one(".masthead__name img")["src"] == locality.emblem.url
        admin.logout()
        assert soup_of(client.get("/admin/login/")).select_one("main img")["src"] == locality.emblem.url

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            (picture((100, 100)), "ít nhất 192 × 192"),
            (picture((900, 300)), "ít nhất 192 × 192"),
            (SimpleUploadedFile("a.png", b"khong phai anh"), "ảnh"),
            (SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "ảnh"),
        ],
    )
    def test_what_is_no_emblem_is_refused_in_a_sentence(self, admin, file, said):
        page = saved(admin, emblem=file)
        assert page.status_code == 200
        assert said in soup_of(page).select_one(".error-message").get_text()
        assert not Locality.load().emblem
