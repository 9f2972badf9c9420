"""The count against an independent reading of Wagtail's own records, for histories made up at random."""

import datetime
import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, TaskState

from compliance.counting.counting import count_period
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.chain import decisions
from tests import factories, workflow
from tests.compliance.stories import Newsroom, at

FIRST_DAY = at("2026-09-20 00:00:00")
FATES = ["waiting", "published", "returned", "withdrawn", "taken down", "put up again", "older version again"]
SHORT = {"tin", "tin_anh", "thong_bao"}

piece = st.fixed_dictionaries(
    {
        "room": st.integers(0, 2),
        "fate": st.sampled_from(FATES),
        # Hours since 20 September: over the ends of three periods, to the hour of midnight.
        "sent": st.integers(0, 24 * 70) | st.sampled_from([24 * 5 - 1, 24 * 5, 24 * 35 - 1, 24 * 35]),
        "delay": st.integers(0, 24 * 20) | st.just(0),
        "photo": st.booleans(),
        "genre": st.sampled_from(["tin", "thong_bao", "phong_su"]),
        "origin": st.sampled_from(["own", "reprinted"]),
    }
)


@pytest.fixture
def rooms(db):
    kinds = ("ward", "commune", "radio")
    return [Newsroom(kind_id=kind, name=f"Đơn vị {kind}") for kind in kinds]


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(piece, min_size=1, max_size=5))
def test_random_histories(rooms, history):
    with transaction.atomic():
        for fields in history:
            live_through(rooms, fields)
        for month in (9, 10, 11, 12):
            period = ReportingPeriod.of(2026, month, rules=all_rules())
            for row in count_period(period):
                assert numbers(row) == read_from_wagtail(row.unit, period), (row.unit, period)
        transaction.set_rollback(True)


def live_through(rooms, fields):
    """One piece's way, through the chain's own code."""
    room, fate = rooms[fields["room"]], fields["fate"]
    sent = FIRST_DAY + datetime.timedelta(hours=fields["sent"])
    page = room.write(photo=fields["photo"], genre=fields["genre"], origin=fields["origin"], source="Báo Bình Thuận")
    room.send(page, when=sent)
    if fate == "returned":
        workflow.send_back_as(page, room.editor)
    elif fate == "withdrawn":
        decisions.withdraw(pk=page.pk, user=room.contributor)
    elif fate != "waiting":
        room.publish(page, when=sent + datetime.timedelta(hours=fields["delay"]))
        after_publication(page, room=room, fate=fate)


def after_publication(page, *, room, fate):
    if fate in ("taken down", "put up again"):
        decisions.take_down(pk=page.pk, user=room.editor, reason="Sai số liệu.")
    page = workflow.fresh(page)
    if fate == "put up again":
        page.get_latest_revision().publish(user=room.editor, skip_permission_checks=True)
    elif fate == "older version again":
        page.body = factories.body_blocks()
        page.save_revision(user=room.editor).publish(user=room.editor, skip_permission_checks=True)
        page.revisions.order_by("pk").first().publish(user=room.editor, skip_permission_checks=True)


def numbers(row):
    return {
        "sent": row.sent,
        "steps": [row.sent_published, row.waiting, row.returned, row.withdrawn],
        "published": [row.published, row.short, row.long],
        "counted": row.counted,
        "year": row.year_counted,
    }


def read_from_wagtail(unit, period):
    """The same numbers from the page tree, first publications, revisions and task states alone."""
    pages = [Record(page) for page in Page.objects.child_of(unit.page)]
    needs_photo = unit.kind_id != "radio"
    sent = [page for page in pages if page.reached_board and period.start <= page.reached_board < period.end]
    published = [page for page in pages if page.published_between(period.start, period.end)]
    year = [page for page in pages if page.published_between(at("2025-12-25"), period.end)]
    steps = ["published", "waiting", "returned", "withdrawn"]
    short = sum(page.content["genre"] in SHORT for page in published)
    return {
        "sent": len(sent),
        "steps": [sum(page.step == step for page in sent) for step in steps],
        "published": [len(published), short, len(published) - short],
        "counted": sum(page.counts(needs_photo) for page in published),
        "year": sum(page.counts(needs_photo) for page in year),
    }


class Record:
    """What Wagtail itself knows of one page."""

    WORDS = {"rejected": "returned", "cancelled": "withdrawn"}

    def __init__(self, page):
        self.page = page
        at_board = TaskState.objects.filter(
            workflow_state__object_id=str(page.pk), task__editorialreviewtask__isnull=False
        ).order_by("pk")
        self.reached_board = at_board[0].started_at if at_board else None
        self.content = (page.live_revision or page.latest_revision).content
        if page.first_published_at:
            self.step = "published"
        else:
            self.step = self.WORDS.get(at_board.last().status, "waiting") if at_board else None

    def published_between(self, start, end):
        return self.page.first_published_at is not None and start <= self.page.first_published_at < end

    def counts(self, needs_photo):
        photo = any(block["type"] == "photo" for block in json.loads(self.content["body"]))
        return self.page.live and self.content["origin"] != "reprinted" and (photo or not needs_photo)
