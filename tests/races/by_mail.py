"""A decision by the link in a mail, and another at the same moment: by the same link, or on the screen."""

from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import PageLogEntry, TaskState

from submissions.models import DecisionLink, NewsPage, User
from submissions.rights import positions
from tests import factories, workflow
from tests.races.sides import answered
from tests.submissions.by_mail.visitor import mail_to, path_in, place_of


class LinkTwice:
    """One link, opened in two browsers, approves in one and sends back in the other."""

    actions = ("approve", "reject")

    def __init__(self):
        self.unit = factories.UnitFactory(slug=f"race-{type(self).__name__.lower()}")
        self.contributor = factories.contributor_of(self.unit)
        self.leader, self.deputy = factories.leader_of(self.unit), factories.leader_of(self.unit)

    def prepare(self, number):
        Email.objects.all().delete()
        page = factories.news(self.unit, owner=self.contributor, title=f"Qua thư, lượt {number}")
        page = workflow.submit(page, self.contributor)
        path = path_in(mail_to(self.leader))
        state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk")
        return {
            "page": page.pk,
            "state": state.pk,
            "path": path,
            "place": place_of(path),
            "position": positions.reading_position(page),
            "people": [self.leader.pk, self.deputy.pk],
        }

    @classmethod
    def sent(cls, side, data):
        """The browser of a side, ready to send, with what it sends and where to."""
        return by_link(data, cls.actions[side])

    @classmethod
    def act(cls, side, data, barrier):
        client, place, form = cls.sent(side, data)
        barrier.wait(60)
        return answered(side, lambda: client.post(place, form))

    def judge(self, data, replies):
        state = TaskState.objects.get(pk=data["state"])
        actions = ("wagtail.workflow.approve", "wagtail.workflow.reject")
        if PageLogEntry.objects.filter(page=data["page"], action__in=actions).count() != 1:
            yield "not one log entry"
        if any(reply["status"] == 500 for reply in replies):
            yield "server error"
        if state.status == TaskState.STATUS_IN_PROGRESS:
            yield "nobody decided"
        yield from self.judge_link(data, state, replies)
        kinds = list(Email.objects.values_list("to", "subject"))
        if len(kinds) != len({(str(to), subject) for to, subject in kinds}):
            yield "a mail twice"

    def judge_link(self, data, state, replies):
        link = DecisionLink.objects.get(page=data["page"], user=self.leader)
        if link.step_id != state.pk or link.used_at is None:
            yield "the link is not noted as used"
        if sorted(reply["status"] for reply in replies) not in ([302, 409], [302, 410]):
            yield "the second was not told"


class LinkAndScreen(LinkTwice):
    """The leader approves by the link while the deputy sends back on the screen."""

    @classmethod
    def sent(cls, side, data):
        if side == 0:
            return by_link(data, "approve")
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][1]))
        form = {"position": data["position"], "reason": "Cần sửa."}
        return client, reverse("submissions:send_back", args=[data["page"]]), form

    def judge_link(self, data, state, replies):
        link = DecisionLink.objects.get(page=data["page"], user=self.leader)
        by_the_link = state.finished_by_id == self.leader.pk
        if (link.used_at is not None) != by_the_link or (state.status == TaskState.STATUS_APPROVED) != by_the_link:
            yield "the link is noted against the decision"
        [answer] = [reply["status"] for reply in replies if reply["side"] == 0]
        if answer != (302 if by_the_link else 409):
            yield "the second was not told"
        if NewsPage.objects.get(pk=data["page"]).sent_at is not None and not by_the_link:
            yield "passed on against the decision"


def by_link(data, action):
    client = Client()
    client.force_login(User.objects.get(pk=data["people"][0]))
    client.get(data["path"])
    return client, data["place"], {"action": action, "reason": "Cần sửa."}
