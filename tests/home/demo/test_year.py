"""The year before the story, and what some pieces have beside text and photo."""

from datetime import date

import pytest
from django.test import TestCase
from django.utils.timezone import localtime
from wagtail.models import Page

from about.models.leaders import published_leaders_of
from compliance.closing.closing import close_due
from compliance.closing.verifying import closed_in_order, differences
from compliance.models import ClosedPeriod, ClosedRow
from compliance.year.matrix import make_year
from home.demo.city import build
from home.demo.invented.news import FULL_UNITS
from home.demo.invented.parts import PARTS
from home.demo.invented.stories import pieces_of
from home.demo.year.plan import PERIODS, earlier_stories
from home.models import SearchEntry
from submissions.body.content import content_digest
from submissions.media.pictures import is_whole
from submissions.models import NewsPage, Unit
from submissions.rights.stages import Stage, has_unit_draft, stage_of
from submissions.units.loading_units import load_units
from vietnamese.dates import start_of_day

AS_OF = date(2026, 11, 30)
UNITS = ("phuong-mui-ne", "phuong-phu-thuy", "phong-noi-vu")
pytestmark = pytest.mark.slow


class TheYear(TestCase):
    @classmethod
    def setUpTestData(cls):
        build(as_of=AS_OF, only=UNITS, with_year=True, picture_size=(240, 160))

    def test_twelve_periods_are_closed_and_a_whole_year_has_figures(self):
        close_due()
        assert ClosedPeriod.objects.count() == PERIODS + 2
        previous = None
        for closed in closed_in_order():
            assert list(differences(closed, previous=previous)) == []
            previous = closed
        year = make_year(2026)
        assert [period.month for period in year.begun] == list(range(1, 13))
        for slug in UNITS:
            rows = ClosedRow.objects.filter(unit__slug=slug)
            assert sum(row.counted for row in rows) >= PERIODS
            assert {row.result for row in rows} >= {"met"}
        # Nothing was carried over: each piece counts in the period in which it was sent.
        assert all(row.sent_published == row.published for row in ClosedRow.objects.all())

    def test_a_piece_is_as_the_chain_leaves_it(self):
        first = NewsPage.objects.live().order_by("published_at").first()
        assert (AS_OF - localtime(first.published_at).date()).days > 330
        for page in NewsPage.objects.live().filter(published_at__lt=start_of_day(date(2026, 8, 20))):
            assert stage_of(page) == Stage.PUBLISHED
            assert not has_unit_draft(page)
            assert page.cleared_digest == content_digest(page)
            assert page.live_revision_id == page.latest_revision_id == page.cleared_revision_id
            assert page.sent_at < page.published_at
            moment = localtime(page.published_at)
            assert moment.weekday() < 5 and 7 <= moment.hour < 17
            assert "{" not in page.title + page.lead
            assert SearchEntry.objects.filter(page=page.pk).exists()
        assert not any(Page.find_problems())
        assert self.client.get(first.url).status_code == 200

    def test_a_ward_shows_its_leaders_with_portraits(self):
        ward = Unit.objects.get(slug="phuong-phu-thuy")
        leaders = published_leaders_of(ward)
        assert [leader.name for leader in leaders] == [row.name for row in ward.contact.leaders.all()]
        assert all(is_whole(leader.portrait, "portrait") for leader in leaders)

    def test_pieces_have_tables_several_photos_and_files(self):
        bodies = [{block["type"] for block in page.body.raw_data} for page in NewsPage.objects.live()]
        assert {"table", "gallery", "file"} <= set().union(*bodies)
        page = next(page for page in NewsPage.objects.live() if page.title.startswith("Mũi Né ra quân"))
        assert self.client.get(page.url).text.count("Tranh minh họa") >= 4


@pytest.mark.django_db
def test_the_same_day_gives_the_same_year():
    load_units()
    units = list(Unit.objects.filter(slug__in=(*UNITS, "thanh-tra-thanh-pho", "dai-truyen-thanh")))
    told, again = (earlier_stories(units, as_of=AS_OF) for _time in (1, 2))
    assert list(map(repr, told)) == list(map(repr, again))
    assert {story.unit.slug for story in told} == {unit.slug for unit in units} - {"thanh-tra-thanh-pho"}
    assert len([story for story in told if story.unit.slug == "dai-truyen-thanh"]) >= 12 * PERIODS


@pytest.mark.django_db
def test_each_part_belongs_to_a_piece_that_is_told():
    load_units()
    titles = [piece.title for unit in Unit.objects.filter(slug__in=FULL_UNITS) for piece in pieces_of(unit)]
    assert [begins for begins in PARTS if not any(title.startswith(begins) for title in titles)] == []
