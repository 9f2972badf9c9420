"""Two people of the board at one statement, two of the desk at one answer: done once, and just what was read."""

from django.test import Client
from django.urls import reverse

from feedback.handling import answering
from feedback.models import Question, Step
from submissions.models import User
from submissions.statements import measure
from submissions.statements.records import StatementRecord
from tests import factories, statements
from tests.browserform import form_of
from tests.feedback import stories
from tests.races.sides import answered


class OfTheBoard:
    """Three people of the board: one has written, two come at the same moment."""

    def __init__(self):
        self.writer, *self.people = (factories.editor() for _person in range(3))

    def prepare(self, number):
        page = statements.document(by=self.writer, number=f"{number + 1}/UBND-VX")
        return {"page": page.pk, "people": [person.pk for person in self.people], "read": measure.position(page)}

    @staticmethod
    def signed_in(side, data):
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        return client

    @staticmethod
    def publishes(client, data):
        return client.post(reverse("statements:publish", args=[data["page"]]), {"position": data["read"]})

    def judge(self, data, replies):
        """Names of what went wrong in this round."""
        if any(reply["status"] >= 500 for reply in replies):
            yield "server error"
        records = list(StatementRecord.objects.filter(page=data["page"]))
        if len(records) > 1:
            yield "published twice"
        if any(not data["read"].endswith(record.digest) for record in records):
            yield "published what nobody read"
        page = statements.fresh(statements.Page(pk=data["page"]))
        if page.live != bool(records):
            yield "live without its record, or the other way"
        yield from self.judge_page(page, records)


class StatementPublishedTwice(OfTheBoard):
    """Both publish what both have read."""

    @classmethod
    def act(cls, side, data, barrier):
        client = cls.signed_in(side, data)
        barrier.wait(60)
        return answered(side, lambda: cls.publishes(client, data))

    def judge_page(self, page, records):
        if not records:
            yield "published by nobody"


class StatementChangedWhilePublished(OfTheBoard):
    """One publishes what they read, the other saves other words at the same moment."""

    @classmethod
    def act(cls, side, data, barrier):
        client = cls.signed_in(side, data)
        if side == 0:
            barrier.wait(60)
            return answered(side, lambda: cls.publishes(client, data))
        address = reverse("wagtailadmin_pages:edit", args=[data["page"]])
        form = form_of(client.get(address)) | {"extract": "V/v hoàn toàn khác"}
        barrier.wait(60)
        return answered(side, lambda: client.post(address, form))

    def judge_page(self, page, records):
        if page.live and page.extract == "V/v hoàn toàn khác":
            yield "the change of one person is public"


class AnswerSentTwice:
    """Two of the desk send one approved answer."""

    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor, self.leader = factories.contributor_of(self.unit), factories.leader_of(self.unit)
        self.people = [factories.UserFactory(groups=[stories.DESK]) for _person in range(2)]

    def prepare(self, number):
        asked = stories.ask(email=f"nguoi.hoi.{number}@thu.example")
        question = stories.do(answering.forward, asked, self.people[0], unit=self.unit)
        question = stories.do(answering.write_answer, question, self.contributor, text="Đội đã thay bóng đèn.")
        question = stories.do(answering.approve, question, self.leader)
        people = [person.pk for person in self.people]
        return {"question": question.pk, "people": people, "read": question.position}

    @classmethod
    def act(cls, side, data, barrier):
        client = OfTheBoard.signed_in(side, data)
        address = reverse("feedback:act", args=[data["question"], "gui"])
        barrier.wait(60)
        return answered(side, lambda: client.post(address, {"position": data["read"]}))

    def judge(self, data, replies):
        if any(reply["status"] >= 400 for reply in replies):
            yield "an error"
        question = Question.objects.get(pk=data["question"])
        if question.state != Question.State.ANSWERED:
            yield "sent by nobody"
        if Step.objects.filter(question=question, action=Step.Action.SENT).count() != 1:
            yield "not sent once"
        if question.mails.count() != 2:
            yield "not one mail of the receipt and one of the answer"
