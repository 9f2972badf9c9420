"""Everybody whom a transition might tell, and what the outbox holds of it."""

import datetime

from django.utils import timezone

from submissions.chain import timing
from submissions.models import Notice, UnitMembership
from submissions.rights import positions
from tests import factories
from tests.workflow import again, approve_as, fresh, send_back_as, submit

REASON = "Thiếu thời gian & địa điểm; “ảnh” mờ."


class Cast:
    """Everybody who might be told, and everybody who must not be."""

    def __init__(self):
        make = factories.UserFactory
        self.unit, self.other_unit = factories.UnitFactory(), factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit, username="contributor")
        self.colleague = factories.contributor_of(self.unit, username="colleague")
        self.leader = factories.leader_of(self.unit, username="leader")
        self.deputy = factories.leader_of(self.unit, username="deputy")
        self.predecessor = factories.contributor_of(self.unit, username="predecessor")
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
            "approvers": {self.predecessor},
            "board": {self.editor, self.second_editor, self.head, self.desk},
        }

    def draft(self):
        return factories.news(self.unit, owner=self.contributor, image=factories.photo(self.unit))

    def at_leader(self):
        return submit(self.draft(), self.contributor)

    def approved_before(self):
        """At the leader again; who approved it the first time was a leader then, and is none any more."""
        held = UnitMembership.objects.filter(user=self.predecessor)
        held.update(role="leader")
        page = approve_as(self.at_leader(), self.predecessor)
        held.update(role="contributor")
        page = self.edited(send_back_as(page, self.editor, REASON), self.contributor)
        return submit(page, self.contributor)

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


def sent():
    """[(kind, recipient's address)] of the outbox, each mail once."""
    return sorted((notice.kind, notice.email.to[0]) for notice in Notice.objects.exclude(email=None))
