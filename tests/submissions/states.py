"""A piece in each state of docs/rights.md, and the people of its table."""

import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from submissions.chain import decisions
from submissions.models import NewsDocument, UnitMembership
from tests import factories, workflow

RIGHTS = Path(__file__).parents[2] / "docs" / "rights.md"
NEW_TITLE = "Bản sửa của đơn vị chưa ai duyệt"


def rights_table():
    """{state: {action: set of words}} as docs/rights.md has it."""
    section = RIGHTS.read_text(encoding="utf-8").partition("## State × action")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    head, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        row[0]: {action: set(cell.split(", ")) - {"–"} for action, cell in zip(head[1:], row[1:], strict=True)}
        for row in rows
    }


class Cast:
    """One account for each actor, and the words of the rights table that apply to it."""

    WORDS = {
        "contributor": {"contributor"},
        "other_contributor": set(),
        "leader": {"leader"},
        "other_leader": set(),
        "leader_contributor": {"leader", "contributor"},
        "leader_editor": {"leader", "board"},
        "contributor_editor": {"contributor", "board", "board*"},
        "editor": {"board", "board*", "board°"},
        "desk": {"desk"},
        "official": set(),
        "accountant": set(),
        "director": set(),
        "administrator": set(),
        "superuser": {"superuser"},
        "anonymous": set(),
        "expired": set(),
    }

    # {state: a copy of the piece in it}, of the states that the test's module has TOLD: see `cast` in conftest.
    told = {}

    def __init__(self):
        make = factories.UserFactory
        self.unit, self.other_unit = factories.UnitFactory(), factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit, username="contributor")
        self.other_contributor = factories.contributor_of(self.other_unit, username="other_contributor")
        self.leader = factories.leader_of(self.unit, username="leader")
        self.other_leader = factories.leader_of(self.other_unit, username="other_leader")
        self.leader_contributor = factories.leader_of(self.unit, username="leader_contributor")
        factories.MembershipFactory(unit=self.unit, user=self.leader_contributor)
        self.leader_editor = factories.leader_of(self.unit, username="leader_editor")
        self.leader_editor.groups.set(factories.editor(username="spare").groups.all())
        self.contributor_editor = factories.contributor_of(self.unit, username="contributor_editor")
        self.contributor_editor.groups.set(self.leader_editor.groups.all())
        self.editor = factories.editor(username="editor")
        self.desk = make(username="desk", groups=["Thường trực Ban Biên tập"])
        self.official = make(username="official", groups=["Người xem báo cáo"])
        self.accountant = make(username="accountant", groups=["Kế toán"])
        self.director = make(username="director", groups=["Thủ trưởng đơn vị"])
        self.administrator = make(username="administrator", groups=["Quản trị"])
        self.superuser = make(username="superuser", is_superuser=True)
        self.anonymous = AnonymousUser()
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        self.expired = factories.MembershipFactory(
            unit=self.unit, user=make(username="expired"), valid_to=yesterday, role=UnitMembership.Role.LEADER
        ).user
        self.photo = factories.photo(self.unit)

    def words_of(self, actor):
        return self.WORDS[actor]


def make_piece(state, cast):
    """A piece of the cast's unit in `state`; whoever approved as leader is `leader_editor`.

    The first one in a state that the module has TOLD is there already.
    """
    told = cast.told.pop(state, None)
    return told() if told else BUILDERS[state](cast)


def _draft(cast):
    return factories.news(cast.unit, owner=cast.contributor, image=cast.photo)


def _at_leader(cast):
    return workflow.submit(_draft(cast), cast.contributor)


def _at_board(cast):
    return workflow.approve_as(_at_leader(cast), cast.leader_editor)


def _published(cast):
    return workflow.approve_as(_at_board(cast), cast.editor)


def _scheduled(cast, *, days=2):
    page = _at_board(cast)
    version = page.get_latest_revision_as_object()
    version.go_live_at = timezone.now() + datetime.timedelta(days=days)
    version.save_revision(user=cast.editor)
    return workflow.approve_as(page, cast.editor)


def _cleared(cast):
    page = _scheduled(cast)
    revision = page.scheduled_revision
    revision.approved_go_live_at = None
    revision.save()
    return workflow.fresh(page)


def _with_unit_draft(page, cast):
    draft = page.get_latest_revision_as_object()
    draft.title = NEW_TITLE
    draft.body = [("text", RichText("<p>Nội dung mới, lãnh đạo chưa xem.</p>"))]
    draft.save_revision(user=cast.contributor)
    Page.objects.filter(pk=page.pk).update(draft_title=NEW_TITLE)
    return workflow.fresh(page)


def _taken_down(cast):
    page = _published(cast)
    decisions.take_down(pk=page.pk, user=workflow.again(cast.editor), reason="Thông tin chưa chính xác.")
    return workflow.fresh(page)


def _published_at_leader(cast):
    return workflow.submit(_with_unit_draft(_published(cast), cast), cast.contributor)


BUILDERS = {
    "draft": _draft,
    "at_leader": _at_leader,
    "returned_by_leader": lambda cast: workflow.send_back_as(_at_leader(cast), cast.leader),
    "at_board": _at_board,
    "returned_by_board": lambda cast: workflow.send_back_as(_at_board(cast), cast.editor),
    "scheduled": _scheduled,
    "cleared": _cleared,
    "published": _published,
    "published_unit_draft": lambda cast: _with_unit_draft(_published(cast), cast),
    "published_at_leader": _published_at_leader,
    "published_at_board": lambda cast: workflow.approve_as(_published_at_leader(cast), cast.leader_editor),
    "taken_down": _taken_down,
    "taken_down_unit_draft": lambda cast: _with_unit_draft(_taken_down(cast), cast),
}

# The states before each decision run with every `make test` and on both databases; the others with the slow tests.
QUICK = {"at_leader", "at_board"}
OTHERS = [pytest.mark.slow, pytest.mark.sqlite]


def each_state(states=tuple(BUILDERS)):
    """Parameters for a test that tries everybody in each of `states`."""
    return [pytest.param(state, marks=() if state in QUICK else OTHERS) for state in states]


SECRET = "BÍ-MẬT"


def secret_document(cast, *, name="ke-hoach-mat.pdf", **fields):
    file = ContentFile(b"%PDF-1", name=name)
    return NewsDocument.objects.create(title=SECRET, collection=cast.unit.collection, file=file, **fields)
