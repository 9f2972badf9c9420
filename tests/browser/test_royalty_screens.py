"""The screens of royalties in a real browser, as each who works with them: accessible, and whole on a phone."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from royalties.demo.entries import enter_budget
from royalties.models import Allocation, Author, BaseSalary, GenreRate, MaintenanceCost
from tests import factories
from tests.browser.looking import found_on, in_lines
from tests.royalties.town_lists import TownLists
from tests.royalties.town_tables import TownTables

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

LONG_UNIT = "Trung tâm Văn hóa - Thông tin và Thể thao thành phố Phan Thiết"
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Phương Anh Thư"


def make_town():
    """A unit and its people, tables and lists in every state, and a year's budget."""
    unit = factories.UnitFactory(name=LONG_UNIT, kind_id="service_unit")
    town = SimpleNamespace(
        unit=unit,
        contributor=factories.contributor_of(unit),
        leader=factories.leader_of(unit),
        editor=factories.editor(),
        desk=factories.UserFactory(groups=["Thường trực Ban Biên tập"]),
        head=factories.UserFactory(groups=["Trưởng Ban Biên tập"]),
        director=factories.UserFactory(groups=["Thủ trưởng đơn vị"]),
        accountant=factories.UserFactory(groups=["Kế toán"]),
    )
    town.tables = TownTables(town)
    town.lists = TownLists(town)
    town.long_name = Author.objects.create(name=LONG_NAME, pen_name="Hoa Biển", unit=unit)
    enter_budget(timezone.localdate().year, as_of=timezone.localdate())
    return town


@pytest.fixture(scope="module")
def town_told(tell):
    return tell(make_town)


@pytest.fixture
def town(town_told):
    return town_told()


def table(name, found, **more):
    return reverse(f"royalty_tables:{name}", kwargs={"pk": found.pk} | more)


def payment(name, found, **more):
    return reverse(f"payment_lists:{name}", kwargs={"pk": found.pk} | more)


def home_and(**screens):
    return {"home": reverse("wagtailadmin_home")} | screens


def of_the_desk(town):
    draft, approved = town.tables.draft, town.tables.approved
    line = draft.lines.order_by("place").first()
    return home_and(
        tables=reverse("royalty_tables:list"),
        draw_up=reverse("royalty_tables:draw_up"),
        draft=table("table", draft),
        line=table("line", draft, line_id=line.pk),
        recompute=table("recompute", draft),
        deductions=table("deductions", draft),
        deduct=table("deduct", draft, line_id=approved.lines.first().pk),
        restore=table("restore", draft, line_id=approved.lines.first().pk),
        approved=table("table", approved),
        remuneration=reverse("royalty_tables:remuneration"),
        units=reverse("royalty_tables:units"),
        unit=reverse("royalty_tables:unit", args=[town.unit.pk]),
        rates=reverse("genre_rates:index"),
        rate=reverse("genre_rates:edit", args=[GenreRate.objects.first().pk]),
        authors=reverse("royalty_authors:index"),
        author=reverse("royalty_authors:edit", args=[town.long_name.pk]),
    )


def of_the_head(town):
    return home_and(table=table("table", town.tables.waiting), tables=reverse("royalty_tables:list"))


def of_the_accountant(town):
    lists, year = town.lists, timezone.localdate().year
    return home_and(
        lists=reverse("payment_lists:index"),
        draw_up=reverse("payment_lists:draw_up"),
        open_list=payment("list", lists.open),
        person=payment("person", lists.open, line_id=lists.open.lines.defer("tax_code").values_list("pk")[0][0]),
        waiting=payment("list", lists.waiting),
        approved=payment("list", lists.approved),
        paid=payment("list", lists.paid),
        year=reverse("payment_lists:year", args=[year]),
        personal=reverse("royalty_personal:details", args=[town.tables.writer.pk]),
        budget=reverse("budget:year", args=[year]),
        entries=f"{reverse('budget:entries', args=[year])}?purpose=maintenance",
        allocations=reverse("allocations:index"),
        allocation=reverse("allocations:edit", args=[Allocation.objects.first().pk]),
        costs=reverse("maintenance_costs:index"),
        cost=reverse("maintenance_costs:edit", args=[MaintenanceCost.objects.filter(state="expected").first().pk]),
        salaries=reverse("base_salaries:index"),
        salary=reverse("base_salaries:edit", args=[BaseSalary.objects.first().pk]),
        policies=reverse("royalty_policies:index"),
        taxes=reverse("tax_rules:index"),
        surcharges=reverse("surcharges:index"),
        declarations=reverse("tax_marks:index"),
        unclaimed=reverse("unclaimed_royalties:index"),
        unclaimed_one=reverse("unclaimed_royalties:one", args=[lists.unclaimed.pk]),
        set_aside=reverse("unclaimed_royalties:set_aside", args=[lists.paid.pk, lists.unclaimed.line_id]),
    )


def of_the_director(town):
    return home_and(list=payment("list", town.lists.waiting), lists=reverse("payment_lists:index"))


def of_the_contributor(town):
    return home_and(own=reverse("royalty_tables:own"))


@pytest.mark.parametrize(
    ("role", "screens"),
    [
        ("desk", of_the_desk),
        ("head", of_the_head),
        ("accountant", of_the_accountant),
        ("director", of_the_director),
        ("contributor", of_the_contributor),
    ],
)
def test_axe_finds_nothing_and_all_can_be_read(town, open_on, role, screens):
    found = found_on(open_on(getattr(town, role)), screens(town))
    assert found == {}, in_lines(found)


@pytest.mark.parametrize("width", [820, 1280])
def test_at_the_last_line_of_a_table_its_columns_still_have_their_names(town, window, site, width):
    page = window({"viewport": {"width": width, "height": 420}}, user=town.desk)
    page.goto(site + table("table", town.tables.draft))
    page.evaluate("document.querySelector('.roy-table tfoot').scrollIntoView({block: 'end'})")
    bar, head = page.locator(".w-slim-header"), page.locator(".roy-table thead th").first
    below = bar.bounding_box()["y"] + bar.bounding_box()["height"]
    assert abs(head.bounding_box()["y"] - below) <= 1
