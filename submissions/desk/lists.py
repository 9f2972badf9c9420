"""Lists of pieces: a unit's own, the board's queue by tabs, and all that board and desk have received."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateInput

from submissions.away.standing_in import stand_ins_of
from submissions.models import ClearanceState, NewsPage, Unit
from submissions.rights import roles, steps
from submissions.rights.stages import Stage
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.standing import piece_standing, queues, titles

PAGE_SIZE = 20
# One word of the filter for states that a person does not tell apart when looking for a piece.
STATES = {
    "nhap": (_("Draft"), [Stage.DRAFT]),
    "lanh-dao": (_("With the unit's leader"), [Stage.AT_LEADER]),
    "tra-lai": (_("Sent back"), [Stage.RETURNED_BY_LEADER, Stage.RETURNED_BY_BOARD]),
    "bien-tap": (_("Passed to the editorial board"), [Stage.AT_BOARD]),
    "cho-dang": (_("Ready or scheduled"), [Stage.SCHEDULED, Stage.CLEARED]),
    "da-dang": (_("Published"), [Stage.PUBLISHED]),
    "da-go": (_("Taken down"), [Stage.TAKEN_DOWN]),
}


class ListFilter(forms.Form):
    """What a list is narrowed by. What cannot be read narrows nothing, and is said."""

    q = forms.CharField(
        label=_("Title"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words of the title, marks or not")}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((key, label) for key, (label, _stages) in STATES.items())],
    )
    since = forms.DateField(label=_("Changed from"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("to"), required=False, widget=AdminDateInput)

    def narrow(self, pieces):
        """`pieces` (a queryset of NewsPage) as the filter asks; the last day is included."""
        self.full_clean()
        wanted = self.cleaned_data
        if text := wanted.get("q"):
            pieces = pieces.filter(self.titled(text))
        if state := wanted.get("state"):
            keys = [queues.at_stage(pieces, stage).values("pk") for stage in STATES[state][1]]
            matching = Q()
            for key in keys:
                matching |= Q(pk__in=key)
            pieces = pieces.filter(matching)
        if since := wanted.get("since"):
            pieces = pieces.filter(latest_revision_created_at__date__gte=since)
        if until := wanted.get("until"):
            pieces = pieces.filter(latest_revision_created_at__date__lte=until)
        if unit := wanted.get("unit"):
            pieces = pieces.filter(unit=unit)
        return pieces

    titled = staticmethod(titles.titled)


class ArchiveFilter(ListFilter):
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.all(), empty_label=_("All units")
    )
    titled = staticmethod(titles.titled_for_board)
    field_order = ["q", "unit", "state", "since", "until"]


class PieceListView(AllowedMixin, ScreenMixin, TemplateView):
    """A page of a list, newest first, with where each piece is."""

    template_name = "submissions/desk/piece_list.html"
    filter_class = ListFilter
    shows_unit = False

    def get_queryset(self):
        raise NotImplementedError

    @cached_property
    def filter(self):
        return self.filter_class(self.request.GET)

    def get_page(self):
        """The keys of one page, from the end of an index (`submissions.standing.page_indexes`).

        What a row shows is read for these alone: with it the whole archive would be joined to count it, and put in
        order for one page.
        """
        pieces = self.filter.narrow(self.get_queryset()).order_by("-latest_revision_created_at", "-pk")
        return Paginator(pieces.values_list("pk", flat=True), PAGE_SIZE).get_page(self.request.GET.get("p"))

    def get_context_data(self, **kwargs):
        page = self.get_page()
        keys = list(page.object_list)
        rows = queues.listed(NewsPage.objects.all()).in_bulk(keys)
        context = super().get_context_data(
            **kwargs,
            filter=self.filter,
            media=self.filter.media,
            is_filtered=any(self.request.GET.get(name) for name in self.filter.fields),
            page_obj=page,
            standings=piece_standing.standings([rows[key] for key in keys if key in rows], user=self.request.user),
            shows_unit=self.shows_unit,
        )
        return context


class UnitListView(PieceListView):
    """All pieces of the units that the person belongs to."""

    allowed = staticmethod(roles.user_is_member)
    page_title = _("News of the unit")

    @property
    def shows_unit(self):
        return len(roles.units_of(self.request.user)) > 1

    def get_queryset(self):
        return queues.of_units_of(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, can_write=roles.user_can_write(self.request.user), stand_ins=stand_ins_of(self.request.user)
        )


class ArchiveView(PieceListView):
    """Everything that reached the board, for board and desk."""

    allowed = staticmethod(roles.user_can_use_board_queue)
    page_title = _("All news received")
    filter_class = ArchiveFilter
    shows_unit = True

    def get_queryset(self):
        return queues.seen_by_board()


class BoardQueueView(AllowedMixin, ScreenMixin, TemplateView):
    """What waits at the board, in the order of work, and the neighbouring heaps as tabs."""

    allowed = staticmethod(roles.user_can_use_board_queue)
    template_name = "submissions/desk/board_queue.html"
    page_title = _("Work of the editorial board")
    FIRST = "cho-bien-tap"

    @cached_property
    def tab(self):
        asked = self.request.GET.get("xem", "")
        return asked if asked in queues.HEAPS else self.FIRST

    def get_context_data(self, **kwargs):
        pieces = queues.listed(queues.HEAPS[self.tab][1]())
        page = Paginator(pieces, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            rows=self.rows(list(page.object_list)),
            tab=self.tab,
            tabs=self.tabs(),
            decides=roles.user_is_editor(self.request.user),
        )

    def tabs(self):
        """The heaps with their counts; the exceptional one, of closed units, only while there is something in it."""
        address = reverse("submissions:board_queue")
        heaps = [
            {"name": name, "label": label, "count": pieces().count(), "url": f"{address}?xem={name}"}
            for name, (label, pieces) in queues.HEAPS.items()
        ]
        return [heap for heap in heaps if heap["count"] or heap["name"] in (self.tab, *queues.ALWAYS_SHOWN)]

    def rows(self, pieces):
        clearances = clearances_of(pieces)
        return [
            {
                "standing": place,
                "clearance": clearances.get(place.page.pk),
                "compare": compare_url(place, clearance=clearances.get(place.page.pk)),
            }
            for place in piece_standing.standings(pieces, user=self.request.user)
        ]


def compare_url(place, *, clearance):
    """Wagtail's comparison of the leader's version with the newest, when the board has changed something since."""
    page = place.page
    if place.stage != Stage.AT_BOARD or clearance is None or clearance.decided_revision_id == page.latest_revision_id:
        return None
    return reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, clearance.decided_revision_id, page.latest_revision_id]
    )


def clearances_of(pieces):
    """{piece's key: the newest approval by its leader} in one query."""
    states = ClearanceState.objects.of(pieces, step=steps.LEADER_STEP, status=ClearanceState.STATUS_APPROVED)
    found = states.exclude(digest="").select_related("workflow_state", "finished_by").order_by("finished_at", "pk")
    return {int(state.workflow_state.object_id): state for state in found}
