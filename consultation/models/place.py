"""The page that all consultations hang below: open ones first."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models.tree import StructurePage
from submissions.statements.statement import StatementsPlace
from vietnamese.dates import today

from .draft import ConsultationPage

PER_PAGE = 20


class ConsultationsPage(StatementsPlace, StructurePage):
    """All consultations. Made by a migration."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["consultation.ConsultationPage"]

    class Meta:
        verbose_name = _("public consultations")
        verbose_name_plural = _("public consultations")

    def typed_children(self):
        return ConsultationPage.objects.child_of(self).select_related("unit")

    def get_context(self, request, *args, **kwargs):
        """What is open or to come, the first to end first; what has ended by pages, the last first."""
        public, day = self.typed_children().live(), today()
        ended = Q(closes_on__lt=day)
        return super().get_context(request, *args, **kwargs) | {
            "running": public.exclude(ended).order_by("closes_on", "pk"),
            "page_obj": Paginator(public.filter(ended).order_by("-closes_on", "-pk"), PER_PAGE).get_page(
                request.GET.get("trang")
            ),
        }
