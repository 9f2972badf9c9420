"""What the table of coverage says of projects and plans: Decree 43/2011/NĐ-CP, Article 17, by the decree of the day."""

import datetime

import pytest
import time_machine

from compliance.coverage.table import State, make_coverage
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from planning.models import PlanPage, ProjectPage, StatisticsPage, TenderPage
from tests import factories, statements
from tests.compliance.stories import at
from tests.planning.stories import public
from tests.plugins.told import told

pytestmark = pytest.mark.django_db
# Ten working days from Monday 6 May 2019: the last one is Monday 20 May.
APPROVED = datetime.date(2019, 5, 6)


@told
def board():
    return factories.editor(), factories.editor()


def published(model, board, *, when, **fields):
    with time_machine.travel(at(when), tick=False):
        return public(model, board, **{"approved_on": APPROVED} | fields)


def line_of(slug):
    with time_machine.travel(at("2019-05-24 12:00:00"), tick=False):
        table = make_coverage(ReportingPeriod.current(rules=all_rules()))
    return {line.category.slug: line for line in table.lines}[slug]


@pytest.mark.parametrize("model", [ProjectPage, TenderPage, PlanPage])
@pytest.mark.parametrize(("when", "is_late"), [("2019-05-20 16:00:00", False), ("2019-05-21 08:00:00", True)])
def test_ten_working_days_from_the_approval(board, model, when, is_late):
    page = published(model, board, when=when)
    line = line_of(model.CATEGORY)
    assert (line.state, line.number) == (State.FED, 1)
    late = f"{page.title} (ngày mốc 06/05/2019, hạn 20/05/2019, đăng 21/05/2019)"
    assert line.late_text == (late if is_late else "")


def test_what_has_no_approval_yet_is_not_late_and_is_said(board):
    published(ProjectPage, board, when="2019-05-21 08:00:00", approved_on=None)
    assert line_of("du-an-dau-thau").late_text == "1 tin, bài chưa ghi ngày mốc"


def test_statistics_are_never_missing_and_never_late_where_the_article_does_not_bind(board):
    assert line_of("thong-ke").state == State.NOT_BINDING
    published(StatisticsPage, board, when="2019-05-23 08:00:00")
    line = line_of("thong-ke")
    assert (line.state, line.number, line.late_text) == (State.FED, 1, "")


def test_a_new_version_does_not_make_it_late(board):
    """The term runs to the first publication; what a project comes to later is no new duty."""
    page = published(ProjectPage, board, when="2019-05-08 08:00:00")
    with time_machine.travel(at("2019-05-23 08:00:00"), tick=False):
        page = statements.change(page, by=board[0], state="trien-khai")
        statements.publish(page, by=board[1])
    assert line_of("du-an-dau-thau").late_text == ""
