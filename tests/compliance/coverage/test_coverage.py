"""Coverage of the decree's categories: what is fed, stale, missing and late, by hand; rights, queries, the file."""

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from about.models import LeadersPage, OrganisationPage, SubjectPage, WardMapPage
from compliance.coverage import reading
from compliance.coverage.deadlines import due_day
from compliance.coverage.law import Law
from compliance.coverage.table import State, make_coverage
from compliance.models import DayOff
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from library.models import DocumentPage
from planning.models import PlanPage, ProjectPage, StatisticsPage, TenderPage
from submissions.models import Category, Decree, DecreePoint, NewsPage
from tests import factories, workflow
from tests.compliance.stories import Newsroom, at
from tests.compliance.table.test_queries import CITY, LARGE, grow_to
from tests.compliance.terms.test_rule_screens import text_of
from tests.compliance.years import published
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november", "decree_43_goes_on")]

ADDRESSES = ["coverage:coverage", "coverage:xlsx"]


@pytest.fixture
def decree_43_goes_on():
    """As if no decree had followed: rules by hand for one and the same list. What changed is in test_law.py."""
    DecreePoint.objects.exclude(decree__number__contains="43/2011").delete()
    Decree.objects.update(valid_to=None)
    Category.objects.filter(points=None).delete()
    Category.objects.update(valid_to=None, continued_by=None)


@pytest.fixture(scope="module")
def units_told(tell):
    return tell(lambda: [factories.UnitFactory(name=f"UBND phường {name}") for name in ("Phú Thủy", "Hàm Tiến")])


@pytest.fixture
def ward(units_told):
    return units_told()[0]


@pytest.fixture
def other(units_told):
    return units_told()[1]


def category(slug):
    return Category.objects.get(slug=slug)


def day(text):
    return datetime.date.fromisoformat(text)


def lines(**asked):
    period = ReportingPeriod.of(2026, 11, rules=all_rules())
    return {line.category.slug: line for line in make_coverage(period, **asked).lines}


def test_every_category_is_listed_with_the_decree_s_deadline():
    found = lines()
    points = [line.point.point or line.point.article for line in found.values()]
    assert points == [*"abcdđeghikl", 11, 12]
    assert found["phap-luat-chinh-sach"].deadline == "15 ngày làm việc kể từ ngày văn bản, chính sách được ban hành"
    assert found["tin-tuc-su-kien"].deadline == "cập nhật thường xuyên, không quy định số ngày"
    assert found["tin-tuc-su-kien"].legal_basis == "Điểm b khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"


def test_what_binds_the_city_is_missing_and_what_does_not_never_is():
    states = {code: line.state for code, line in lines().items()}
    assert {code for code, state in states.items() if state == State.NOT_BINDING} == {
        "cong-bao",
        "de-tai-khoa-hoc",
        "thong-ke",
    }
    assert set(states.values()) == {State.NOT_BINDING, State.MISSING}


def test_counted_in_the_period_and_last_fed_whenever(ward):
    published(ward, when="2026-10-24 23:59:59", category=category("gioi-thieu"), title="Giới thiệu phường")
    published(ward, when="2026-10-25 00:00:00", title="Tin đầu kỳ")
    published(ward, when="2026-11-10 08:00:00", title="Tin giữa kỳ")
    published(ward, when="2026-11-12 08:00:00", title="Đã gỡ", live=False)
    published(ward, when="2026-11-13 08:00:00", title="Thống kê", category=category("thong-ke"))
    found = lines()
    news, about, statistics = (found[code] for code in ("tin-tuc-su-kien", "gioi-thieu", "thong-ke"))
    assert (news.number, news.last_day, news.last_title) == (2, "10/11/2026", "Tin giữa kỳ")
    assert news.state_text == "✓ Có tin, bài trong kỳ"
    assert (about.number, about.last_day, about.state) == (0, "24/10/2026", State.NOT_IN_PERIOD)
    assert statistics.state == State.FED


@pytest.mark.parametrize(
    ("published_on", "is_late"),
    # Ten working days from Monday 26 October: the 26th is not counted, the last one is Monday 9 November.
    [("2026-11-09 23:59:00", False), ("2026-11-10 00:01:00", True)],
)
def test_late_by_working_days_from_the_milestone_date(ward, published_on, is_late):
    published(ward, when=published_on, category=category("van-ban"), milestone_date=day("2026-10-26"), title="Văn bản")
    line = lines()["van-ban"]
    late = "Văn bản (ngày mốc 26/10/2026, hạn 09/11/2026, đăng 10/11/2026)"
    assert line.late_text == (late if is_late else "")


def test_the_office_s_own_day_off_moves_the_deadline(ward):
    DayOff.objects.create(date=day("2026-11-02"), name="Nghỉ bão")
    fields = {"category": category("van-ban"), "milestone_date": day("2026-10-26")}
    published(ward, when="2026-11-10 08:00:00", **fields)
    published(ward, when="2026-11-11 08:00:00", **fields)
    assert [late.due for late in lines()["van-ban"].fed.late] == [day("2026-11-10")]


def test_without_milestone_date_nothing_is_late_and_it_is_said(ward):
    published(ward, when="2026-11-10 08:00:00", category=category("du-an-dau-thau"))
    assert lines()["du-an-dau-thau"].late_text == "1 tin, bài chưa ghi ngày mốc"


def test_what_does_not_bind_the_city_is_never_late(ward):
    fields = {"category": category("thong-ke"), "milestone_date": day("2026-01-05")}
    published(ward, when="2026-11-10 08:00:00", **fields)
    assert lines()["thong-ke"].late_text == ""


def test_a_term_of_no_days_ends_on_the_milestone_itself():
    DecreePoint.objects.filter(category=category("van-ban")).update(deadline_days=0)
    page = NewsPage(category=category("van-ban"), milestone_date=day("2026-11-02"))
    assert due_day(page, law=Law(), calendar=None) == day("2026-11-02")


def test_of_one_unit_only_its_own_and_nothing_is_missing(ward, other):
    published(ward, when="2026-11-10 08:00:00")
    published(other, when="2026-11-11 08:00:00", category=category("chi-dao-dieu-hanh"))
    found = lines(units=[ward])
    assert (found["tin-tuc-su-kien"].number, found["chi-dao-dieu-hanh"].number) == (1, 0)
    assert found["chi-dao-dieu-hanh"].state_text == "○ Đơn vị chưa có tin, bài"
    assert State.MISSING not in {line.state for line in found.values()}


def test_a_category_of_another_time_is_left_out_unless_it_was_fed(ward):
    Category.objects.filter(slug__in=["lien-he-can-bo", "tin-tuc-su-kien"]).update(valid_to="2026-11-01")
    published(ward, when="2026-11-10 08:00:00")
    found = lines()
    assert "lien-he-can-bo" not in found and found["tin-tuc-su-kien"].number == 1


def test_all_page_types_under_categories_are_read():
    introducing = {LeadersPage, OrganisationPage, SubjectPage, WardMapPage}
    planning = {ProjectPage, TenderPage, PlanPage, StatisticsPage}
    assert set(reading.page_types()) == {NewsPage, DocumentPage} | introducing | planning
    assert reading.types_about([object()]) == [NewsPage]
    assert (NewsPage.PUBLISHED_AT, NewsPage.IS_LIVE) == ("published_at", "is_live")


class TestScreen:
    @pytest.fixture
    def shown(self, client, ward, official):
        late = {"category": category("van-ban"), "milestone_date": day("2026-10-26"), "title": "Văn bản số 12"}
        self.piece = published(ward, when="2026-11-12 08:00:00", **late)
        client.force_login(official)
        return client.get(reverse("coverage:coverage"))

    def test_late_pieces_are_named_and_open_the_public_page(self, shown):
        soup = soup_of(shown)
        row = soup.select_one("tr.coverage-fed")
        links = [(link.text, link["href"]) for link in row.select("a")]
        assert links == [("Văn bản số 12", self.piece.get_url())] * 2
        assert (
            "9 chuyên mục bắt buộc chưa có tin, bài Văn bản có hiệu lực ngày 20/11/2026: Nghị định 43/2011/NĐ-CP "
            "1 tin, bài đăng quá hạn 0 tin, bài quá hạn, chưa được đăng" in text_of(shown)
        )

    def test_a_unit_is_chosen(self, client, shown, ward, other):
        page = text_of(client.get(reverse("coverage:coverage"), {"unit": other.pk}))
        assert "UBND phường Hàm Tiến." in page and "chuyên mục bắt buộc chưa có" not in page

    def test_the_file_has_the_lines_of_the_screen(self, client, shown):
        response = client.get(reverse("coverage:xlsx"))
        assert response["Content-Disposition"] == 'attachment; filename="tin-bai-theo-chuyen-muc-2026-11.xlsx"'
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        rows = list(sheet.iter_rows(min_row=5, values_only=True))
        assert rows[0] == (
            "Chuyên mục",
            "Căn cứ",
            "Trạng thái",
            "Tin, bài trong kỳ",
            "Cập nhật gần nhất",
            "Tin, bài mới nhất",
            "Thời hạn",
            "Quá hạn",
        )
        documents = next(row for row in rows if row[0].startswith("Văn bản quy phạm"))
        assert documents[2:] == (
            "✓ Có tin, bài trong kỳ",
            1,
            "12/11/2026",
            "Văn bản số 12",
            "10 ngày làm việc kể từ ngày ban hành văn bản; riêng cơ quan ban hành văn bản: 2 ngày làm việc",
            "Văn bản số 12 (ngày mốc 26/10/2026, hạn 09/11/2026, đăng 12/11/2026)",
        )
        assert len(rows) == 14


@pytest.fixture(scope="class")
def rooms_told(tell_class):
    def build():
        documents = {"category": category("van-ban"), "milestone_date": day("2026-10-26")}
        ward, commune = Newsroom(name="UBND phường Phú Thủy"), Newsroom(name="UBND xã Tiến Lợi")
        ward.send(ward.write(title="Ở Ban Biên tập", **documents), when=at("2026-10-27 08:00:00"))
        workflow.submit(commune.write(title="Ở lãnh đạo", **documents), commune.contributor)
        commune.write(title="Bản nháp", **documents)
        # Due on 20 November, today.
        in_time = documents | {"milestone_date": day("2026-11-06")}
        ward.send(ward.write(title="Còn hạn", **in_time), when=at("2026-11-09 08:00:00"))
        return {"ward": ward, "commune": commune}

    with time_machine.travel(at("2026-11-20 12:00:00"), tick=True):
        return tell_class(build)


@pytest.fixture
def rooms(rooms_told):
    return rooms_told()


class TestWaiting:
    """What is late and not public yet: named to its unit and, from the leader's approval on, to the desk."""

    def told(self, client, user, **query):
        client.force_login(workflow.again(user))
        soup = soup_of(client.get(reverse("coverage:coverage"), query))
        row = next(row for row in soup.select("tbody tr") if "Văn bản quy phạm" in row.text)
        label, words = " ".join(row.select("td")[-1].text.split()).split(":", 1)
        assert label == "Quá hạn"
        return words.strip(), [link["href"] for link in row.select("a")]

    def test_who_is_told_which_titles(self, client, rooms, official):
        at_board = "Ở Ban Biên tập (ngày mốc 26/10/2026, hạn 09/11/2026, chưa được đăng: Đã chuyển Ban Biên tập)"
        at_leader = "Ở lãnh đạo (ngày mốc 26/10/2026, hạn 09/11/2026, chưa được đăng: Chờ lãnh đạo đơn vị duyệt)"
        piece = NewsPage.objects.get(title="Ở Ban Biên tập")
        words, links = self.told(client, person("desk", unit=None))
        assert words == f"{at_board}; 1 tin, bài quá hạn, chưa được đăng"
        assert links == [reverse("submissions:piece", args=[piece.pk])]
        assert self.told(client, official) == ("2 tin, bài quá hạn, chưa được đăng", [])
        assert self.told(client, rooms["ward"].contributor)[0] == at_board
        assert self.told(client, rooms["commune"].leader)[0] == at_leader

    def test_what_the_person_is_led_to_is_there(self, client, rooms):
        for who in (person("desk", unit=None), rooms["ward"].contributor):
            _words, [address] = self.told(client, who)
            assert client.get(address).status_code == 200

    def test_the_file_tells_no_more_than_the_screen(self, client, rooms, official):
        for user, told in (
            (official, "2 tin, bài quá hạn, chưa được đăng"),
            (rooms["ward"].leader, "Ở Ban Biên tập ("),
        ):
            client.force_login(user)
            sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("coverage:xlsx")).content)).active
            (late,) = [row[-1] for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Văn bản quy")]
            assert late.startswith(told)

    def test_of_a_period_before_the_deadline_nothing_is_late(self, client, rooms, official):
        assert self.told(client, official, period="2026-10") == ("", [])


class TestRights:
    @pytest.mark.parametrize("role", ["official", "desk", "head", "editor", "accountant", "administrator"])
    def test_readers_of_reports_get_all(self, client, ward, role):
        log_in(client, person(role, unit=ward))
        for name in ADDRESSES:
            assert client.get(reverse(name)).status_code == 200

    @pytest.mark.parametrize("role", ["contributor", "leader"])
    def test_people_of_a_unit_get_its_own(self, client, ward, other, role):
        published(ward, when="2026-11-10 08:00:00", title="Của Phú Thủy")
        published(other, when="2026-11-11 08:00:00", title="Của Hàm Tiến")
        log_in(client, person(role, unit=ward))
        page = client.get(reverse("coverage:coverage")).content.decode()
        assert "Của Phú Thủy" in page and "Hàm Tiến" not in page
        for name in ADDRESSES:
            assert client.get(reverse(name), {"unit": ward.pk}).status_code == 200
            assert client.get(reverse(name), {"unit": other.pk}).status_code == 404
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("coverage:xlsx")).content)).active
        assert "Của Hàm Tiến" not in {cell.value for row in sheet.iter_rows() for cell in row}

    @pytest.mark.parametrize("who", ["anonymous", "nobody", "former"])
    def test_others_are_refused(self, client, ward, who):
        user = None if who == "anonymous" else factories.UserFactory()
        if who == "former":
            factories.MembershipFactory(unit=ward, user=user, valid_to="2026-11-20")
        log_in(client, user)
        for name in ADDRESSES:
            assert is_refused(client.get(reverse(name)))


@pytest.mark.parametrize("name", ADDRESSES)
def test_num_queries(client, ward, official, name):
    """As many for one category and a few units as for all of them in a large city."""
    client.force_login(official)
    counted = []
    late = {"category": category("van-ban"), "milestone_date": day("2026-01-05")}
    first = factories.published(ward, at=at("2026-11-10 08:00:00"), **late)
    client.get(reverse(name))
    for number in (CITY, LARGE):
        grow_to(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counted.append(len(queries))
        of_each = [
            {"title": one.slug, "at": at("2026-11-11 08:00:00"), "category": one} for one in Category.objects.all()
        ]
        factories.published_like(first, of_each)
    assert counted[0] == counted[1]
