"""The two steps of the chain: the unit's leader, then the editorial board (docs/chain.md)."""

from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Task, TaskState

from submissions.body import piece_files
from submissions.body.content import content_digest, revision_digest, texts_of
from submissions.editor import completeness
from submissions.editor.authors import name_the_writer
from submissions.rights import rights, roles
from submissions.rights.reasons import reason_given
from submissions.rights.refusals import already_decided
from submissions.screens.refusals import Refusal

from .news import NewsPage
from .records import ClearanceState


class ChainTask(Task):
    """What both steps share: one decision, by the right person, on the text that person had in front of them."""

    task_state_class = ClearanceState

    class Meta:
        abstract = True

    def start(self, workflow_state, user=None):
        """Begin the step on the latest revision and hold its photos and files from now on."""
        state = super().start(workflow_state, user=user)
        text = texts_of(workflow_state).of(state.revision)
        piece_files.hold_files_of(text)
        state.received_digest = content_digest(text)
        state.save(update_fields=["received_digest"])
        return state

    def locked_for_user(self, obj, user):
        return not rights.user_can_edit_news(user, obj)

    def user_can_access_editor(self, obj, user):
        return rights.user_can_edit_news(user, obj)

    def user_can_lock(self, obj, user):
        return False

    def get_actions(self, obj, user):
        if not rights.user_can_decide_news(user, obj):
            return []
        return [("reject", _("Send back"), True), ("approve", self.approve_label(), False)]

    @transaction.atomic
    def on_action(self, task_state, user, action_name, comment="", **ignored):
        """Approve or send back, once.

        Trusts nothing that was posted: the state is read again under the page's lock, asked for its own page,
        and of the posted data only the comment is taken. Raises Refusal (AlreadyDone when the step is
        over) with a sentence for the person.
        """
        page_id = task_state.workflow_state.object_id
        Page.objects.select_for_update(of=("self",)).get(pk=page_id)
        state = ClearanceState.objects.select_related("workflow_state__workflow", "task").get(pk=task_state.pk)
        if state.status != state.STATUS_IN_PROGRESS or state.task_id != self.pk:
            raise already_decided(state)
        page = state.workflow_state.content_object.specific
        if action_name not in {name for name, *rest in self.get_actions(page, user)}:
            raise Refusal(_("This step is not yours to decide."))
        comment = reason_given(comment)
        if action_name == "reject" and not comment:
            raise Refusal(_("Please say why the piece is sent back. Nothing has been decided yet."))
        if action_name == "reject":
            page.forget_time(user=user)
        self.record_decision(state, page=page, user=user)
        if action_name == "approve":
            state.approve(user=user, comment=comment)
        else:
            state.reject(user=user, comment=comment)

    def record_decision(self, state, *, page, user):
        """Note the revision after saving (Wagtail keeps the one before), its digest, and who decides.

        The decision itself saves it.
        """
        state.revision = page.get_latest_revision()
        state.decided_revision_id = state.revision.pk
        texts = texts_of(state.workflow_state)
        state.digest = texts.digest(state.revision)
        # Wagtail's entry in the log asks the revision for its text once more.
        state.revision.as_object = partial(texts.of, state.revision)
        state.decider_name = str(user)
        state.decider_post = roles.post_of(user, page=page)

    def deactivate(self, user=None):
        """Refuse: with a step switched off, Wagtail lets pieces run on to the end."""
        raise ImproperlyConfigured("The steps of the approval chain cannot be switched off.")


class UnitLeaderApprovalTask(ChainTask):
    """The first step: a leader of the page's own unit approves the very wording."""

    class Meta:
        verbose_name = gettext_lazy("approval by the unit's leader")
        verbose_name_plural = gettext_lazy("approvals by units' leaders")

    def approve_label(self):
        return _("Approve")

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object.specific
        completeness.require_leader(page, sender=user)
        text = page.get_latest_revision().as_object()
        if name_the_writer(text, user=user):
            # What this decision has loaded already knows nothing of the version that it makes.
            workflow_state.content_object.latest_revision = page.latest_revision = text.save_revision(
                user=user, clean=False
            )
        completeness.require_complete(text)
        if page.live and revision_digest(page.get_latest_revision()) == page.cleared_digest:
            raise Refusal(_("This is the text that is published already: there is nothing new to approve."))
        state = super().start(workflow_state, user=user)
        state.submitted_by = user
        state.save(update_fields=["submitted_by"])
        return state

    def record_decision(self, state, *, page, user):
        super().record_decision(state, page=page, user=user)
        state.decider_post = roles.post_of(user, page=page, leading=True)
        state.by_writer = rights.wrote(user, page)
        state.leader_of = roles.unit_led(user, page)

    def approve_on_paper(self, state, *, paper, user):
        """Record what `paper` (a PaperApproval) says as its leader's approval, confirmed by `user` of the desk.

        Who may, and that the paper still fits, is asked by who calls it, under the page's lock.
        """
        page = state.workflow_state.content_object.specific
        self.record_decision(state, page=page, user=paper.leader)
        state.leader_of, state.confirmed_by = paper.unit, user
        state.decider_name, state.decider_post = paper.leader_name, paper.leader_post
        state.approve(user=paper.leader)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        led = roles.units_led_by(user)
        return waiting_states(self).filter(workflow_state__object_id__in=news_ids(unit__in=led))


class EditorialReviewTask(ChainTask):
    """The second step: the editorial board edits, publishes or sends back."""

    class Meta:
        verbose_name = gettext_lazy("review by the editorial board")
        verbose_name_plural = gettext_lazy("reviews by the editorial board")

    def approve_label(self):
        return _("Publish")

    def start(self, workflow_state, user=None):
        """Begin only on a text that the leader cleared; any other goes to the leader first.

        Wagtail resumes a piece that the board sent back at the board's step, past the leader.
        """
        page = workflow_state.content_object.specific
        texts = texts_of(workflow_state)
        digest = texts.digest(page.get_latest_revision())
        if not rights.covers(ClearanceState.objects.leader_clearance(workflow_state), page=page, digest=digest):
            return UnitLeaderApprovalTask.objects.get(workflow_tasks__workflow=workflow_state.workflow).start(
                workflow_state, user=user
            )
        completeness.require_complete(texts.of(page.get_latest_revision()))
        state = super().start(workflow_state, user=user)
        piece_files.hand_files_to_board(texts.of(state.revision))
        NewsPage.objects.filter(pk=page.pk, sent_at__isnull=True).update(sent_at=state.started_at)
        return state

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not roles.user_is_editor(user):
            return TaskState.objects.none()
        return waiting_states(self)


def waiting_states(task):
    return TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)


def news_ids(**filters):
    """The primary keys of pieces as text, the way Wagtail's generic relations store them."""
    return [str(pk) for pk in NewsPage.objects.filter(**filters).values_list("pk", flat=True)]
