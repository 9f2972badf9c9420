"""The reform of 1 July 2025 as one file: before it and after it, in figures, on public pages and for the people.

The wards that Resolution 1253 ended on 30 November 2024 are ended first, by the assistant's own rule.
"""

import datetime
import io
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from compliance.counting.counting import count_period
from compliance.models import Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.year.matrix import Standing, make_year
from submissions.ending.doing import end_units
from submissions.ending.handing_over import hand_over_due
from submissions.ending.plan import Ending
from submissions.models import NewsPage, Unit, UnitEnding, UnitMembership
from submissions.units.loading_units import load_units
from tests import factories, workflow
from tests.compliance.stories import at
from tests.workflow import again

pytestmark = pytest.mark.django_db
FILE = Path(__file__).with_name("cai_cach_01_7_2025.csv")
BEFORE, AFTER = at("2025-06-20 09:00:00"), at("2025-07-01 09:00:00")
FIRST_DAY = datetime.date(2025, 7, 1)
ENDED_2024 = ("phuong-duc-thang", "phuong-duc-nghia", "phuong-hung-long")


def unit(slug):
    return Unit.objects.select_related("page").get(slug=slug)


def load():
    out = io.StringIO()
    call_command("load_units", FILE, stdout=out)
    return out.getvalue()


class City:
    """Phan Thiết in June 2025, with people in two of the three wards that become the new Mũi Né."""

    def __init__(self):
        load_units()
        for slugs, successor in ((ENDED_2024[:2], "phuong-lac-dao"), (ENDED_2024[2:], "phuong-binh-hung")):
            ending = Ending(
                units=[unit(slug) for slug in slugs],
                last_day=datetime.date(2024, 11, 30),
                document_number="1253/NQ-UBTVQH15",
                successors=[unit(successor)],
            )
            end_units(ending, said=[])
        self.old, self.ham_tien = unit("phuong-mui-ne"), unit("phuong-ham-tien")
        self.leader, self.contributor = factories.leader_of(self.old), factories.contributor_of(self.old)
        self.neighbour = factories.contributor_of(self.ham_tien)
        # Registered in both: one entry of the new ward is enough.
        factories.MembershipFactory(unit=self.ham_tien, user=self.leader, role=UnitMembership.Role.LEADER)
        self.published = [
            factories.published(
                self.old,
                owner=self.contributor,
                image=factories.photo(self.old),
                at=at(f"2025-06-{day} 08:00:00"),
                title=f"Mũi Né ngày {day} tháng 6",
            )
            for day in (10, 26)
        ]
        image = factories.photo(self.old)
        self.waiting = workflow.submit(factories.news(self.old, owner=self.contributor, image=image), self.contributor)
        self.draft = factories.news(self.ham_tien, owner=self.neighbour, title="Bản nháp của Hàm Tiến")


@pytest.fixture(scope="module")
def city_told(tell):
    with time_machine.travel(BEFORE, tick=True):
        return tell(City)


@pytest.fixture
def city(city_told):
    return city_told()


@pytest.fixture
def reformed(city):
    """The file is read in on 20 June; the day has come."""
    with time_machine.travel(BEFORE, tick=True):
        load()
    with time_machine.travel(AFTER, tick=True):
        hand_over_due()
        yield city


def rows(period):
    year, month = map(int, period.split("-"))
    return {row.unit.slug: row for row in count_period(ReportingPeriod.of(year, month, rules=all_rules()))}


def test_what_the_file_does(city):
    with time_machine.travel(BEFORE, tick=True):
        said = load()
    assert "thêm mới 7, cập nhật 15, giữ nguyên 0" in said
    assert "UBND phường Mũi Né: ngày cuối cùng 30/06/2025. Kế thừa: UBND phường Mũi Né (mới)." in said
    old, new = unit("phuong-mui-ne"), unit("phuong-mui-ne-2025")
    assert (old.name, old.valid_to, new.name, new.valid_from) == (new.name, FIRST_DAY, old.name, FIRST_DAY)
    assert set(new.predecessors.values_list("slug", flat=True)) == {
        "phuong-mui-ne",
        "phuong-ham-tien",
        "xa-thien-nghiep",
    }
    assert UnitEnding.objects.filter(last_day="2025-06-30").count() == 15
    assert Unit.objects.valid_on(FIRST_DAY).filter(kind__in=("ward", "commune")).count() == 7
    orders = list(Unit.objects.values_list("display_order", flat=True))
    assert len(orders) == len(set(orders))


def test_a_second_time_changes_nothing(reformed):
    before = [list(model.objects.order_by("pk").values()) for model in (Unit, UnitMembership, UnitEnding, Quota)]
    assert "thêm mới 0, cập nhật 0, giữ nguyên 22" in load()
    after = [list(model.objects.order_by("pk").values()) for model in (Unit, UnitMembership, UnitEnding, Quota)]
    assert after == before


def test_the_list_of_2019_does_not_bring_back_what_ended(reformed):
    with pytest.raises(CommandError, match="“UBND phường Mũi Né” đã kết thúc, ngày cuối cùng là 30/06/2025"):
        call_command("load_units", stdout=io.StringIO())
    assert unit("phuong-mui-ne").valid_to == FIRST_DAY


def test_members(reformed):
    held = UnitMembership.objects.in_office()
    new = unit("phuong-mui-ne-2025")
    assert not held.filter(unit__valid_to=FIRST_DAY).exists()
    entries = held.filter(unit=new).values_list("user", "role")
    assert sorted(entries) == sorted(
        [
            (reformed.leader.pk, "leader"),
            (reformed.contributor.pk, "contributor"),
            (reformed.neighbour.pk, "contributor"),
        ]
    )
    with time_machine.travel(at("2025-06-30 23:59:00"), tick=True):
        assert set(
            UnitMembership.objects.in_office().filter(user=reformed.contributor).values_list("unit", flat=True)
        ) == {reformed.old.pk}


def test_pieces_wait_at_the_new_leader_and_are_approved_by_nobody_meanwhile(reformed):
    new = unit("phuong-mui-ne-2025")
    piece = workflow.fresh(reformed.waiting)
    assert (piece.unit, piece.get_parent().pk, piece.live) == (new, new.page.pk, False)
    assert piece.current_workflow_task_state.status == "in_progress"
    assert NewsPage.objects.get(pk=reformed.draft.pk).unit == new
    approved = workflow.approve_as(piece, again(reformed.leader))
    published = workflow.approve_as(approved, factories.editor())
    assert published.live
    assert published.url == f"{new.page.url}{published.slug}/"


def test_counting(reformed):
    """A ward that was there for a part of the period owes nothing in it; what was published stays where it was."""
    june, july, august = rows("2025-06"), rows("2025-07"), rows("2025-08")
    old, new = "phuong-mui-ne", "phuong-mui-ne-2025"
    assert (june[old].minimum, june[old].counted, new in june) == (2, 1, False)
    assert (july[old].minimum, july[old].counted) == (0, 1)
    assert (july[new].minimum, july[new].counted) == (0, 0)
    assert (august[new].minimum, august[new].shortfall) == (2, 2)
    assert old not in august or august[old].minimum == 0
    wards = {slug for slug, row in august.items() if row.minimum and row.kind in ("ward", "commune")}
    assert len(wards) == 7


def test_the_year(reformed):
    with time_machine.travel(at("2025-10-10 08:00:00"), tick=True):
        table = make_year(units=None, year=2025)
        cells = {row.unit.slug: {cell.period.month: cell.standing for cell in row.cells} for row in table.rows}
    old, new = cells["phuong-mui-ne"], cells["phuong-mui-ne-2025"]
    assert (old[6], old[8]) == (Standing.SHORT, Standing.ENDED)
    assert (new[6], new[8]) == (Standing.NOT_FOUNDED, Standing.NOTHING)
    assert [row.unit.name for row in table.rows].count("UBND phường Mũi Né") == 2


def test_public_pages(reformed):
    reader = Client()
    old, new = unit("phuong-mui-ne"), unit("phuong-mui-ne-2025")
    page = reader.get(old.page.url).content.decode()
    assert "01/07/2025" in page
    assert f'href="{new.page.url}"' in page
    assert "Mũi Né ngày 26 tháng 6" in page
    assert reader.get(reformed.published[0].url).status_code == 200
    assert "Mũi Né ngày 26 tháng 6" not in reader.get(new.page.url).content.decode()
    menu = reader.get("/").content.decode()
    assert new.page.url in menu
    assert f'href="{old.page.url}"' not in menu.partition("</header>")[0]


def test_the_screen_shows_the_same(city):
    administrator = factories.UserFactory(groups=["Quản trị"])
    client = Client()
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(BEFORE, tick=True):
        with FILE.open("rb") as file:
            preview = client.post(reverse("units:load"), {"file": file})
        said = {line.name: line.effects for line in preview.context["lines"] if line.number > 9}
        assert not Unit.objects.filter(slug="phuong-mui-ne-2025").exists()
    effects = " ".join(said["UBND phường Mũi Né"])
    assert "1 tin, bài đang chờ lãnh đạo: chuyển sang chờ lãnh đạo UBND phường Mũi Né (mới) duyệt." in effects
    assert f"{city.contributor}, người phụ trách" in effects
