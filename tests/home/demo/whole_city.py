"""The whole demonstration city as `make run` leaves it on the morning of AS_OF, read in a process of its own.

tests/scaffold/test_dev_server.py tells it and starts this (tests/plugins/of_a_site.py): the city is told once for both.
"""

from collections import Counter
from datetime import date

from wagtail.models import PageLogEntry

from compliance.counting.counting import count_period
from compliance.counting.counts import Result
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from home.demo.city import built_for
from home.demo.invented.calendar import moment_of, spans
from home.demo.invented.news import FULL_UNITS
from home.demo.invented.stories import stories
from submissions.body.content import content_digest
from submissions.models import ClearanceState, NewsPage, Unit, User
from submissions.rights import rights, steps
from submissions.rights.stages import Stage, has_unit_draft, stage_of

AS_OF = date(2026, 3, 20)
EVERY_STEP = (
    "phong-van-hoa-va-thong-tin",
    "phong-giao-duc-va-dao-tao",
    "phuong-mui-ne",
    "ban-quan-ly-cho",
    "phuong-xuan-an",
)


def told():
    """The pieces of the story: all but those of the year before it (home/demo/year/)."""
    return NewsPage.objects.exclude(published_at__lt=moment_of(spans(AS_OF)[0].start))


def results(year, month):
    return Counter(row.result for row in count_period(ReportingPeriod.of(year, month, rules=all_rules())))


def test_it_is_told_for_that_day_and_with_the_year_before():
    assert built_for() == AS_OF.isoformat()
    assert NewsPage.objects.count() > told().count() + 200


def test_the_plan_is_the_same_and_five_units_take_every_step_of_it():
    plan, again = (stories(Unit.objects.all(), as_of=AS_OF) for _time in (1, 2))
    assert list(map(repr, plan)) == list(map(repr, again))
    taken = {name for story in plan for _minute, name in story.steps}
    assert {name for story in plan if story.unit.slug in EVERY_STEP for _minute, name in story.steps} == taken
    assert told().count() == len(plan) > 150


def test_units_met_missed_and_ignored_their_minimum():
    assert results(2026, 1) == {Result.MET: 20, Result.SHORT: 8, Result.NOTHING: 5}
    assert results(2026, 2) == {Result.MET: 22, Result.SHORT: 8, Result.NOTHING: 3}
    running = results(2026, 3)
    assert running[Result.MET] >= 3
    assert running[Result.SHORT] >= 10
    assert running[Result.NOTHING] >= 5


def test_the_radio_station_met_its_minimum_once_and_missed_it_once():
    radio = Unit.objects.filter(slug="dai-truyen-thanh")
    rules = all_rules()
    months = [ReportingPeriod.of(2026, month, rules=rules) for month in (1, 2)]
    [[january], [february]] = [count_period(month, units=radio) for month in months]
    assert (january.minimum, january.counted, january.result) == (15, 15, Result.MET)
    assert (february.minimum, february.counted, february.result) == (15, 12, Result.SHORT)


def test_every_stage_is_there_in_the_running_period():
    start = ReportingPeriod.of(2026, 3, rules=all_rules()).start
    recent = NewsPage.objects.filter(latest_revision_created_at__gte=start)
    assert {stage_of(page) for page in recent} == set(Stage)
    assert any(page.live and has_unit_draft(page) for page in recent)
    assert any(page.live and stage_of(page) == Stage.AT_LEADER for page in recent)
    assert recent.filter(duplicate_of__isnull=False, live=True).exists()
    assert recent.filter(has_photo=False, live=True).exists()
    withdrawn = PageLogEntry.objects.filter(action="wagtail.workflow.cancel", page__in=recent.values("pk"))
    assert withdrawn.exists()


def test_the_board_has_pieces_waiting_since_one_to_four_days():
    waiting = [page for page in NewsPage.objects.exclude(sent_at=None) if stage_of(page) == Stage.AT_BOARD]
    days = {(AS_OF - page.sent_at.astimezone().date()).days for page in waiting}
    assert {1, 2, 3, 4} <= days


def test_what_was_sent_back_says_why():
    sent_back = [page for page in told() if stage_of(page) in (Stage.RETURNED_BY_LEADER, Stage.RETURNED_BY_BOARD)]
    assert sent_back != []
    for page in sent_back:
        assert len(page.current_workflow_state.current_task_state.comment) > 40


def test_every_live_piece_proves_both_approvals():
    for page in told().filter(live=True):
        board = ClearanceState.objects.of(page, step=steps.BOARD_STEP, status="approved").first()
        clearance = ClearanceState.objects.leader_clearance(board.workflow_state)
        assert rights.covers(clearance, page=page, digest=board.received_digest)
        assert board.finished_by_id != clearance.finished_by_id
        assert board.digest == page.cleared_digest == content_digest(page)
        assert clearance.finished_at <= board.started_at <= board.finished_at == page.published_at


def test_people_for_every_role():
    members = User.objects.filter(memberships__isnull=False).distinct().count()
    assert members == 6 * 4 + 26 * 2  # and one unit that has registered nobody
    groups = Counter(User.objects.exclude(groups=None).values_list("groups__name", flat=True))
    assert groups == {
        "Trưởng Ban Biên tập": 1,
        "Biên tập viên": 2,
        "Thường trực Ban Biên tập": 2,
        "Người xem báo cáo": 2,
        "Kế toán": 1,
        "Thủ trưởng đơn vị": 1,
        "Quản trị": 1,
    }


def test_no_piece_is_told_twice():
    titles = Counter(told().filter(unit__slug__in=FULL_UNITS).values_list("title", flat=True))
    assert titles.most_common(1)[0][1] == 1
