"""What readers said of pages, for the desk: numbers for each page, texts one by one."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from feedback.models import PageNote
from feedback.rights import rights
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import AlreadyDone

PAGE_SIZE = 40
# Of pages with the most complaints.
PAGES_COUNTED = 20
Kind = PageNote.Kind


class NotesView(AllowedMixin, ScreenMixin, TemplateView):
    """Texts that nobody has seen to, the newest first; done ones on a page of their own."""

    allowed = staticmethod(rights.user_can_see_notes)
    template_name = "feedback/page_notes/notes.html"
    page_title = _("Readers' notes on pages")
    header_icon = "comment"

    def get_context_data(self, **kwargs):
        is_done = self.request.GET.get("xem") == "xong"
        notes = PageNote.objects.exclude(text="").filter(done_at__isnull=not is_done).select_related("done_by")
        return super().get_context_data(
            **kwargs,
            is_done=is_done,
            pages=counted(),
            page_obj=Paginator(notes, PAGE_SIZE).get_page(self.request.GET.get("p")),
        )


def counted():
    """[{path, useful, useless, error}] of the pages with the most that is wrong."""
    kinds = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in Kind}
    pages = PageNote.objects.order_by().values("path").annotate(**kinds)
    return pages.order_by("-error", "-useless", "-useful", "path")[:PAGES_COUNTED]


class NoteDoneView(AllowedMixin, DecidingView):
    allowed = staticmethod(rights.user_can_see_notes)
    done = _("Marked as done.")

    def act(self):
        note = PageNote.objects.filter(pk=self.kwargs["pk"], done_at=None)
        if not note.update(done_at=timezone.now(), done_by=self.request.user):
            raise AlreadyDone(_("This note was marked as done before."))

    @property
    def address(self):
        return reverse("feedback:notes")
