"""By which title a person knows a piece: a new one that no leader has approved stays with the unit, as the text."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Revision

from submissions.models import ClearanceState, NewsPage
from submissions.rights import rights, roles, steps
from submissions.rights.stages import Stage, stage_of
from submissions.standing import queues
from submissions.standing.reading import UNITS_OWN
from vietnamese.slugs import slugify


def title_for(user, page):
    """The title of `page` that `user` may be told; empty for a draft of somebody else's."""
    return told_titles(user, [page])[page.pk]


def told_titles(user, pages):
    """{piece's key: its title as `title_for` tells it}; two queries at most when `pages` came by `queues.placed`."""
    told = [page for page in pages if page.live or rights.user_can_see_news(user, page)]
    return {page.pk: "" for page in pages} | titles_for(user, told, stages=[stage_of(page) for page in told])


def titles_for(user, pages, *, stages):
    """{piece's key: the title by which `user` knows it} of `pages` that the person may know of; two queries at most."""
    titles = {page.pk: page.get_admin_display_title() for page in pages}
    withheld = [
        page
        for page, stage in zip(pages, stages, strict=True)
        if stage in UNITS_OWN and not page.live and not roles.user_is_member_for(user, page)
    ]
    if not withheld or user.is_superuser:
        return titles
    states = known_decisions(withheld)
    known = {
        int(key): revision
        for key, revision in states.order_by("finished_at", "pk").values_list(
            "workflow_state__object_id", "decided_revision_id"
        )
    }
    known |= {page.pk: page.cleared_revision_id for page in withheld if page.cleared_revision_id}
    revisions = Revision.objects.in_bulk(known.values())
    return titles | {key: revisions[number].content["title"] for key, number in known.items() if number in revisions}


def known_decisions(pages):
    """The decisions on `pages` after which the board knows a text: all of its own, and a leader's approvals."""
    return (
        ClearanceState.objects.of(pages)
        .exclude(digest="")
        .exclude(task__content_type__model=steps.LEADER_STEP, status=ClearanceState.STATUS_REJECTED)
    )


def titled(text):
    """Pieces with `text` in their newest title (Q), with or without marks: slugs are titles without marks."""
    return public_title(text) | Q(draft_title__icontains=text)


def titled_for_board(text):
    """`titled` for board and desk: by the titles that `titles_for` gives them, so that a search tells no other."""
    newest_is_known = Q(live=True)
    for stage in (Stage.AT_BOARD, Stage.SCHEDULED, Stage.CLEARED):
        newest_is_known |= Q(pk__in=queues.at_stage(NewsPage.objects.all(), stage).values("pk"))
    decided = known_decisions(OuterRef("pk"))
    last_decided = Subquery(decided.order_by("-finished_at", "-pk").values("decided_revision_id")[:1])
    known = Revision.objects.filter(in_version(text), pk=OuterRef("known_revision"))
    earlier = NewsPage.objects.annotate(known_revision=Coalesce("cleared_revision_id", last_decided))
    matching = earlier.filter(Exists(known)).values("pk")
    return (newest_is_known & public_title(text)) | (~newest_is_known & Q(pk__in=matching))


def public_title(text):
    condition = Q(title__icontains=text)
    if folded := slugify(text):
        condition |= Q(slug__contains=folded)
    return condition


def in_version(text):
    condition = Q(content__title__icontains=text)
    if folded := slugify(text):
        condition |= Q(content__slug__icontains=folded)
    return condition
