"""Projects, tenders, plans and statistics for the tests: complete drafts of the board, published, many at once."""

import datetime

import pytest
from django.utils import timezone

from library.models import Field
from planning.models import (
    PlanPage,
    PlansPage,
    ProjectPage,
    ProjectsPage,
    StatisticsIndexPage,
    StatisticsPage,
    TenderPage,
    TendersPage,
)
from submissions.models import Category
from tests import statements
from tests.soup import soup_of

DAY = datetime.date(2019, 3, 4)
PLACES = {
    ProjectPage: ProjectsPage,
    TenderPage: TendersPage,
    PlanPage: PlansPage,
    StatisticsPage: StatisticsIndexPage,
}
PROJECTS, TENDERS, PLANS, STATISTICS = "/du-an/", "/dau-thau/", "/quy-hoach-ke-hoach/", "/thong-ke/"
ADDRESSES = dict(zip(PLACES, (PROJECTS, TENDERS, PLANS, STATISTICS), strict=True))
every_kind = pytest.mark.parametrize("model", PLACES)
COMPLETE = {
    ProjectPage: {
        "title": "Nâng cấp, mở rộng đường Hùng Vương",
        "goal": "Giảm ùn tắc giao thông khu vực trung tâm",
        "kind": "Xây dựng mới, nhóm C",
        "first_year": 2019,
        "last_year": 2021,
        "cost_from": 12_500_000_000,
        "funding": "ngan-sach",
        "sponsor": "Ngân sách địa phương",
        "state": "chuan-bi",
    },
    TenderPage: {
        "title": "Gói thầu số 02: Thi công mặt đường",
        "kind": "xay-lap",
        "estimate": 8_200_000_000,
        "bids_until": datetime.datetime(2019, 4, 1, 9, tzinfo=timezone.get_default_timezone()),
    },
    PlanPage: {
        "title": "Kế hoạch sử dụng đất năm 2019",
        "field": "xay-dung-dat-dai",
        "extract": "Danh mục công trình, dự án thực hiện trong năm",
        "first_year": 2019,
    },
    StatisticsPage: {
        "title": "Tình hình kinh tế – xã hội quý I",
        "method": "Báo cáo thống kê định kỳ",
        "surveyed_from": datetime.date(2019, 3, 1),
        "first_year": 2019,
        "period": "Quý I/2019",
    },
}


def draft(model, *, by, files=(), **fields):
    """A draft of a `model` that `by` has written: complete but for what `fields` say otherwise."""
    given = COMPLETE[model] | {"approved_on": DAY, "category": Category.objects.get(slug=model.CATEGORY)} | fields
    if model is ProjectPage:
        given.setdefault("field", Field.objects.order_by("pk").first())
    page = model(owner=by, **given)
    for file in files:
        page.files.create(file=file)
    PLACES[model].objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return statements.fresh(page)


def public(model, board, **fields):
    """One that the first of `board` wrote and the second published."""
    writer, reader = board
    return statements.publish(draft(model, by=writer, **fields), by=reader)


def text(element):
    return " ".join(element.get_text(" ", strip=True).split())


def listed(client, address, **asked):
    response = client.get(address, asked)
    assert response.status_code == 200
    return [text(title) for title in soup_of(response).select(".publication-card__title")]
