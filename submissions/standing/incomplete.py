"""Pieces that wait, or are live, and lack something that is asked for today: stored before it was, or past it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions.editor import completeness
from submissions.models import NewsPage
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


@dataclass(frozen=True)
class IncompletePiece:
    """A piece (NewsPage), where the text stands that lacks something (a Stage), and what it lacks (sentences)."""

    piece: NewsPage
    stage: Stage
    lacks: list

    @property
    def way_out(self):
        return WAYS_OUT[self.stage]


def incomplete_pieces():
    """Yield the IncompletePieces, oldest first: what is live, and the newest version of what waits. Drafts may lack."""
    for piece in queues.placed(NewsPage.objects.select_related("unit").order_by("pk")).iterator(chunk_size=100):
        texts = [(Stage.PUBLISHED, piece)] if piece.live else []
        stage = stage_of(piece)
        if stage in WAYS_OUT and stage != Stage.PUBLISHED:
            texts.append((stage, piece.get_latest_revision().as_object()))
        for stands, text in texts:
            if lacks := [sentence for _field, sentence in completeness.problems(text)]:
                yield IncompletePiece(piece, stands, lacks)
