"""A character that no file can be written with stands in the database: papers, feeds and mails leave all the same.

Rows are changed in the database, past all forms; each exit is read again by a strict reader of its format.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
import time_machine
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Concat
from django.test import RequestFactory
from django.urls import reverse
from post_office.models import Email
from wagtail.models import Page

from compliance.models import PeriodRemarks, ReportTemplate
from compliance.papers.shipped import report_template
from royalties.models import Author, RoyaltyLine
from submissions.kept.outbox import mail_row
from submissions.models import Letterhead, NewsPage, Unit, UnitMembership, User
from tests import factories
from tests.compliance.stories import Newsroom, at
from tests.royalties.newsroom import IN_MAY
from tests.royalties.newsroom import Newsroom as NewsroomWithMoney
from vietnamese.files.official import ND30
from vietnamese.middleware import PrintableForms
from vietnamese.text import printable

pytestmark = pytest.mark.django_db
RAW = "\x02\x1f\x0b\ufffe\uffff"
FOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
IN_NOVEMBER = at("2026-11-20 12:00:00")
PERIOD = {"period": "2026-11"}


def spoil(model, *names):
    """Put RAW at the end of the columns `names` of every row, where their text has room for it."""
    for name in names:
        assert isinstance(model._meta.get_field(name), CharField | TextField)
        model._base_manager.exclude(**{name: ""}).update(**{name: Concat(F(name), Value(RAW))})


def spoil_people_and_pieces():
    spoil(Unit, "name", "short_name")
    spoil(User, "first_name", "last_name")
    spoil(UnitMembership, "post", "telephone", "document_number")
    spoil(Page, "title")
    spoil(NewsPage, "lead", "source")


@pytest.fixture(scope="module")
def city_told(tell):
    def told():
        with time_machine.travel(IN_NOVEMBER, tick=False):
            room = Newsroom(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
            room.published(when=at("2026-11-10 08:00:00"), title="Hội nghị tháng mười một")
            factories.MembershipFactory(
                unit=room.unit, post="Công chức", document_number="1/QĐ", document_date="2026-04-05"
            )
            Letterhead.load().save()
            PeriodRemarks.objects.create(
                year=2026, month=11, difficulties="Thiếu ảnh", proposals="Đôn đốc", saved_by=room.editor
            )
            spoil_people_and_pieces()
            spoil(Letterhead, "agency", "parent", "place", "signer_post")
            spoil(PeriodRemarks, "difficulties", "proposals")
            return room

    return tell(told)


@pytest.fixture
def city(city_told):
    with time_machine.travel(IN_NOVEMBER, tick=True):
        yield city_told()


def texts_of(response):
    """All that stands in a file that left: its reader stops at a character that its format does not have."""
    assert response.status_code == 200, response.get("Location")
    content = response.content
    if not content.startswith(b"PK"):
        return [content.decode("utf-8-sig")]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        roots = [
            ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith((".xml", ".rels"))
        ]
    return [text for root in roots for text in root.itertext()]


def assert_clean(response):
    texts = texts_of(response)
    assert texts
    assert [text[:80] for text in texts if FOUND.search(text) or "_x00" in text] == []


OFFICIALS = [
    "officers:xlsx",
    "officers:docx",
    "compliance:xlsx",
    "compliance:csv",
    "compliance:docx",
    "compliance:urging",
    "compliance:correcting",
    "year:xlsx",
    "year:csv",
    "coverage:xlsx",
    "scores:xlsx",
    "scores:docx",
]


@pytest.mark.parametrize("name", OFFICIALS)
def test_papers_and_tables_leave(client, city, name):
    client.force_login(factories.UserFactory(groups=["Người xem báo cáo"]))
    period = {"period": "2026-10"} if name == "compliance:correcting" else PERIOD
    assert_clean(client.get(reverse(name), period if name.startswith("compliance") else {}))


def test_a_units_sheet_leaves(client, city):
    client.force_login(city.contributor)
    assert_clean(client.get(reverse("compliance:unit_sheet", args=[city.unit.pk]), PERIOD))


def test_the_offices_own_template_is_filled(client, city):
    desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
    ReportTemplate.replace(name="mau.docx", content=report_template(ND30), by=desk)
    client.force_login(desk)
    assert_clean(client.get(reverse("compliance:docx"), PERIOD))


@pytest.mark.parametrize(
    "address", ["/tin-moi.rss", "/tin-moi.atom", "/tin-moi/don-vi/phuong-phu-thuy.rss", "/sitemap.xml"]
)
def test_feeds_and_site_maps_are_whole(client, city, address):
    response = client.get(address)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    assert not FOUND.search("".join(root.itertext()))
    if "sitemap" not in address:
        assert "Hội nghị tháng mười một" in "".join(root.itertext())


def test_screens_show_them(client, city):
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    for name in ("officers:register", "compliance:report", "year:year", "compliance:papers"):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_mail_leaves():
    recipient = factories.UserFactory(first_name=f"Trần{RAW}", last_name="Dũng")
    row = mail_row(
        "submissions/chain/mail/published.txt",
        recipient=recipient,
        context={"page": {"title": f"Tin{RAW} nóng\r\nBcc: x@y.example"}},
    )
    for text in (row.subject, row.message, row.html_message):
        assert not FOUND.search(text or "")
    assert "\n" not in row.subject
    assert list(Email.objects.all()) == [row]


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv"])
def test_tables_of_royalties_leave(client, office, suffix):
    client.force_login(office.preparer)
    with time_machine.travel(IN_MAY, tick=True):
        assert_clean(client.get(reverse(f"royalty_tables:{suffix}", args=[office.april.pk])))
        client.force_login(office.accountant)
        assert_clean(client.get(reverse(f"budget:{suffix}", args=[2019])))


@pytest.fixture(scope="module")
def money_told(tell):
    def told():
        with time_machine.travel(IN_MAY, tick=True):
            office = NewsroomWithMoney()
            spoil(Author, "name", "pen_name")
            spoil(Unit, "name")
            RoyaltyLine.objects.filter(table=office.april).update(title=f"Tin{RAW} tháng tư")
            return office

    return tell(told)


@pytest.fixture
def office(money_told):
    return money_told()


# --- where text enters ----------------------------------------------------------------------------


def posted(**fields):
    """What a view reads of a form with `fields`."""
    request = RequestFactory().post("/", fields)
    PrintableForms(lambda request: None).process_view(request, None, (), {})
    return request.POST


def test_what_no_file_takes_is_taken_out_of_every_form():
    form = posted(title=f"Hội nghị{RAW}", note=["một\x02", "hai"], text="dòng\r\n\tmột", name="Thie\u0302\u0301t\u00a0")
    assert form["title"] == "Hội nghị "
    assert form.getlist("note") == ["một", "hai"]
    assert form["text"] == "dòng\r\n\tmột"
    assert form["name"] == "Thie\u0302\u0301t\u00a0", "the rest is for the fields"


def test_a_form_without_any_is_left_as_it_came():
    request = RequestFactory().post("/", {"title": "Hội nghị"})
    before = request.POST
    PrintableForms(lambda request: None).process_view(request, None, (), {})
    assert request.POST is before


def test_it_comes_before_all_that_reads_forms(settings):
    names = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert names.index("PrintableForms") < min(
        names.index(name) for name in ("NewsGuard", "HeldFileGuard", "WrittenOnce")
    )


def test_a_person_logs_in_whose_name_was_pasted_with_one(client):
    factories.UserFactory(username="hoa", groups=["Biên tập viên"])
    client.post(reverse("wagtailadmin_login"), {"username": "hoa\x02", "password": factories.PASSWORD})
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x00b\x08c\x7fd", "abcd"),
        ("\ud800a\udfff\ufffe\uffff", "a"),
        ("một\x0bhai\x0cba", "một hai ba"),
        ("2019\x1e2020", "2019-2020"),
        ("một\r\n\thai \u200b\u00a0", "một\r\n\thai \u200b\u00a0"),
    ],
)
def test_printable(text, left):
    assert printable(text) == left
    assert printable(left) is left
