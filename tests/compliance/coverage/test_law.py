"""Coverage by the law of the day: before and after each change of decrees, terms, what continues what, the file."""

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from compliance.coverage.table import State, make_coverage
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import Category, Decree, DecreePoint
from tests import factories
from tests.compliance.stories import Newsroom, at
from tests.compliance.years import published

pytestmark = pytest.mark.django_db

DECREE_43, DECREE_42, DECREE_224 = (f"Nghị định {number}/NĐ-CP" for number in ("43/2011", "42/2022", "224/2026"))
UNCHECKED = " – chưa đối chiếu với văn bản gốc"


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy")


def category(slug):
    return Category.objects.get(slug=slug)


def table_on(day, **asked):
    """The table of the period that runs on `day` ("2022-08-14"), asked for on that day."""
    with time_machine.travel(at(f"{day} 12:00:00"), tick=False):
        return make_coverage(ReportingPeriod.current(rules=all_rules()), **asked)


def lines_on(day, **asked):
    return {line.category.slug: line for line in table_on(day, **asked).lines}


@pytest.mark.parametrize(
    ("day", "decree", "only", "not_yet"),
    [
        ("2019-05-20", DECREE_43, {"cong-bao", "lien-he-can-bo", "de-tai-khoa-hoc"}, "thu-tuc-hanh-chinh"),
        ("2022-08-14", DECREE_43, {"cong-bao", "lien-he-can-bo", "de-tai-khoa-hoc"}, "thu-tuc-hanh-chinh"),
        ("2022-08-15", DECREE_42, {"dieu-uoc-quoc-te", "thu-tuc-hanh-chinh"}, "cong-bao"),
        ("2026-06-30", DECREE_42, {"dieu-uoc-quoc-te", "thu-tuc-hanh-chinh"}, "cong-khai-thong-tin"),
        ("2026-07-01", DECREE_224, {"cong-khai-thong-tin", "thu-tuc-hanh-chinh"}, "dieu-uoc-quoc-te"),
        ("2026-11-30", DECREE_224, {"cong-khai-thong-tin", "thu-tuc-hanh-chinh"}, "lien-he-can-bo"),
    ],
)
def test_each_day_is_read_by_the_decree_in_force_on_it(day, decree, only, not_yet):
    table = table_on(day)
    found = {line.category.slug for line in table.lines}
    assert table.legal_bases == [decree]
    assert only <= found and not_yet not in found


@pytest.mark.parametrize(
    ("slug", "on_the_day", "basis"),
    [
        # Binding until the last day of its decree, and not from the next one on.
        ("chi-dao-dieu-hanh", "2022-08-14", "Điểm c khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"),
        ("van-ban", "2026-06-30", f"Điều 4 Nghị định 42/2022/NĐ-CP{UNCHECKED}"),
    ],
)
def test_what_no_decree_asks_any_more_says_so_instead_of_binding(slug, on_the_day, basis):
    before = lines_on(on_the_day)[slug]
    assert (before.state, before.legal_basis) == (State.MISSING, basis)
    next_day = datetime.date.fromisoformat(on_the_day) + datetime.timedelta(days=1)
    after = lines_on(next_day.isoformat())[slug]
    ended = f"cơ sở pháp lý đã hết hiệu lực từ {next_day:%d/%m/%Y}"
    assert after.state == State.BASIS_ENDED
    assert after.state_text == f"○ {ended[0].upper()}{ended[1:]}"
    assert ended in after.legal_basis and after.deadline == ""


def test_fed_or_not_the_end_of_its_basis_is_named(ward):
    published(ward, when="2026-11-10 08:00:00", category=category("chi-dao-dieu-hanh"))
    line = lines_on("2026-11-20")["chi-dao-dieu-hanh"]
    assert line.state == State.FED
    assert line.legal_basis == (
        "Điểm c khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP – cơ sở pháp lý đã hết hiệu lực từ 15/08/2022"
    )


def test_a_running_period_is_read_by_today_and_one_that_is_over_by_its_last_day():
    period = ReportingPeriod.of(2022, 8, rules=all_rules())
    assert period.last_day == datetime.date(2022, 8, 24)
    assert table_on("2022-08-14").legal_bases == [DECREE_43]
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=False):
        assert make_coverage(period).legal_bases == [DECREE_42]


def test_articles_11_and_12_of_decree_43_are_never_missing_and_unread_lines_say_so():
    found = lines_on("2019-05-20")
    assert {slug for slug, line in found.items() if line.state == State.NOT_BINDING} == {
        "cong-bao",
        "de-tai-khoa-hoc",
        "thong-ke",
    }
    assert table_on("2019-05-20").unchecked == 0
    assert table_on("2022-08-15").unchecked == 8
    unread = [slug for slug, line in lines_on("2026-07-01").items() if line.legal_basis.endswith(UNCHECKED)]
    assert "cong-khai-thong-tin" in unread and "gioi-thieu" not in unread


@pytest.mark.parametrize(
    ("milestone", "is_late"),
    # Counted by the decree of the milestone's own day: Decree 42/2022 names no number of days.
    [("2022-08-12", True), ("2022-08-14", True), ("2022-08-15", False)],
)
def test_late_by_the_law_of_the_milestone_date(ward, milestone, is_late):
    fields = {"category": category("van-ban"), "milestone_date": datetime.date.fromisoformat(milestone)}
    published(ward, when="2022-09-14 08:00:00", **fields)
    assert bool(lines_on("2022-09-20")["van-ban"].fed.late) is is_late


@pytest.mark.parametrize(
    ("issued_here", "published_on", "due"),
    # Monday 6 May 2019: two working days end on Wednesday, ten on Monday two weeks later.
    [
        (True, "2019-05-08 16:00:00", None),
        (True, "2019-05-09 08:00:00", "2019-05-08"),
        (False, "2019-05-20 16:00:00", None),
        (False, "2019-05-21 08:00:00", "2019-05-20"),
    ],
)
def test_the_body_that_issued_a_document_has_less_time(ward, issued_here, published_on, due):
    fields = {"category": category("van-ban"), "milestone_date": datetime.date(2019, 5, 6), "issued_here": issued_here}
    published(ward, when=published_on, **fields)
    late = lines_on("2019-05-22")["van-ban"].fed.late
    assert [piece.due.isoformat() for piece in late] == ([due] if due else [])


def test_without_milestone_it_is_asked_for_only_while_a_term_runs(ward):
    published(ward, when="2022-08-05 08:00:00", category=category("du-an-dau-thau"))
    assert lines_on("2022-08-14")["du-an-dau-thau"].without_milestone == "1 tin, bài chưa ghi ngày mốc"
    published(ward, when="2026-11-10 08:00:00", category=category("du-an-dau-thau"))
    assert lines_on("2026-11-20")["du-an-dau-thau"].without_milestone == ""


def test_what_waits_is_late_by_the_law_of_its_milestone_date():
    room = Newsroom(name="UBND phường Hàm Tiến")
    fields = {"category": category("van-ban")}
    for milestone in ("2022-08-01", "2022-08-16"):
        page = room.write(title=milestone, milestone_date=datetime.date.fromisoformat(milestone), **fields)
        room.send(page, when=at("2022-08-16 08:00:00"))
    waiting = lines_on("2022-09-20", reader=room.editor)["van-ban"].fed.waiting
    assert [piece.title for piece in waiting] == ["2022-08-01"]


def test_what_continues_a_category_shows_its_older_pieces(ward):
    published(ward, when="2022-08-05 08:00:00", category=category("lien-he-can-bo"), title="Đường dây nóng")
    assert lines_on("2022-08-14")["lien-he-can-bo"].last_title == "Đường dây nóng"
    after = lines_on("2022-08-15")
    assert "lien-he-can-bo" not in after
    assert (after["gioi-thieu"].number, after["gioi-thieu"].last_title) == (1, "Đường dây nóng")
    published(ward, when="2022-08-10 08:00:00", category=category("gioi-thieu"), title="Giới thiệu phường")
    assert (lines_on("2022-08-15")["gioi-thieu"].number, lines_on("2022-08-15")["gioi-thieu"].last_title) == (
        2,
        "Giới thiệu phường",
    )
    assert lines_on("2022-08-14")["gioi-thieu"].number == 1


def test_a_category_of_the_site_alone_is_never_missing():
    Category.objects.create(title="Người tốt việc tốt", slug="nguoi-tot-viec-tot", display_order=99)
    line = lines_on("2026-11-20")["nguoi-tot-viec-tot"]
    assert (line.state, line.legal_basis) == (State.NOT_BINDING, "Chuyên mục của trang, không theo nghị định nào")


@pytest.mark.parametrize(
    ("period", "decree"), [("2019-05", DECREE_43), ("2022-09", DECREE_42), ("2026-10", DECREE_224)]
)
def test_the_file_and_the_screen_name_the_decree_of_their_period(client, period, decree):
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=False):
        client.force_login(factories.UserFactory(groups=["Người xem báo cáo"]))
        content = client.get(reverse("coverage:xlsx"), {"period": period}).content
        screen = client.get(reverse("coverage:coverage"), {"period": period}).content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    assert rows[0][0] == f"TIN, BÀI THEO CHUYÊN MỤC, {decree}"
    about = next(row for row in rows if row[0] == "Thông tin giới thiệu")
    assert decree in about[1] and "✗" in about[2]
    assert f": {decree}" in screen


def test_num_queries(django_assert_max_num_queries, ward):
    published(ward, when="2026-11-10 08:00:00")
    with django_assert_max_num_queries(18):
        table_on("2026-11-20")
    for number in range(20):
        one = Category.objects.create(title=f"Mục {number}", slug=f"muc-{number}")
        decree = Decree.objects.create(number=f"Nghị định {number}/2026/NĐ-CP", valid_from="2026-07-01")
        DecreePoint.objects.create(decree=decree, category=one, article=1, title="Mục", deadline_days=5)
    with django_assert_max_num_queries(18):
        table_on("2026-11-20")
