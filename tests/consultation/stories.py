"""Consultations and opinions in every state, and the people of the table in docs/rights.md."""

import datetime
import secrets

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from consultation.handling import replying
from consultation.handling.receiving import found_by, receive
from consultation.models import Comment, ConsultationPage, ConsultationsPage
from tests import factories, statements
from tests.workflow import again
from vietnamese.dates import today

DESK = "Thường trực Ban Biên tập"
DAY = datetime.timedelta(days=1)
SENDER = {
    "name": "Lê Thị Góp",
    "organisation": "Tổ dân phố 7",
    "telephone": "0252 3821 777",
    "email": "le.thi.gop@thu.example",
}
WRITTEN = {"text": "Tôi là Lê Thị Góp, đề nghị giữ lại hàng cây ở cổng chợ.", "part": "Điều 5", **SENDER}
REPLY = {
    "decision": "accepted",
    "reason": "Tiếp thu: giữ lại hàng cây.",
    "text": "Đề nghị giữ lại hàng cây ở cổng chợ.",
}


def consultation(*, by, unit, files=(), **fields):
    """A draft of a consultation that `by` has written, open until tomorrow."""
    fields.setdefault("title", "Dự thảo Phương án sắp xếp chợ")
    fields.setdefault("closes_on", today() + DAY)
    page = ConsultationPage(
        owner=by,
        unit=unit,
        **{
            "extract": "Sắp xếp chỗ bán hàng quanh chợ.",
            "postal_address": "Số 1 đường Thống Nhất",
            "email": "gopy@phanthiet.example",
            "body": "<p>Điều 5. Dành lối đi bộ 1,5 mét.</p>",
            **fields,
        },
    )
    for file in files:
        page.files.create(file=file)
    ConsultationsPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return statements.fresh(page)


def now(comment):
    """`comment` as the database has it."""
    return Comment.objects.get(pk=comment.pk)


def do(verb, comment, user, **words):
    """`user`, who has just read `comment`, does `verb`; the opinion afterwards."""
    verb(comment.pk, user=again(user), position=now(comment).position, **words)
    return now(comment)


class People:
    """One account for each actor of the table, and a consultation that is open."""

    def __init__(self):
        make = factories.UserFactory
        self.unit = factories.UnitFactory(name="Phòng Quản lý đô thị")
        self.contributor, self.leader = factories.contributor_of(self.unit), factories.leader_of(self.unit)
        self.desk, self.desk2 = make(groups=[DESK]), make(groups=[DESK])
        self.editor, self.editor2 = factories.editor(), factories.editor()
        self.official = make(groups=["Người xem báo cáo"])
        self.administrator, self.superuser = make(groups=["Quản trị"]), make(is_superuser=True)
        self.anonymous = AnonymousUser()
        self.page = self.public()

    def draft(self, **fields):
        return consultation(by=self.editor, unit=self.unit, **fields)

    def public(self, **fields):
        return statements.publish(self.draft(**fields), by=self.editor2)

    def new(self, page=None, **given):
        """An opinion that has arrived, with its code on it (`code`)."""
        given = {**WRITTEN, "may_show": True, **given}
        code = receive(
            given, consultation=page or self.page, form_key=secrets.token_urlsafe(12), received_at=timezone.now()
        )
        comment = found_by(code)
        comment.code = code
        return comment

    def drafted(self, **given):
        return do(replying.prepare, self.new(**given), self.desk, **REPLY)

    def answered(self, **given):
        return do(replying.give, self.drafted(**given), self.editor)

    def suspect(self, page=None):
        return do(replying.suspect, self.new(page), self.desk)

    def spam(self, page=None):
        return do(replying.reject, self.suspect(page), self.editor)


STATES = ("new", "drafted", "answered", "suspect", "spam")
