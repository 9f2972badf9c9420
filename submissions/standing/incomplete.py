"""Pieces that wait, or are live, and lack something that is asked for today: stored before it was, or past it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions.editor import completeness
from submissions.models import ClearanceState, NewsPage
from submissions.rights.stages import Stage, stage_of
from submissions.standing import queues

# Who puts it right where the piece stands, and how.
WAYS_OUT = {
    Stage.AT_LEADER: _("The unit's leader edits it when approving, or sends it back."),
    Stage.AT_BOARD: _("The editorial board edits it when publishing, or sends it back."),
    Stage.SCHEDULED: _("The editorial board stops the set time, edits it, and publishes it or sets a time again."),
    Stage.CLEARED: _("The editorial board edits it and publishes it or sets a time."),
    Stage.PUBLISHED: _(
        "The editorial board edits it and publishes the correction. Where a table of royalties lists it: compute the "
        "table again, or correct an approved one by a deduction."
    ),
}

NOBODY_NAMED = _("No author is named.")
# The proof before publishing rests on it (rights.covers); an approval of today always has it.
UNCOUNTED = _("The leader's approval does not say of which unit, so it does not count: the piece cannot be published.")
APPROVED_AGAIN = _(
    "The editorial board sends it back with a reason; the unit submits it again and the leader approves it again."
)


@dataclass(frozen=True)
class IncompletePiece:
    """A piece (NewsPage), where the text stands that lacks something (a Stage), what it lacks, and the way out."""

    piece: NewsPage
    stage: Stage
    lacks: list
    way_out: str


def incomplete_pieces():
    """Yield the IncompletePieces, oldest first: what is live, and the newest version of what waits. Drafts may lack."""
    for piece in queues.placed(NewsPage.objects.select_related("unit").order_by("pk")).iterator(chunk_size=100):
        texts = [(Stage.PUBLISHED, piece)] if piece.live else []
        stage = stage_of(piece)
        if stage in WAYS_OUT and stage != Stage.PUBLISHED:
            texts.append((stage, piece.get_latest_revision().as_object()))
        for stands, text in texts:
            lacks = [sentence for _field, sentence in completeness.problems(text)]
            if not text.authors.all():
                lacks.append(NOBODY_NAMED)
            if stands == Stage.AT_BOARD and not is_counted(piece.current_workflow_state):
                yield IncompletePiece(piece, stands, [*lacks, UNCOUNTED], APPROVED_AGAIN)
            elif lacks:
                yield IncompletePiece(piece, stands, lacks, WAYS_OUT[stands])


def is_counted(workflow_state):
    """Whether the leader's approval in `workflow_state` says which unit the leader led."""
    clearance = ClearanceState.objects.leader_clearance(workflow_state)
    return clearance is not None and clearance.leader_of_id is not None
