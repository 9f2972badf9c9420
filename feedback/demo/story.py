"""The questions of the demonstration, told by the verbs of the screens at the hours of their story."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.demo.questions import QUESTIONS
from feedback.handling import answering, publishing
from feedback.handling.receiving import found_by, receive
from feedback.models import FeedbackRules, Opinion, Question
from submissions.kept.clock import standing_at
from submissions.models import Unit, User

DESK, EDITOR, WRITER, LEADER = "thuongtruc.hien", "phoban.thao", "phuthuy.dung", "phuthuy.hanh"


class DemoRefused(Exception):
    """There is no demonstration to add to, or the questions are there already."""


class Story:
    """The people of the demonstration, and what they do with one question after another."""

    def __init__(self):
        people = User.objects.filter(is_demo=True).in_bulk([DESK, EDITOR, WRITER, LEADER], field_name="username")
        self.unit = Unit.objects.filter(memberships__user__username=WRITER).first()
        if len(people) < 4 or self.unit is None:
            raise DemoRefused(_("The demonstration of the city is not there; questions are added to it alone."))
        self.people = people

    def person(self, username):
        """As a new request has them."""
        return User.objects.get(pk=self.people[username].pk)

    def do(self, verb, question, username, **words):
        question = Question.objects.get(pk=question.pk)
        verb(question.pk, user=self.person(username), position=question.position, **words)

    def tell(self, told):
        asked_at = timezone.now() - datetime.timedelta(days=told.days)
        with standing_at(asked_at):
            words = {"subject": told.subject, "text": told.text, "name": told.name, "telephone": told.telephone}
            given = {**words, "about": None, "may_publish": bool(told.public)}
            question = found_by(receive(given, form_key=secrets.token_urlsafe(16)))
        with standing_at(asked_at + datetime.timedelta(hours=6)):
            self.first_day(question, told)
        with standing_at(asked_at + datetime.timedelta(days=min(told.days - 1, 6), hours=3)):
            self.later(question, told)

    def first_day(self, question, told):
        if told.until == "spam":
            self.do(answering.reject, question, DESK)
        elif told.until == "out_of_scope":
            text = FeedbackRules.load().out_of_scope + told.answer
            self.do(answering.refuse, question, DESK, text=text)
        elif told.until != "new":
            self.do(answering.forward, question, DESK, unit=self.unit)

    def later(self, question, told):
        if told.until == "progress":
            self.do(answering.tell_progress, question, DESK, text=told.answer)
        if told.until not in ("drafted", "approved", "published"):
            return
        self.do(answering.write_answer, question, WRITER, text=told.answer)
        if told.until == "drafted":
            return
        self.do(answering.approve, question, LEADER)
        if told.until == "approved":
            return
        self.do(answering.send, question, DESK)
        self.do(publishing.prepare, question, DESK, title=told.subject, text=told.public)
        self.do(publishing.publish, question, EDITOR)
        Opinion.objects.create(question=question, helped=told.helped, given_at=timezone.now())


@transaction.atomic
def build():
    """Add the questions to the demonstration; returns how many. DemoRefused where they do not belong."""
    story = Story()
    if Question.objects.exists():
        raise DemoRefused(_("There are questions already; none is added."))
    for told in QUESTIONS:
        story.tell(told)
    return len(QUESTIONS)
