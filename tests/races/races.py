"""The races themselves: what is prepared, what each side does, and what must be true afterwards."""

import datetime

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from post_office.models import Email
from wagtail.models import PageLogEntry, Revision, TaskState

from submissions.away.standing_in import name_stand_in
from submissions.chain.scheduling import publish_due
from submissions.models import ClearanceState, NewsPage, PaperApproval, User
from submissions.papers import approving
from submissions.rights import positions
from tests import factories, workflow
from tests.races.arriving import MailFetchedTwice, PhotoSentTwice, WordFileSentTwice
from tests.races.by_mail import LinkAndScreen, LinkTwice
from tests.races.closing import ClosedTwice, PublishedWhileClosing
from tests.races.doors import CodeTwice, PaperTwice, SetUpTwice
from tests.races.due import RunDueTwice
from tests.races.endings import EndedWhileWriting
from tests.races.files import ReplacedWhileSaved, SwappedWhileApproving
from tests.races.new_pieces import WrittenQuicklyTwice, WrittenTwice
from tests.races.quotas import TwoMinimums
from tests.races.royalties import (
    MonthDrawnUpTwice,
    PaidOrSentBack,
    PaidTwice,
    PaymentApprovedOrTakenBack,
    PaymentApprovedTwice,
    PieceCorrectedWhileApproving,
    RateChangedWhileApproving,
    TableApprovedOrSentBack,
    TableApprovedOrTakenBack,
    TableApprovedTwice,
    TableListedTwice,
)
from tests.races.sides import answered
from tests.races.statements import AnswerSentTwice, StatementChangedWhilePublished, StatementPublishedTwice
from tests.submissions import attempts


class Race:
    """A unit with two leaders, two editors, and one person who is both; a new piece every round."""

    actors = ("first", "second")
    actions = ("approve", "approve")
    step = "at_leader"

    def __init__(self):
        unit = self.unit = factories.UnitFactory(slug=f"race-{type(self).__name__.lower()}")
        self.contributor = factories.contributor_of(unit)
        self.leader = factories.leader_of(unit)
        if self.step == "at_leader":
            self.people = [factories.leader_of(unit), factories.leader_of(unit)]
        else:
            self.people = [factories.editor(), factories.editor()]

    def prepare(self, number):
        page = factories.news(self.unit, owner=self.contributor, title=f"Tin số {number}")
        page = workflow.submit(page, self.contributor)
        if self.step == "at_board":
            page = workflow.approve_as(page, self.leader)
        Email.objects.all().delete()
        state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk")
        return {"page": page.pk, "people": [p.pk for p in self.people], "state": state.pk}

    @classmethod
    def act(cls, side, data, barrier):
        """Open the form with an own edit, wait for the other side, send; returns status and where it led."""
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        page = NewsPage.objects.get(pk=data["page"])
        action = cls.actions[side]
        form = attempts.edit_form(
            page,
            title=f"Bản của {side}",
            **{
                "action-workflow-action": "true",
                "workflow-action-name": action,
                "workflow-action-extra-data": '{"comment": "Cần sửa."}' if action == "reject" else "{}",
            },
        )
        barrier.wait(60)
        return answered(side, lambda: client.post(f"/admin/pages/{page.pk}/edit/", form))

    def decisions(self, data):
        actions = ("wagtail.workflow.approve", "wagtail.workflow.reject")
        return PageLogEntry.objects.filter(page=data["page"], action__in=actions, timestamp__gte=self.started(data))

    def started(self, data):
        return TaskState.objects.get(pk=data["state"]).started_at

    def judge(self, data, replies):
        """Names of what went wrong in this round."""
        page = NewsPage.objects.get(pk=data["page"])
        state = TaskState.objects.get(pk=data["state"])
        if state.status == TaskState.STATUS_IN_PROGRESS:
            yield "nobody decided"
            return
        winner = data["people"].index(state.finished_by_id)
        if self.decisions(data).count() != 1:
            yield "not one log entry"
        if any(reply["status"] >= 500 for reply in replies):
            yield "server error"
        kept = page.get_latest_revision_as_object().title
        if kept != f"Bản của {winner}":
            yield "the kept text is not the decider's"
        expected = "approve" if state.status == TaskState.STATUS_APPROVED else "reject"
        if self.actions[winner] != expected:
            yield "the decision is not the decider's"
        if self.step == "at_board":
            yield from self.judge_publication(data, page, expected)
        to = list(Email.objects.values_list("to", "subject"))
        if len(to) != len({(str(t), s) for t, s in to}):
            yield "a mail twice"
        loser = next(reply for reply in replies if reply["side"] != winner)
        if f"/tin-bai/{page.pk}/" not in loser["to"]:
            yield "the second person was not told"

    def judge_publication(self, data, page, expected):
        published = PageLogEntry.objects.filter(page=page, action="wagtail.publish").count()
        if published != (expected == "approve") or page.live != (expected == "approve"):
            yield "published against the decision"


class TwoLeaders(Race):
    pass


class StandInAndLeader(Race):
    """The leader has named a stand-in and decides all the same: one of them sends back, one approves."""

    actions = ("approve", "reject")

    def __init__(self):
        super().__init__()
        stand_in = factories.contributor_of(self.unit)
        name_stand_in(
            leader=self.leader,
            leadership=self.leader.memberships.get().pk,
            person=stand_in,
            first_day=timezone.localdate(),
            last_day=timezone.localdate() + datetime.timedelta(days=2),
            signs="KT.",
            document_number="12/QĐ-UBND",
        )
        self.people = [stand_in, self.leader]


class PaperAndLeader(Race):
    """The desk confirms the head's paper while the deputy sends the piece back on the screen, with an own edit."""

    actions = ("approve", "reject")

    def __init__(self):
        super().__init__()
        self.people = [factories.UserFactory(groups=["Thường trực Ban Biên tập"]), factories.leader_of(self.unit)]

    def prepare(self, number):
        data = super().prepare(number)
        page = NewsPage.objects.get(pk=data["page"])
        paper = approving.attach(
            pk=page.pk,
            user=self.contributor,
            position=positions.reading_position(page),
            leader=self.leader,
            signed_on=timezone.localdate(),
            scan=ContentFile(factories.PDF, name="scan.pdf"),
        )
        Email.objects.all().delete()
        return data | {"paper": paper.pk}

    @classmethod
    def act(cls, side, data, barrier):
        if side == 1:
            return super().act(side, data, barrier)
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        barrier.wait(60)
        return answered(side, lambda: client.post(f"/admin/duyet-giay/{data['paper']}/xac-nhan/"))

    def judge(self, data, replies):
        page, state = NewsPage.objects.get(pk=data["page"]), ClearanceState.objects.get(pk=data["state"])
        paper = PaperApproval.objects.get(pk=data["paper"])
        on_paper = state.confirmed_by_id is not None
        if state.status not in (state.STATUS_APPROVED, state.STATUS_REJECTED):
            yield "nobody decided"
        if (state.status == state.STATUS_APPROVED) != on_paper or (paper.state == paper.State.CONFIRMED) != on_paper:
            yield "paper and step disagree"
        if self.decisions(data).count() != 1:
            yield "not one log entry"
        if (page.sent_at is not None) != on_paper:
            yield "it reached the board against the decision"
        kept = page.get_latest_revision_as_object().title
        if on_paper == (kept == "Bản của 1"):
            yield "the kept text is not the decider's"
        if any(reply["status"] >= 500 for reply in replies):
            yield "server error"


class TwoEditors(Race):
    step = "at_board"


class ApproveAndReject(Race):
    step = "at_board"
    actions = ("approve", "reject")


class DoubleClick(Race):
    """One person, leader and editor, sends the same form twice: the leader's step and no more."""

    def __init__(self):
        super().__init__()
        person = factories.leader_of(self.unit)
        person.groups.set(factories.editor().groups.all())
        self.people = [person, person]

    def judge(self, data, replies):
        page = NewsPage.objects.get(pk=data["page"])
        if page.live or page.first_published_at:
            yield "published by one person"
        if self.decisions(data).count() != 1:
            yield "not one log entry"
        if any(reply["status"] >= 500 for reply in replies):
            yield "server error"


class ScheduledTwice(Race):
    """Two runs of scheduled publishing at the same moment."""

    step = "at_board"

    def prepare(self, number):
        page = factories.news(self.unit, owner=self.contributor, title=f"Hẹn giờ {number}")
        workflow.submit(page, self.contributor)
        page = workflow.approve_as(page, self.leader)
        page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
        page.save_revision(user=self.people[0])
        page = workflow.approve_as(page, self.people[0])
        past = timezone.now() - datetime.timedelta(minutes=1)
        Revision.objects.filter(pk=page.scheduled_revision.pk).update(approved_go_live_at=past)
        revision = Revision.objects.get(pk=page.scheduled_revision.pk)
        revision.content["go_live_at"] = past.isoformat()
        revision.save()
        return {"page": page.pk}

    @classmethod
    def act(cls, side, data, barrier):
        barrier.wait(60)
        published, failed = publish_due()
        connection.close()
        return {"side": side, "published": published, "failed": failed}

    def judge(self, data, replies):
        page = NewsPage.objects.get(pk=data["page"])
        count = PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").count()
        if count != 1 or sum(reply["published"] for reply in replies) != 1 or not page.live:
            yield "not published just once"
        if any(reply["failed"] for reply in replies):
            yield "a run failed"


RACES = {
    "two_leaders": TwoLeaders,
    "stand_in_and_leader": StandInAndLeader,
    "paper_and_leader": PaperAndLeader,
    "two_editors": TwoEditors,
    "approve_and_reject": ApproveAndReject,
    "double_click": DoubleClick,
    "scheduled_twice": ScheduledTwice,
    "link_twice": LinkTwice,
    "link_and_screen": LinkAndScreen,
    "two_minimums": TwoMinimums,
    "written_twice": WrittenTwice,
    "written_quickly_twice": WrittenQuicklyTwice,
    "ended_while_writing": EndedWhileWriting,
    "photo_sent_twice": PhotoSentTwice,
    "word_file_sent_twice": WordFileSentTwice,
    "mail_fetched_twice": MailFetchedTwice,
    "replaced_while_saved": ReplacedWhileSaved,
    "swapped_while_approving": SwappedWhileApproving,
    "closed_twice": ClosedTwice,
    "published_while_closing": PublishedWhileClosing,
    "run_due_twice": RunDueTwice,
    "table_approved_twice": TableApprovedTwice,
    "month_drawn_up_twice": MonthDrawnUpTwice,
    "table_listed_twice": TableListedTwice,
    "payment_approved_twice": PaymentApprovedTwice,
    "table_approved_or_taken_back": TableApprovedOrTakenBack,
    "table_approved_or_sent_back": TableApprovedOrSentBack,
    "payment_approved_or_taken_back": PaymentApprovedOrTakenBack,
    "paid_twice": PaidTwice,
    "paid_or_sent_back": PaidOrSentBack,
    "rate_changed_while_approving": RateChangedWhileApproving,
    "piece_corrected_while_approving": PieceCorrectedWhileApproving,
    "statement_published_twice": StatementPublishedTwice,
    "statement_changed_while_published": StatementChangedWhilePublished,
    "answer_sent_twice": AnswerSentTwice,
    "code_twice": CodeTwice,
    "paper_twice": PaperTwice,
    "set_up_twice": SetUpTwice,
}
