"""One piece as the people who work on it see it: state, text, history, and what this person may do now."""

import datetime

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from submissions.body import blocks
from submissions.desk.one_piece import PieceMixin
from submissions.desk.way_back import list_above
from submissions.editor import completeness
from submissions.editor.own_unit import own_unit_sentence
from submissions.media import pictures
from submissions.models import NewsPage
from submissions.rights import positions, rights, roles, steps
from submissions.rights.stages import RETURNED, Stage, stage_of
from submissions.screens.access import ScreenMixin
from submissions.standing import history, not_counted, piece_standing, queues, reading, titles, writing_place
from submissions.standing.set_times import set_time_warnings
from vietnamese.dates import today

from .lists import clearances_of, compare_url
from .moment import MomentForm

# A duplicate is looked for among pieces that reached the board within this time of each other.
NEIGHBOURS = datetime.timedelta(days=7)
# Where an approval of before is not that of the text as it stands.
NOT_APPROVED = (Stage.DRAFT, Stage.AT_LEADER, Stage.RETURNED_BY_LEADER)
# What `may` says beside the actions.
NO_ACTIONS = ("public", "has_decided_already", "leave_to_the_writer", "paper_waits")


class PieceView(PieceMixin, ScreenMixin, TemplateView):
    template_name = "submissions/desk/piece.html"

    def get_page_title(self):
        return self.standing.title

    def name_in_trail(self):
        return _("Piece of news")

    @property
    def above(self):
        return [list_above(self.request.user, self.piece)]

    @cached_property
    def standing(self):
        return piece_standing.standing_of(self.piece, user=self.request.user)

    @cached_property
    def text(self):
        text = reading.text_for(self.request.user, self.piece)
        if text is not None:
            photos = list(blocks.photos_of(text.body))
            prefetch_related_objects(photos, pictures.prefetched_renditions("renditions", "article"))
        return text

    def get_context_data(self, **kwargs):
        # Before the text: what changes in between is then refused, and never taken for read.
        position = positions.reading_position(self.piece)
        text = self.text
        return super().get_context_data(
            **kwargs,
            piece=self.piece,
            text=text,
            no_text=completeness.NO_TEXT,
            authors=list(text.authors.all()) if text is not None else [],
            standing=self.standing,
            events=history.history_of(self.piece),
            position=position,
            may=self.may(),
            is_newest=self.is_newest(),
            not_counted=self.not_counted(),
            time_warnings=self.time_warnings(),
            of_own_unit=own_unit_sentence(self.request.user, self.piece),
            duplicate_of=self.duplicate_of(),
            paper=self.paper,
            approval=self.approval if self.standing.stage not in NOT_APPROVED else None,
        )

    def not_counted(self):
        """Why the piece would not count, told to whoever can still put it right: the unit, until the board has it."""
        if self.standing.stage not in (Stage.DRAFT, Stage.AT_LEADER, *RETURNED) or self.text is None:
            return []
        return not_counted.not_counted_because(self.text)

    def time_warnings(self):
        """What the board should know of the time that is set."""
        planned = self.standing.planned_for
        return set_time_warnings(planned) if planned and roles.user_can_use_board_queue(self.request.user) else []

    def is_newest(self):
        """Whether what is public is not shown in the place of a newer text that this person may not read."""
        return not self.piece.live or rights.user_reads_newest(self.request.user, self.piece)

    def may(self):
        """What this person may do with the piece now, each by its predicate, with what the form needs."""
        user, page, stage = self.request.user, self.piece, self.standing.stage
        decides = rights.user_can_decide_news(user, page)
        reviews = decides and stage == Stage.AT_BOARD
        publishes = rights.user_can_publish_news(user, page) and (
            stage != Stage.PUBLISHED or page.has_unpublished_changes
        )
        may = {
            "edit": writing_place.address_to_write(user, page),
            "submit": self.may_submit(),
            "approve": decides and stage == Stage.AT_LEADER,
            "send_back": decides,
            "publish": reviews or publishes,
            "withdraw": rights.user_can_withdraw_news(user, page),
            "attach_paper": rights.user_can_attach_paper(user, page),
            "paper_waits": self.paper is not None and self.paper.waits_for(page),
            "delete": rights.user_can_delete_news(user, page),
            "take_down": rights.user_can_take_down_news(user, page),
            "reword_reason": rights.user_can_reword_reason(user, page),
            "unschedule": rights.user_can_unschedule_news(user, page),
            "set_aside": rights.user_can_set_aside_draft(user, page),
            "compare": self.compare_url(),
            "public": page.get_url(self.request) if page.live else None,
            "leave_to_the_writer": piece_standing.is_left_to_the_writer(page, stage=stage, user=user),
            "has_decided_already": stage == Stage.AT_BOARD
            and roles.user_is_editor(user)
            and rights.has_decided(user, page, step=steps.LEADER_STEP),
        }
        may["anything"] = any(value for name, value in may.items() if name not in NO_ACTIONS)
        may["duplicate_choices"] = self.duplicate_choices()
        return may

    def may_submit(self):
        """Whether there is something to send: of a published piece, a newer version."""
        if not rights.user_can_submit_news(self.request.user, self.piece):
            return False
        return self.standing.stage != Stage.PUBLISHED or self.piece.has_unpublished_changes

    def compare_url(self):
        """The comparison of what the leader approved with the newest version, for who may edit it."""
        if not rights.user_can_edit_news(self.request.user, self.piece):
            return None
        return compare_url(self.standing, clearance=self.approval)

    @cached_property
    def approval(self):
        """The newest approval by the unit's leader (a ClearanceState), or None."""
        return clearances_of([self.piece]).get(self.piece.pk)

    @cached_property
    def paper(self):
        """The newest approval on paper of the step at which the piece stands, with where that is (or None)."""
        step = self.piece.current_workflow_task_state
        return self.piece.papers.filter(step=step.pk).first() if step else None

    def duplicate_choices(self):
        """Pieces that this one may be a duplicate of, for the board; None for everybody else."""
        page = self.piece
        if not rights.user_can_mark_duplicate(self.request.user, page):
            return None
        around = (page.sent_at - NEIGHBOURS, page.sent_at + NEIGHBOURS)
        near = NewsPage.objects.filter(sent_at__range=around).exclude(pk=page.pk).exclude(duplicate_of=page)
        near = list(queues.listed(near).order_by("-sent_at")[:100])
        known = titles.titles_for(self.request.user, near, stages=[stage_of(piece) for piece in near])
        return [{"piece": piece, "title": known[piece.pk]} for piece in near]

    def duplicate_of(self):
        """The piece that this one is a duplicate of, under the title that the reader may be told; or None."""
        original = self.piece.duplicate_of
        if original is None:
            return None
        return {"piece": original, "title": titles.title_for(self.request.user, original)}

    @property
    def extra_context(self):
        form = MomentForm(initial={"date": today()})
        return {"moment_form": form, "media": form.media}
