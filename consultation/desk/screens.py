"""What the screens of opinions share: for whom they are, and that no word of a citizen is kept or reported."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consultation.models import ConsultationPage
from consultation.rights import rights
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.access import AllowedMixin, ScreenMixin, Unreported
from submissions.statements.lists import user_can_see_statements

TITLE = _("Public consultations")


class OpinionScreen(Unreported, AllowedMixin, ScreenMixin):
    """A screen with words of citizens: in no cache and no report, and refused in words where the key is another."""

    allowed = staticmethod(rights.user_can_see)
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except UnreadablePersonalData as unreadable:
            context = {"title": TITLE, "refusal": str(unreadable)}
            return render(request, "consultation/desk/unreadable.html", context, status=503)

    def get_context_data(self, **kwargs):
        """With whether the person may write drafts and their summaries: the desk may not."""
        return super().get_context_data(**kwargs, may_write=user_can_see_statements(self.request.user))


class OfConsultation(OpinionScreen):
    """A screen of one consultation that was ever public."""

    @cached_property
    def consultation(self):
        public = ConsultationPage.objects.filter(first_published_at__isnull=False)
        return get_object_or_404(public, pk=self.kwargs["pk"])

    @property
    def above(self):
        return [{"url": reverse("consultation:index"), "label": TITLE}]

    def get_page_title(self):
        return self.consultation.title
