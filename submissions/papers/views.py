"""The screens of approvals on paper: the unit attaches, the desk compares and confirms, board and desk look through."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from submissions.desk.one_piece import PieceMixin
from submissions.models import ClearanceState, NewsPage, PaperApproval
from submissions.papers import approving, scans
from submissions.papers.forms import AttachForm, PaperFilter
from submissions.rights import positions, rights, roles
from submissions.rights.steps import LEADER_STEP
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView, FormDecidingView
from submissions.standing import queues, titles

PAGE_SIZE = 20
TITLE = _("Approvals on paper")


class AttachView(PieceMixin, FormDecidingView, ScreenMixin, TemplateView):
    """The unit attaches the signed paper to the piece as it stands."""

    may_see = staticmethod(rights.user_can_attach_paper)
    http_method_names = ["get", "head", "post", "options"]
    template_name = "submissions/papers/attach.html"
    page_title = _("Signed on paper")
    done = _("The paper has been passed to the intake desk to be confirmed.")

    @property
    def address(self):
        return reverse("submissions:piece", args=[self.piece.pk])

    def bound(self):
        return AttachForm(self.request.POST, self.request.FILES, unit=self.piece.unit)

    def act(self):
        position = self.request.POST.get("position", "")
        approving.attach(pk=self.piece.pk, user=self.request.user, position=position, **self.cleaned)

    def again(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form=None, **kwargs):
        form = form or AttachForm(unit=self.piece.unit)
        position = self.request.POST.get("position") or positions.reading_position(self.piece)
        return super().get_context_data(**kwargs, piece=self.piece, form=form, media=form.media, position=position)


class PaperMixin:
    """A view about one paper: not found for whoever `may_see` does not let know of it."""

    @staticmethod
    def may_see(user, paper):
        return roles.user_is_desk(user)

    def dispatch(self, request, *args, **kwargs):
        if not type(self).may_see(request.user, self.paper):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def paper(self):
        papers = PaperApproval.objects.select_related("page__unit", "unit", "leader", "attached_by", "decided_by")
        return get_object_or_404(papers, pk=self.kwargs["pk"])


class PaperView(PaperMixin, ScreenMixin, TemplateView):
    """The scan beside the piece as it was submitted, for who is to compare them; the piece is shown for that alone."""

    template_name = "submissions/papers/paper.html"
    page_title = _("Approval on paper")

    @property
    def above(self):
        return [{"url": reverse("papers:index"), "label": TITLE}]

    def get_context_data(self, **kwargs):
        waits = self.paper.state == PaperApproval.State.WAITING
        may_decide = waits and rights.user_can_confirm_paper(self.request.user, self.paper)
        text = approving.text_of(self.paper) if may_decide else None
        return super().get_context_data(
            **kwargs,
            paper=self.paper,
            piece=self.paper.page,
            text=text,
            authors=list(text.authors.all()) if text is not None else [],
            is_photo=scans.is_photo(self.paper),
            is_void=may_decide and text is None,
            may_confirm=text is not None,
            may_refuse=may_decide,
        )


class ScanView(PaperMixin, View):
    may_see = staticmethod(rights.user_can_see_scan)

    def get(self, request, *args, **kwargs):
        return scans.as_response(self.paper)


class PaperDecisionView(PaperMixin, DecidingView):
    @property
    def address(self):
        return reverse("papers:paper", args=[self.paper.pk])

    def after_success(self):
        return reverse("papers:index")


class ConfirmView(PaperDecisionView):
    done = _("Confirmed as the leader's approval. The piece has been passed to the editorial board.")

    def act(self):
        approving.confirm(pk=self.paper.pk, user=self.request.user)


class RefuseView(PaperDecisionView):
    done = _("The paper has been given back to the unit with the reason.")

    def act(self):
        approving.refuse(pk=self.paper.pk, user=self.request.user, reason=self.request.POST.get("reason"))


class PapersView(AllowedMixin, ScreenMixin, TemplateView):
    """What is to be confirmed, for the desk; what was confirmed, by unit and day, with the numbers of the years."""

    allowed = staticmethod(roles.user_can_use_board_queue)
    template_name = "submissions/papers/papers.html"
    page_title = TITLE

    def get_context_data(self, **kwargs):
        user = self.request.user
        wanted = PaperFilter(self.request.GET)
        related = PaperApproval.objects.select_related("page__unit", "unit", "attached_by", "decided_by")
        confirmed = wanted.narrow(related.filter(state=PaperApproval.State.CONFIRMED)).order_by("-decided_at", "-pk")
        page = Paginator(confirmed, PAGE_SIZE).get_page(self.request.GET.get("p"))
        pieces = queues.placed(NewsPage.objects.filter(pk__in=[paper.page_id for paper in page]))
        known = titles.told_titles(user, list(pieces))
        for paper in page:
            paper.title = known[paper.page_id]
        waiting = related.filter(pk__in=PaperApproval.objects.waiting().values("pk")).order_by("attached_at", "pk")
        return super().get_context_data(
            **kwargs,
            waiting=waiting if roles.user_is_desk(user) else [],
            filter=wanted,
            media=wanted.media,
            page_obj=page,
            years=years_of_approvals(),
        )


def years_of_approvals():
    """Per year, the latest first: approvals by units' leaders (`approvals`), and how many on paper (`on_paper`)."""
    approved = ClearanceState.objects.filter(
        task__content_type__model=LEADER_STEP, status=ClearanceState.STATUS_APPROVED, finished_at__isnull=False
    )
    by_year = approved.order_by().annotate(year=ExtractYear("finished_at")).values("year")
    on_paper = Count("pk", filter=Q(confirmed_by__isnull=False))
    return by_year.annotate(approvals=Count("pk"), on_paper=on_paper).order_by("-year")
