"""The desk's screens around closing, in a real browser: accessible, and whole on a phone."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.scores import objections
from submissions.models import Category
from tests import factories
from tests.browser.looking import found_on, in_lines
from tests.compliance.closed_figures import closed, numbers
from tests.compliance.years import published

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

LONG = "Trung tâm Văn hóa - Thông tin và Thể thao thành phố Phan Thiết"


@pytest.fixture
def addresses(db):
    """The screens by name: one period closed, the next one over and due, a piece late, an objection unanswered."""
    due = ReportingPeriod.current(rules=all_rules()).previous
    past = due.previous
    ward = factories.UnitFactory(name="UBND phường Phú Thủy")
    centre = factories.UnitFactory(name=LONG, kind_id="service_unit")
    closed(past.year, past.month, {ward: numbers(sent=1, published=1), centre: numbers()})
    when = f"{due.last_day} 08:00:00"
    category = Category.objects.get(slug="van-ban")
    published(ward, when=when, title="Quyết định về việc", category=category, milestone_date=past.first_day)
    contributor = factories.contributor_of(ward)
    objections.object_to(ward, year=past.year, text="Tháng trước đã gửi đúng hạn.", user=contributor)
    query = f"?{urlencode({'period': past.key})}"
    return {
        "home": reverse("wagtailadmin_home"),
        "table": reverse("compliance:report") + query,
        "closing": reverse("compliance:closing"),
        "papers": reverse("compliance:papers") + query,
        "print": reverse("compliance:print") + query,
        "year": reverse("year:year"),
        "scores": reverse("scores:scores"),
        "points": reverse("scores:unit", args=[past.year, ward.pk]),
        "coverage": f"{reverse('coverage:coverage')}?{urlencode({'period': due.key})}",
        "officers": reverse("officers:register"),
    }


@pytest.fixture
def desk():
    return factories.UserFactory(username="desk", groups=["Thường trực Ban Biên tập"])


def test_axe_finds_nothing_and_all_can_be_read(addresses, desk, open_on):
    found = found_on(open_on(desk), addresses)
    assert found == {}, in_lines(found)
