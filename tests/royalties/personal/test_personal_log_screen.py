"""Who read personal numbers, for the administrator: whose, when and by whom, and none of the numbers."""

import pytest
from django.urls import reverse
from wagtail.log_actions import log

from royalties.models import Author, PersonalDetails
from royalties.personal.personal_log import CHANGED, note_reading
from tests import factories
from tests.soup import soup_of
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person

pytestmark = pytest.mark.django_db
ADDRESS = reverse("royalty_personal:log")
NUMBER = "079085001234"


@pytest.fixture
def author():
    author = Author.objects.create(name="Trần Thị Hồng")
    PersonalDetails.objects.create(author=author, identity_number=NUMBER)
    return author


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.mark.parametrize("role", ALLOWED)
def test_open_to(client, unit, author, role):
    accountant = factories.UserFactory(groups=["Kế toán"], last_name="Lan")
    note_reading(author, user=accountant)
    log(instance=author, action=CHANGED, user=accountant)
    log(instance=author, action="wagtail.edit", user=accountant)
    log_in(client, person(role, unit=unit))
    page = client.get(ADDRESS)
    rows = [row.text for row in soup_of(page).select(".tb-row")]
    assert len(rows) == 2
    assert all("Trần Thị Hồng" in row and str(accountant) in row for row in rows)
    assert NUMBER not in page.content.decode()
    assert ADDRESS in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", REFUSED)
def test_closed_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    assert is_refused(client.get(ADDRESS))


def test_num_queries(client, unit, author, django_assert_max_num_queries):
    log_in(client, person("administrator", unit=unit))
    note_reading(author, user=factories.UserFactory())
    client.get(ADDRESS)
    with django_assert_max_num_queries(40) as few:
        client.get(ADDRESS)
    for _number in range(20):
        note_reading(author, user=factories.UserFactory())
    with django_assert_max_num_queries(len(few)):
        client.get(ADDRESS)
