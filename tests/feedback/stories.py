"""Questions in every state, and the people of the table in docs/rights.md, as short as a test needs them."""

import secrets

from django.contrib.auth.models import AnonymousUser

from feedback.handling import answering, publishing
from feedback.handling.receiving import found_by, receive
from feedback.models import Question
from tests import factories
from tests.workflow import again

DESK = "Thường trực Ban Biên tập"
SENDER = {"name": "Lê Thị Hỏi", "telephone": "0252 3821 999", "email": "le.thi.hoi@thu.example"}
ASKED = {"subject": "Đèn đường hẻm 12 không sáng", "text": "Đèn ở hẻm 12 tắt từ tuần trước.", **SENDER}


def ask(**given):
    """A question that has arrived, with its code on it (`code`)."""
    code = receive({**ASKED, "may_publish": True, **given}, form_key=secrets.token_urlsafe(12))
    question = found_by(code)
    question.code = code
    return question


def now(question):
    """`question` as the database has it."""
    return Question.objects.get(pk=question.pk)


def do(verb, question, user, **words):
    """`user`, who has just read `question`, does `verb`; the question afterwards."""
    verb(question.pk, user=again(user), position=now(question).position, **words)
    return now(question)


class People:
    """One account for each actor of the table."""

    def __init__(self):
        make = factories.UserFactory
        self.unit, self.other_unit = factories.UnitFactory(name="UBND phường Phú Thủy"), factories.UnitFactory()
        self.contributor, self.leader = factories.contributor_of(self.unit), factories.leader_of(self.unit)
        self.leader2 = factories.leader_of(self.unit)
        self.other_contributor, self.other_leader = (
            factories.contributor_of(self.other_unit),
            factories.leader_of(self.other_unit),
        )
        self.desk, self.desk2 = make(groups=[DESK]), make(groups=[DESK])
        self.editor, self.official = factories.editor(), make(groups=["Người xem báo cáo"])
        self.administrator, self.superuser = make(groups=["Quản trị"]), make(is_superuser=True)
        self.anonymous = AnonymousUser()

    def new(self):
        return ask()

    def forwarded(self):
        return do(answering.forward, self.new(), self.desk, unit=self.unit)

    def drafted_by_unit(self):
        return do(answering.write_answer, self.forwarded(), self.contributor, text="Đội đã thay bóng đèn.")

    def drafted_by_leader(self):
        return do(answering.write_answer, self.forwarded(), self.leader, text="Đội đã thay bóng đèn.")

    def drafted_by_desk(self):
        return do(answering.write_answer, self.new(), self.desk, text="Xin xem thông báo số 12.")

    def approved(self):
        return do(answering.approve, self.drafted_by_unit(), self.leader)

    def answered(self):
        return do(answering.send, self.approved(), self.desk)

    def prepared(self):
        return do(publishing.prepare, self.answered(), self.desk, title="Đèn đường", text="Đèn ở một hẻm bị tắt.")

    def published(self):
        return do(publishing.publish, self.prepared(), self.desk2)

    def out_of_scope(self):
        return do(answering.refuse, self.new(), self.desk, text="Xin gửi đến Điện lực.")

    def spam(self):
        return do(answering.reject, self.new(), self.desk)


STATES = (
    "new",
    "forwarded",
    "drafted_by_unit",
    "drafted_by_leader",
    "drafted_by_desk",
    "approved",
    "answered",
    "prepared",
    "published",
    "out_of_scope",
    "spam",
)
