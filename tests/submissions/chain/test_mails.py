"""Who is told what at each transition, as docs/notifications.md has it: exact sets, one mail each."""

import datetime
import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from submissions.chain import decisions, notifications, timing
from submissions.chain.scheduling import publish_due
from submissions.models import NewsPage, Notice
from submissions.rights import positions
from tests.plugins.told import telling
from tests.submissions.chain.told_by_mail import REASON, Cast, sent
from tests.workflow import again, approve_as, send_back_as, submit

DOC = Path(__file__).parents[3] / "docs" / "notifications.md"
MAILS = Path(notifications.__file__).parents[1] / "templates" / "submissions" / "chain" / "mail"

pytestmark = pytest.mark.django_db


def table():
    """{transition: {kind: set of words}} as the document has it."""
    lines = DOC.read_text().partition("## Transition × recipients")[2].partition("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][2:]
    expected = {}
    for transition, kind, recipients in rows:
        kinds = expected.setdefault(transition, {})
        if kind != "–":
            kinds[kind] = set(recipients.split(", "))
    return expected


def after_the_set_time():
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        publish_due()


def correct(cast, page):
    page = cast.edited(page, cast.editor)
    timing.publish(pk=page.pk, user=again(cast.editor), position=positions.reading_position(page))


# Transition → (what was before, what happens, who does it).
STORIES = {
    "submitted": (Cast.draft, lambda c, p: submit(p, c.contributor), "contributor"),
    "submitted again after the leader sent it back": (
        lambda c: send_back_as(c.at_leader(), c.leader),
        lambda c, p: submit(p, c.contributor),
        "contributor",
    ),
    "approved by the leader": (Cast.at_leader, lambda c, p: approve_as(p, c.leader), "leader"),
    "sent back by the leader": (Cast.approved_before, lambda c, p: send_back_as(p, c.leader, REASON), "leader"),
    "sent back by the board": (
        lambda c: approve_as(c.approved_before(), c.leader),
        lambda c, p: send_back_as(p, c.editor, REASON),
        "editor",
    ),
    "submitted again with changes after the board sent it back": (
        lambda c: c.edited(c.returned_by_board(), c.contributor),
        lambda c, p: submit(p, c.contributor),
        "contributor",
    ),
    "submitted again unchanged after the board sent it back": (
        Cast.returned_by_board,
        lambda c, p: submit(p, c.colleague),
        "colleague",
    ),
    "withdrawn from the leader": (
        Cast.at_leader,
        lambda c, p: decisions.withdraw(pk=p.pk, user=again(c.contributor)),
        "contributor",
    ),
    "withdrawn from the board": (
        Cast.at_board,
        lambda c, p: decisions.withdraw(pk=p.pk, user=again(c.contributor)),
        "contributor",
    ),
    "published": (Cast.at_board, lambda c, p: approve_as(p, c.editor), "editor"),
    "scheduled": (
        Cast.at_board,
        lambda c, p: timing.publish(
            pk=p.pk,
            user=again(c.editor),
            position=positions.reading_position(p),
            at=timezone.now() + datetime.timedelta(days=1),
        ),
        "editor",
    ),
    "published at the set time": (Cast.scheduled, lambda c, p: after_the_set_time(), None),
    "corrected by the board after publication": (Cast.published, correct, "editor"),
    "taken down": (
        Cast.published,
        lambda c, p: decisions.take_down(pk=p.pk, user=again(c.editor), reason=REASON),
        "editor",
    ),
    "unit's newer version set aside": (
        Cast.with_unit_draft,
        lambda c, p: decisions.set_aside_draft(pk=p.pk, user=again(c.editor), reason=REASON),
        "editor",
    ),
    "marked as a duplicate": (
        Cast.published,
        lambda c, p: decisions.mark_duplicate(pk=p.pk, user=again(c.editor), of=c.published()),
        "editor",
    ),
}


@pytest.fixture(scope="module")
def cast_told(tell):
    return tell(Cast)


def forget():
    """Empty the outbox; what was told stays noted, as it does when old mails are cleared away."""
    Email.objects.all().delete()


def test_every_transition_of_the_document_has_a_story():
    assert set(table()) == set(STORIES)
    kinds = {kind for kinds in table().values() for kind in kinds}
    assert len(kinds) == 9
    assert all((MAILS / f"{kind}.txt").exists() for kind in kinds)


class TestEachTransition:
    """After one transition, with the mails of what was before it cleared away."""

    @pytest.fixture(scope="class", params=STORIES)
    @classmethod
    def happened(cls, request, tell, cast_told, django_db_blocker):
        """(name of the transition, key of the piece): told once for the tests of the class, and taken back."""

        def story():
            cast = cast_told()
            before, act, _actor = STORIES[request.param]
            page = before(cast)
            forget()
            act(cast, page)
            return page.pk

        with telling(django_db_blocker.unblock) as tell_transition:
            yield request.param, tell_transition(story)()

    def test_exact_recipients(self, cast, happened):
        transition, pk = happened
        Notice.objects.exclude(page=pk).delete()
        actor = STORIES[transition][2]
        person = getattr(cast, actor) if actor else None
        expected = []
        for kind, words in table()[transition].items():
            people = set().union(*(cast.words[word] for word in words))
            expected += [(kind, someone.email) for someone in people - {person}]
        assert sent() == sorted(expected)
        assert Email.objects.filter(notice__in=Notice.objects.all()).count() == len(expected)

    def test_mail_says_what_who_why_and_where(self, cast, happened):
        transition, pk = happened
        page = NewsPage.objects.get(pk=pk)
        mails = Email.objects.filter(notice__page=page)
        assert mails.exists() == bool(table()[transition])
        for mail in mails[:1]:
            assert page.title in mail.subject and "\n" not in mail.subject
            assert page.title in mail.message and page.unit.name in mail.message
            # What a leader decides on leads there by a link of the own (tests/submissions/by_mail).
            by_mail = mail.notice.kind == "waits_for_leader"
            where = reverse("by_mail:open") if by_mail else reverse("submissions:piece", args=[page.pk])
            assert where in mail.message
            back = reverse("submissions:quick", args=[page.pk])
            assert (back in mail.message) == transition.startswith("sent back")
            assert "&amp;" not in mail.message and "{{" not in mail.message and "None" not in mail.message
            if actor := STORIES[transition][2]:
                told = str(getattr(cast, actor)) in mail.message
                assert told or transition == "published"
            for address in re.findall(r"https?://\S+", mail.message):
                assert address.startswith(f"{settings.WAGTAILADMIN_BASE_URL}/"), "every link leads to BASE_URL"
            if transition.startswith("sent back") or transition in ("taken down", "unit's newer version set aside"):
                assert REASON in mail.message
