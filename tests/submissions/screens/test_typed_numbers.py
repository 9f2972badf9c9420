"""Numbers typed into the admin's forms: read and shown as an office writes them, never by the browser's language."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from compliance.models import Quota, ReportingRule
from submissions.models import Unit
from tests.browserform import form_of, stream
from tests.factories import UnitFactory, contributor_of, news
from tests.submissions.registers import log_in, person
from tests.workflow import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(display_order=1500))


@pytest.fixture
def administrator(client, unit):
    return log_in(client, person("administrator", unit=unit))


@pytest.fixture
def desk(client, unit):
    return log_in(client, person("desk", unit=unit))


def order_form(unit):
    return f"/admin/don-vi/edit/{unit.pk}/"


def test_a_number_is_shown_with_its_dots_and_typed_as_text(administrator, unit):
    response = administrator.get(order_form(unit))
    assert form_of(response)["display_order"] == "1.500"
    assert 'inputmode="numeric"' in response.content.decode()


@pytest.mark.parametrize(("typed", "order"), [("2.000", 2000), ("2000", 2000), ("2\u00a0000", 2000), ("07", 7)])
def test_a_number_is_understood(administrator, unit, typed, order):
    address = order_form(unit)
    response = administrator.post(address, {**form_of(administrator.get(address)), "display_order": typed})
    assert response.status_code == 302
    assert Unit.objects.get(pk=unit.pk).display_order == order


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1,5", "Ô này chỉ nhận số nguyên, không có phần thập phân"),
        ("2.00", "mỗi nhóm phải có ba chữ số. Hãy viết 1.500 hoặc 1500"),
        ("một", "Hãy viết một số nguyên, như 12 hoặc 1.500."),
        ("-1", "Giá trị không được nhỏ hơn 0."),
    ],
)
def test_a_number_is_refused_in_words(administrator, unit, typed, sentence):
    address = order_form(unit)
    response = administrator.post(address, {**form_of(administrator.get(address)), "display_order": typed})
    assert sentence in response.content.decode()
    assert Unit.objects.get(pk=unit.pk).display_order == 1500


def test_a_minimum(desk, unit):
    address = reverse("quotas:add")
    form = form_of(desk.get(address))
    posted = {**form, "unit": unit.pk, "minimum": "1.000", "legal_basis": "Công văn 1", "confirmed": "1"}
    assert desk.post(address, posted).status_code == 302
    quota = Quota.objects.get(unit=unit)
    assert quota.minimum == 1000
    assert form_of(desk.get(reverse("quotas:edit", args=[quota.pk])))["minimum"] == "1.000"


def test_a_share_of_the_authors(client, unit):
    writer = contributor_of(unit)
    page = news(unit, owner=writer)
    log_in(client, writer)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    posted = form_of(client.get(address)) | stream("body", [("text", rich_text("<p>Ra quân.</p>"))])
    posted |= {
        "authors-TOTAL_FORMS": "2",
        "authors-0-name": "Đỗ Bình",
        "authors-0-share": "062",
        "authors-0-ORDER": "1",
        "authors-1-name": "Lê An",
        "authors-1-share": "38",
        "authors-1-ORDER": "2",
    }
    response = client.post(address, posted)
    assert response.status_code == 302, response.context["form"].errors
    authors = fresh(page).get_latest_revision_as_object().authors.all()
    assert [(author.name, author.share) for author in authors] == [("Đỗ Bình", 62), ("Lê An", 38)]


def test_no_form_leaves_a_number_to_the_browser(client, unit):
    writer = contributor_of(unit)
    page = news(unit, owner=writer)
    addresses = {
        writer: [
            reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page.pk]),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ],
        person("administrator", unit=unit): ["/admin/don-vi/new/", "/admin/thanh-vien/new/", "/admin/users/new/"],
        person("desk", unit=unit): [
            reverse("quotas:add"),
            reverse("quotas:edit", args=[Quota.objects.first().pk]),
            reverse("reporting_rules:add"),
            reverse("reporting_rules:edit", args=[ReportingRule.objects.first().pk]),
        ],
    }
    for user, places in addresses.items():
        log_in(client, user)
        for place in places:
            response = client.get(place)
            assert response.status_code == 200, place
            assert 'type="number"' not in response.content.decode(), place
