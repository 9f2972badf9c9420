"""Documents as the public reads them: found by number as typed, filtered, and told whether they still hold."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library.models import DocumentPage, DocumentRelation, DocumentsPage, Field
from library.models.listing import DocumentFilter, matching, newest
from library.models.numbers import number_key
from library.models.standing import is_over, remarks
from tests import factories
from tests.library.many import many_like
from tests.plugins.told import told
from tests.soup import soup_of
from tests.statements import change, document, fresh, publish

pytestmark = pytest.mark.django_db
DAY = datetime.date


@told
def people():
    return factories.editor(), factories.editor()


def public(people, **fields):
    writer, second = people
    return publish(document(by=writer, **fields), by=second)


@told
def old(people):
    return public(
        people,
        number="12/2017/QĐ-UBND",
        issued_on=DAY(2017, 5, 2),
        extract="Ban hành Quy chế quản lý vỉa hè, lòng đường",
    )


@told
def new(people, old):
    """Replaces the old one from 1/7/2019 on."""
    writer, second = people
    page = document(by=writer, number="05/2019/QĐ-UBND", issued_on=DAY(2019, 6, 15), extract="Quy chế vỉa hè mới")
    page.relations.add(DocumentRelation(kind="replaces", other=old, begins_on=DAY(2019, 7, 1)))
    page.save_revision(user=writer)
    return publish(page, by=second)


def test_lists_in_the_text_read_as_lists(people, client):
    """Nothing but `.text` gives them their signs back."""
    page = public(people, body="<ul><li>Lối đi bộ</li></ul>")
    assert soup_of(client.get(page.url)).select_one(".text > ul > li").text == "Lối đi bộ"


def counted():
    return CaptureQueriesContext(connection)


def listed(client, **asked):
    page = client.get(DocumentsPage.objects.get().url, asked)
    assert page.status_code == 200
    return [title.get_text() for title in soup_of(page).select(".document__title")]


# What people type for one number: with and without marks, blanks, case and signs.
NUMBERS = ["2485/UBND-VX", "1045/QĐ-UBND", "12/2017/QĐ-UBND", "38/KH-UBND", "07/CT-UBND", "215/TB-VPUBND", "90/NQ-HĐND"]
NUMBERS += ["3/BC-TCKH"]
WRITINGS = [
    lambda number: number,
    lambda number: number.lower().replace("/", " ").replace("-", " "),
    lambda number: number.replace("-", " - "),
    lambda number: number.replace("Đ", "D").lower(),
    lambda number: number.replace("/", "").replace("-", ""),
]


def test_forty_of_forty_numbers_are_found_as_typed(people):
    ours = newest().filter(pk__in=[public(people, number=number).pk for number in NUMBERS])
    for number in NUMBERS:
        for write in WRITINGS:
            found = matching(ours, write(number)).values_list("number", flat=True)
            assert list(found) == [number], write(number)


@pytest.mark.parametrize(
    "typed", ["2485/UBND-VX", "2485 ubnd vx", "2485/UBND - VX", "sốt xuất huyết", "sot xuat huyet"]
)
def test_the_search_of_the_site_finds_it_too(client, people, typed):
    public(people)
    page = client.get(reverse("search"), {"q": typed, "loai": "van-ban"})
    assert "Công văn 2485/UBND-VX" in soup_of(page).get_text()


def test_filters(client, old, new, people):
    field = Field.objects.first()
    public(people, number="9/KH-UBND", issued_on=DAY(2018, 1, 5), field=field, signer="Nguyễn Văn A")
    assert listed(client) == [
        "Công văn 05/2019/QĐ-UBND",
        "Công văn 9/KH-UBND",
        "Công văn 12/2017/QĐ-UBND",
    ]
    assert listed(client, nam="2018") == ["Công văn 9/KH-UBND"]
    assert listed(client, **{"linh-vuc": field.slug}) == ["Công văn 9/KH-UBND"]
    assert listed(client, tu="via he moi") == ["Công văn 05/2019/QĐ-UBND"]
    assert listed(client, **{"hinh-thuc": "quyet-dinh"}) == []
    # In force on a day: the old one until the new one takes its place.
    assert "Công văn 12/2017/QĐ-UBND" in listed(client, **{"hieu-luc": "2019-06-30"})
    assert "Công văn 12/2017/QĐ-UBND" not in listed(client, **{"hieu-luc": "2019-07-01"})
    assert "Công văn 12/2017/QĐ-UBND" not in listed(client, **{"hieu-luc": "2017-05-01"})


def test_what_cannot_be_read_narrows_nothing(client, old):
    everything = listed(client)
    for name, text in {"nam": "x", "hieu-luc": "31/2", "hinh-thuc": "'", "tu": "²" * 300, "truoc": "²"}.items():
        assert listed(client, **{name: text}) == everything, name
    assert old.title in everything


def test_a_banner_both_ways(client, old, new):
    said = soup_of(client.get(old.url)).select_one(".force--over")
    assert "Bị thay thế từ 01/07/2019 bởi" in said.get_text()
    assert said.select_one("a")["href"].endswith(new.url)
    done = soup_of(client.get(new.url))
    assert done.select_one(".force") is None
    assert old.title in done.get_text()


def test_by_the_day(old, new, people):
    old = DocumentPage.objects.get(pk=old.pk)
    assert not is_over(old, day=DAY(2019, 6, 30))
    assert is_over(old, day=DAY(2019, 7, 1))
    ending = public(people, number="1/KH-UBND", in_force_to=DAY(2019, 12, 31))
    assert not is_over(ending, day=DAY(2019, 12, 31))
    assert remarks(ending, day=DAY(2020, 1, 1))[0].words == "Hết hiệu lực từ 01/01/2020."
    later = public(people, number="2/KH-UBND", in_force_from=DAY(2030, 1, 1))
    assert remarks(later, day=DAY(2029, 1, 1))[0].words == "Có hiệu lực từ 01/01/2030."


def test_a_draft_that_would_replace_it_says_nothing_yet(client, old, people):
    page = document(by=people[0], number="6/2019/QĐ-UBND")
    page.relations.add(DocumentRelation(kind="repeals", other=old))
    page.save_revision(user=people[0])
    page.save()
    assert "6/2019" not in client.get(old.url).content.decode()


def test_a_relation_names_one_document():
    for fields in ({}, {"other_id": 1, "other_name": "x"}):
        with pytest.raises(ValidationError):
            DocumentRelation(kind="repeals", **fields).clean()


def test_as_many_queries_for_many(client, old, new):
    address = DocumentsPage.objects.get().url
    client.get(address)
    with counted() as few:
        client.get(address, {"tu": "vỉa hè"})
    many_like(old, 60)
    with counted() as many:
        page = client.get(address, {"tu": "vỉa hè"})
    assert len(few) == len(many)
    assert len(soup_of(page).select(".document")) == 20


def test_pages_leave_nothing_out_and_show_nothing_twice(client, old):
    many_like(old, 45)
    address, seen = DocumentsPage.objects.get().url, []
    here = ""
    while here is not None:
        page = soup_of(client.get(address + here))
        seen += [title["href"] for title in page.select(".document__title a")]
        older = page.select_one(".pages a[rel=next]")
        here = older["href"].removeprefix(address) if older else None
    assert len(seen) == len(set(seen)) == DocumentPage.objects.live().count()


def test_a_change_is_public_when_a_second_person_publishes_it(client, old, people):
    writer, second = people
    changed = change(old, by=writer, extract="Trích yếu mới")
    assert "Trích yếu mới" not in client.get(old.url).content.decode()
    publish(changed, by=second)
    assert "Trích yếu mới" in client.get(old.url).content.decode()
    assert fresh(old).slug == old.slug


def test_what_a_number_shares():
    assert {number_key(text) for text in ("2485/UBND-VX", "2485 ubnd vx", "2485/UBND - VX")} == {"2485ubndvx"}
    assert DocumentFilter({}, years=[]).given == {}


def test_its_file_is_the_publics_when_it_is(client, people):
    writer, second = people
    file = factories.document(factories.UnitFactory())
    page = document(by=writer, number="44/KH-UBND", files=[file])
    assert client.get(file.url).status_code == 404
    publish(page, by=second)
    assert client.get(file.url).status_code == 200


def test_what_programs_are_told(client, old, new):
    for page, force in ((old, "NotInForce"), (new, "InForce")):
        soup = soup_of(client.get(page.url))
        (told_of,) = [
            one
            for one in json.loads(soup.select_one("[type='application/ld+json']").string)["@graph"]
            if one["@type"] == "Legislation"
        ]
        assert told_of["legislationIdentifier"] == page.number
        assert told_of["legislationLegalForce"] == f"https://schema.org/{force}"
        assert soup.select_one("meta[name='DCTERMS.issued']")["content"] == page.issued_on.isoformat()
        assert soup.select_one("link[rel=canonical]")["href"].endswith(page.url)


def test_the_site_map_has_what_is_public(client, old, people):
    draft = document(by=people[0], number="45/KH-UBND")
    said = client.get("/sitemap.xml").content.decode()
    assert old.url in said
    assert draft.url not in said
