"""The log is added to and nothing else, whatever writes; administrators read who entered, and take it along."""

import datetime
import io

import openpyxl
import pytest
from axes.models import AccessLog
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from tests import factories
from tests.factories import PASSWORD
from tests.soup import soup_of
from tests.submissions.registers import log_in, person

pytestmark = pytest.mark.django_db
ENTRIES, CHANGES = reverse("upkeep:entries"), reverse("upkeep:changes")
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def admin(client, unit):
    return log_in(client, person("administrator", unit=unit))


@pytest.mark.parametrize("model", [ModelLogEntry, PageLogEntry])
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET label = 'x'", "UPDATE {} SET timestamp = '2020-01-01'", "DELETE FROM {}"]
)
def test_the_database_itself_refuses_to_forget(unit, model, change):
    log(instance=unit if model is ModelLogEntry else unit.page, action="wagtail.edit", user=factories.UserFactory())
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(model._meta.db_table))
    assert model.objects.filter(action="wagtail.edit").count() == 1


def test_who_and_what_is_gone_still_stands_in_the_log(unit):
    who = factories.contributor_of(unit)
    page = factories.news(unit, owner=who)
    key = page.pk
    log(instance=page, action="wagtail.edit", user=who)
    page.delete()
    who.is_active = False
    who.save()
    [entry] = PageLogEntry.objects.filter(action="wagtail.edit")
    assert (entry.page_id, entry.label, entry.user) == (key, page.title, who)


@pytest.fixture
def entered(settings, unit):
    """Somebody of a unit logged in behind a proxy that says from where; the client said something else before it."""
    settings.AXES_ENABLED, settings.PROXY_COUNT = True, 1
    who = factories.contributor_of(unit, first_name="Lan", last_name="Trần Thị")
    browser = Client(headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9", "user-agent": "Safari"})
    browser.post(reverse("wagtailadmin_login"), {"username": who.username, "password": PASSWORD})
    return who


class TestEntries:
    def test_who_from_where_and_when(self, admin, entered):
        [row] = soup_of(admin.get(ENTRIES, {"person": entered.pk})).select(".tb-row")
        assert str(entered) in row.text and "203.0.113.9" in row.text and "198.51.100.7" not in row.text
        assert f"{timezone.localtime():%d/%m/%Y}" in row.text

    @pytest.mark.parametrize(
        ("narrowed", "number"),
        [
            ({"address": "203.0.113.9"}, 1),
            ({"address": "203.0.113.8"}, 0),
            ({"since": "01/01/2040"}, 0),
            ({"until": "01/01/2040"}, 1),
        ],
    )
    def test_filters(self, admin, entered, narrowed, number):
        AccessLog.objects.exclude(username=entered.username).delete()
        assert len(soup_of(admin.get(ENTRIES, narrowed)).select(".tb-row")) == number

    @pytest.mark.parametrize("query", ["?person=x", "?address=x", "?since=31/02/2020", "?p=99", "?tep=exe"])
    def test_any_address(self, admin, query):
        assert admin.get(ENTRIES + query).status_code == 200

    def test_as_files(self, admin, entered):
        asked = {"person": entered.pk, "tep": "csv"}
        heading, line, *rest = admin.get(ENTRIES, asked).content.decode("utf-8-sig").splitlines()
        assert heading == "Thời điểm;Người;Tên đăng nhập;Từ địa chỉ;Đăng xuất lúc" and rest == []
        assert line.split(";")[1:4] == [str(entered), entered.username, "203.0.113.9"]
        book = openpyxl.load_workbook(io.BytesIO(admin.get(ENTRIES, asked | {"tep": "xlsx"}).content))
        assert "203.0.113.9" in [cell.value for row in book.active.iter_rows() for cell in row]

    def test_num_queries(self, admin, entered, django_assert_max_num_queries):
        admin.get(ENTRIES)
        with django_assert_max_num_queries(40) as few:
            admin.get(ENTRIES)
        for _number in range(20):
            other = factories.UserFactory()
            AccessLog.objects.create(username=other.username, ip_address="203.0.113.9")
        with django_assert_max_num_queries(len(few)):
            admin.get(ENTRIES)


def test_the_changes_as_files_are_those_of_the_filters_and_no_formula(admin, unit):
    log(instance=unit, action="wagtail.edit", user=factories.UserFactory(), title=FORMULA)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    text = admin.get(CHANGES, {"kind": "don-vi", "tep": "csv"}).content.decode("utf-8-sig")
    assert text.startswith("Thời điểm;Người;Về việc gì;Tên;Đã làm gì\r\n")
    assert f";'{FORMULA};" in text and f";{FORMULA};" not in text
    assert len(admin.get(CHANGES, {"since": f"{tomorrow:%d/%m/%Y}", "tep": "csv"}).content.splitlines()) == 1
    book = openpyxl.load_workbook(io.BytesIO(admin.get(CHANGES, {"tep": "xlsx"}).content))
    assert [cell.data_type for row in book.active.iter_rows() for cell in row if cell.value == FORMULA] == ["s"]
