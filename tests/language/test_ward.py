"""The site of a ward of 2026, walked through as every role: nowhere does it speak of the city that it was made for."""

import io
import zipfile

import pytest
from django.core.management import call_command
from lxml import etree
from post_office.models import Email

from tests.language import addresses
from tests.language.test_screens import LEFT_OUT, visit, visitor
from tests.language.town import ROLES, Town
from tests.language.words import texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_A_CITY = (
    "thành phố",
    "phan thiết",
    "văn hóa và thông tin",
    "phòng nội vụ",
    "bình thuận",
    "thành ủy",
    "các phường, xã",
)
# The law's own words, and what it is called.
LAW = ("thành phố trực thuộc trung ương", "tỉnh, thành phố")
PUBLIC = ("/", "/tin-tuc/", "/so-do-trang/", "/tuyen-bo-tiep-can/", "/tim-kiem/?q=bien", "/sitemap.xml", "/robots.txt")


@pytest.fixture(scope="module")
def ward_site(tell):
    def build():
        call_command("preset", "xa-phuong-2026", verbosity=0)
        return Town()

    return tell(build)


def said_in(response):
    """All the words of an answer: of a page, of text, or of the parts of an Office file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            xml = (etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".xml"))
            return "\n".join("".join(part.itertext()) for part in xml)
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith(("text/", "application/json", "application/xml")):
        return ""
    text = content.decode()
    return "\n".join(texts_of(text)) if kind.startswith("text/html") else text


def of_a_city(text):
    """The sentences in `text` that speak of a city, the law's own left out."""
    found = []
    for line in text.splitlines():
        rest = line.lower()
        for words in LAW:
            rest = rest.replace(words, "")
        found += [line.strip()[:160] for words in OF_A_CITY if words in rest]
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_and_no_paper(ward_site, role):
    town = ward_site()
    found, seen = {}, 0
    client = visitor(town, role)
    for name, known in addresses.of_the_admin(town).items():
        if name in LEFT_OUT or name.endswith("_results"):
            continue
        # The superuser opens each of them, the others one of each view: the same templates in their eyes.
        for address in known if role == "superuser" else known[:1]:
            response = visit(client, address)
            if response.status_code == 200:
                seen += 1
                for said in of_a_city(said_in(response)):
                    found.setdefault(said, address)
    assert not found, "\n".join(f"{address}: {said}" for said, address in found.items())
    assert seen or role == "anonymous"


def test_no_mail_and_no_public_page(ward_site, client):
    town = ward_site()
    mails = Email.objects.all()
    assert mails
    said = {text for mail in mails for text in of_a_city(f"{mail.subject}\n{mail.message}\n{mail.html_message}")}
    for address in (*PUBLIC, town.unit.page.get_url(), town.pieces["published"].get_url()):
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        said |= set(of_a_city(said_in(response)))
    assert not said, "\n".join(said)
