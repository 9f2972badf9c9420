"""The tables of docs/rights.md about mails: who decides with a link, and who sees, ends and sets what."""

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import DecisionLink, DecisionsByMail, KnownDevice, UnitMembership
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.submissions.by_mail.visitor import Visitor, known_visitor, place_of
from tests.submissions.states import RIGHTS
from tests.workflow import again, fresh

pytestmark = pytest.mark.django_db


def tables():
    """The two tables, each as {first cell: the others}."""
    section = RIGHTS.read_text(encoding="utf-8").partition("## Deciding from a mail")[2].partition("\n## ")[0]
    found = []
    for part in section.split("\n\n"):
        lines = [line for line in part.strip().splitlines() if line.startswith("|")]
        if lines:
            _head, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            found.append({first: rest for first, *rest in rows})
    return found


WAYS, ACTIONS = tables()


def no_account(story):
    leader = again(story.leader)
    leader.is_active = False
    leader.save()


# Who comes → (the browser, what happens to the holder meanwhile).
COMING = {
    "nobody logged in, unknown device": (lambda s: Visitor(), None),
    "nobody logged in, known device of the holder": (lambda s: known_visitor(s.leader), None),
    "nobody logged in, known device of another leader": (lambda s: known_visitor(s.deputy), None),
    "nobody logged in, known device of the contributor": (lambda s: known_visitor(s.contributor), None),
    "logged in as the holder": (lambda s: Visitor().log_in(s.leader), None),
    "logged in as another leader of the unit": (lambda s: Visitor().log_in(s.deputy), None),
    "logged in as the contributor": (lambda s: Visitor().log_in(s.contributor), None),
    "logged in as a superuser": (lambda s: Visitor().log_in(factories.UserFactory(is_superuser=True)), None),
    "the holder, account closed": (lambda s: known_visitor(s.leader), no_account),
    "the holder, membership ended yesterday": (
        lambda s: known_visitor(s.leader),
        lambda s: s.leader.memberships.update(valid_to=timezone.localdate()),
    ),
    "the holder, no longer leader": (
        lambda s: known_visitor(s.leader),
        lambda s: s.leader.memberships.update(role=UnitMembership.Role.CONTRIBUTOR),
    ),
}


def alone(story):
    DecisionsByMail.objects.update(link_alone=True)


def shared(story):
    alone(story)
    # Another writing of the same mailbox, of an account that is not in use.
    factories.UserFactory(email=story.leader.email.upper(), is_active=False)


SETTINGS = (lambda story: None, alone, shared)


def outcome(visitor, path, page):
    opened = visitor.open(path)
    sent = visitor.post(place_of(path), {"action": "approve"})
    decided = stage_of(fresh(page)) == Stage.AT_BOARD
    if opened.status_code == 200 and 'value="approve"' in opened.content.decode():
        return "decides" if decided else "?"
    if opened.status_code == 302 and opened["Location"].startswith("/admin/login/"):
        return "?" if decided else "log-in"
    return "refused" if not decided and opened.status_code == sent.status_code == 403 else "?"


def test_the_table_names_everybody_who_may_come():
    assert WAYS.keys() == COMING.keys()


@pytest.mark.parametrize("setting", range(3), ids=["by default", "own mailbox", "shared mailbox"])
@pytest.mark.parametrize("who", COMING)
def test_what_the_link_does(who, setting, story):
    path = story.path
    browser, happens = COMING[who]
    visitor = browser(story)
    SETTINGS[setting](story)
    if happens:
        happens(story)
    assert outcome(visitor, path, story.page) == WAYS[who][setting]


@pytest.mark.usefixtures("link_alone")
class TestTheLinkAlone:
    def test_never_for_the_mailbox_of_a_unit(self, story):
        path = story.path
        assert story.unit.email == "phuong@phanthiet.example"
        type(story.leader).objects.filter(pk=story.leader.pk).update(email="PHUONG@phanthiet.example")
        DecisionLink.objects.update(sent_to="PHUONG@phanthiet.example")
        assert outcome(Visitor(), path, story.page) == "log-in"

    def test_not_after_the_account_has_another_mailbox(self, story):
        """The mail lies in the old one."""
        path = story.path
        type(story.leader).objects.filter(pk=story.leader.pk).update(email="khac@phanthiet.example")
        assert outcome(Visitor(), path, story.page) == "log-in"

    @pytest.mark.parametrize("beside", ["{name}+tin@{host}", "{name}+@{host}"])
    def test_not_where_another_account_has_the_same_mailbox_behind_a_plus(self, story, beside):
        """RFC 5233: what stands behind the plus is sorted into the same mailbox, as this site's own addresses are."""
        name, _at, host = story.leader.email.partition("@")
        factories.UserFactory(email=beside.format(name=name, host=host))
        assert outcome(Visitor(), story.path, story.page) == "log-in"

    def test_asked_when_it_is_decided_and_not_when_it_was_sent(self, story):
        path, visitor = story.path, Visitor()
        assert visitor.open(path).status_code == 200
        factories.UserFactory(email=story.leader.email)
        refused = visitor.post(place_of(path), {"action": "approve"})
        assert refused.status_code == 403 and "Vui lòng đăng nhập trước" in refused.content.decode()

    def test_the_way_is_kept(self, story):
        assert outcome(Visitor(), story.path, story.page) == "decides"
        assert DecisionLink.objects.get(user=story.leader).way == DecisionLink.Way.LINK_ALONE


PEOPLE = {
    "owner": lambda story: story.leader,
    "administrator": lambda story: factories.UserFactory(groups=["Quản trị"]),
    "superuser": lambda story: factories.UserFactory(is_superuser=True),
    "deputy": lambda story: story.deputy,
    "contributor": lambda story: story.contributor,
    "editor": lambda story: story.editor,
    "desk": lambda story: factories.UserFactory(groups=["Thường trực Ban Biên tập"]),
    "official": lambda story: factories.UserFactory(groups=["Người xem báo cáo"]),
}


def sees(visitor, story, device):
    return "iPhone" in visitor.get(reverse("devices:account", args=[story.leader.pk]), follow=True).content.decode()


def ends(visitor, story, device):
    visitor.post(reverse("devices:end", args=[device.pk]))
    return KnownDevice.objects.get(pk=device.pk).ended_at is not None


def sets(visitor, story, device):
    row = DecisionsByMail.load()
    address = reverse("wagtailsettings:edit", args=["submissions", "decisionsbymail", row.pk])
    visitor.post(address, {"link_hours": "48", "device_days": "30"})
    return DecisionsByMail.objects.get().link_hours == 48


DOES = {"see_devices": sees, "end_device": ends, "set_decisions_by_mail": sets}


def test_the_table_names_every_action():
    assert ACTIONS.keys() == DOES.keys()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("action", DOES)
def test_who_does_what(action, who, story):
    device = factories.known_device(story.leader)
    visitor = Visitor()
    visitor.force_login(PEOPLE[who](story))
    allowed = who in ACTIONS[action][0].split(", ")
    assert DOES[action](visitor, story, device) == allowed
