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
from wagtail.models import Page, Site

from submissions.chain import decisions, notifications, submitting, timing
from submissions.chain.scheduling import publish_due
from submissions.models import NewsPage, Notice, UnitMembership
from submissions.rights import positions
from tests import factories, workflow
from tests.plugins.told import telling
from tests.workflow import again, approve_as, fresh, send_back_as, submit

DOC = Path(__file__).parents[3] / "docs" / "notifications.md"
REASON = "Thiếu thời gian & địa điểm; “ảnh” mờ."
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


class Cast:
    """Everybody who might be told, and everybody who must not be."""

    def __init__(self):
        make = factories.UserFactory
        self.unit, self.other_unit = factories.UnitFactory(), factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit, username="contributor")
        self.colleague = factories.contributor_of(self.unit, username="colleague")
        self.leader = factories.leader_of(self.unit, username="leader")
        self.deputy = factories.leader_of(self.unit, username="deputy")
        self.editor = factories.editor(username="editor")
        self.second_editor = factories.editor(username="second_editor")
        self.head = make(username="head", groups=["Trưởng Ban Biên tập"])
        self.desk = make(username="desk", groups=["Thường trực Ban Biên tập"])
        factories.contributor_of(self.other_unit, username="other_contributor")
        factories.leader_of(self.other_unit, username="other_leader")
        for role in ("Người xem báo cáo", "Kế toán", "Quản trị"):
            make(groups=[role])
        make(username="superuser", is_superuser=True)
        make(username="closed_editor", groups=["Biên tập viên"], is_active=False)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        for role in UnitMembership.Role:
            factories.MembershipFactory(
                unit=self.unit, role=role, valid_to=yesterday, user=make(username=f"former_{role}")
            )
        self.words = {
            "writers": {self.contributor},
            "leaders": {self.leader, self.deputy},
            "board": {self.editor, self.second_editor, self.head, self.desk},
        }

    def draft(self):
        return factories.news(self.unit, owner=self.contributor, image=factories.photo(self.unit))

    def at_leader(self):
        return submit(self.draft(), self.contributor)

    def at_board(self):
        return approve_as(self.at_leader(), self.leader)

    def returned_by_board(self):
        return send_back_as(self.at_board(), self.editor, REASON)

    def published(self):
        return approve_as(self.at_board(), self.editor)

    def scheduled(self):
        page = self.at_board()
        at = timezone.now() + datetime.timedelta(days=1)
        timing.publish(pk=page.pk, user=again(self.editor), position=positions.reading_position(page), at=at)
        return fresh(page)

    def with_unit_draft(self):
        return self.edited(self.published(), self.contributor)

    def edited(self, page, user, title="Tiêu đề mới của tin"):
        version = fresh(page).get_latest_revision_as_object()
        version.title = title
        version.save_revision(user=user)
        return fresh(page)


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
    "sent back by the leader": (Cast.at_leader, lambda c, p: send_back_as(p, c.leader, REASON), "leader"),
    "sent back by the board": (Cast.at_board, lambda c, p: send_back_as(p, c.editor, REASON), "editor"),
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


def sent():
    """[(kind, recipient's address)] of the outbox, each mail once."""
    return sorted((notice.kind, notice.email.to[0]) for notice in Notice.objects.exclude(email=None))


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
            assert reverse("submissions:piece", args=[page.pk]) in mail.message
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


def test_the_mail_about_a_publication_leads_to_the_public_page(cast, client):
    page = cast.published()
    mail = Email.objects.filter(notice__page=page, notice__kind="published").first()
    address = re.search(r"Trên trang công khai: (\S+)", mail.message).group(1)
    assert address == f"{settings.WAGTAILADMIN_BASE_URL}{page.url}"
    assert client.get(page.url).status_code == 200


@pytest.fixture
def other_sites():
    """Wagtail keeps what it knows of sites in the cache, which a test that rolls back leaves to the next one."""
    yield
    Site.clear_site_root_paths_cache()


def test_where_there_are_several_sites_it_leads_to_the_pieces_own(cast, other_sites):
    """Wagtail then names the host of each page's site in its address."""
    Site.objects.update(hostname="phanthiet.example", port=443)
    elsewhere = Page.objects.get(depth=1).add_child(instance=Page(title="Du lịch", slug="du-lich"))
    Site.objects.create(hostname="dulich.example", port=80, root_page=elsewhere)
    page = cast.published()
    Notice.objects.filter(page=page).delete()
    notifications.published(page)
    mail = Email.objects.filter(notice__page=page).last()
    address = re.search(r"Trên trang công khai: (\S+)", mail.message).group(1)
    assert address == page.full_url
    assert address.startswith("https://phanthiet.example/")


def test_repeated_event_writes_no_second_mail(cast):
    page = cast.at_leader()
    before = sent()
    notifications.step_started(page.current_workflow_task_state.specific, user=cast.contributor)
    assert sent() == before


def test_who_does_it_is_not_told_though_a_recipient(cast):
    submit(cast.draft(), cast.leader)
    assert sent() == [("waits_for_leader", cast.deputy.email)]


def test_each_taking_down_is_told(cast):
    page = cast.published()
    told = []
    for _time in range(2):
        decisions.take_down(pk=page.pk, user=again(cast.editor), reason=REASON)
        told.append([kind for kind, _address in sent()].count("taken_down"))
        timing.publish(pk=page.pk, user=again(cast.editor), position=positions.reading_position(fresh(page)))
    assert told == [3, 6]


def test_who_wrote_it_and_has_left_is_told_nothing(cast):
    page = cast.at_leader()
    UnitMembership.objects.filter(user=cast.contributor).update(valid_to=timezone.localdate())
    send_back_as(page, cast.leader, REASON)
    assert cast.contributor.email not in {address for _kind, address in sent()}


@pytest.mark.parametrize("title", ["Giảm {% 50 %} giá vé", "Mừng {{ ngày }} hội", "Tin & ảnh {# mới #} <hay>"])
def test_a_title_is_text_in_a_mail_and_no_template(cast, title):
    """What sends mails takes a text for a template, which would stop the decision, or leave words out."""
    page = factories.news(cast.unit, owner=cast.contributor, title=title)
    submit(page, cast.contributor)
    [mail] = Email.objects.filter(to=cast.leader.email)
    assert title in mail.subject
    assert title in mail.message


def test_person_without_address_gets_a_notice_and_no_mail(cast):
    cast.leader.email = ""
    cast.leader.save()
    page = cast.at_leader()
    assert [kind for kind, address in sent()] == ["waits_for_leader"]
    assert Notice.objects.get(recipient=cast.leader, page=page).email is None
    assert approve_as(page, cast.leader).sent_at is not None


def test_two_people_of_one_mailbox_get_one_mail_each(cast):
    for leader in (cast.leader, cast.deputy):
        leader.email = "phuong@phanthiet.example"
        leader.save()
    cast.at_leader()
    assert sent() == [("waits_for_leader", "phuong@phanthiet.example")] * 2


def test_submitting_from_the_piece_page_writes_the_same_mails(cast):
    page = cast.draft()
    submitting.submit(pk=page.pk, user=again(cast.contributor), position=positions.reading_position(page))
    assert {address for kind, address in sent()} == {cast.leader.email, cast.deputy.email}


def test_workflow_drivers_and_screens_tell_the_same_story(cast):
    """The drivers of the tests go the way of the screens: the same mails come of both."""
    page = workflow.publish_through_chain(
        cast.draft(), contributor=cast.contributor, leader=cast.leader, editor=cast.editor
    )
    kinds = {kind for kind, _address in sent()}
    assert page.live and kinds == {"waits_for_leader", "reached_board", "passed_by_leader", "published"}


def test_the_account_offers_no_switches_of_mails_that_are_never_sent(cast, client):
    client.force_login(cast.editor)
    account = client.get(reverse("wagtailadmin_account"))
    assert account.status_code == 200
    assert "notifications-" not in account.content.decode()
