"""The page that all documents hang below."""

from django.utils.translation import gettext_lazy as _

from submissions.models.tree import StructurePage
from submissions.statements.statement import StatementsPlace

from . import listing
from .document import DocumentPage


class DocumentsPage(StatementsPlace, StructurePage):
    """The library. Made by a migration; its title is the administrators' no more than its place."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["library.DocumentPage"]

    class Meta:
        verbose_name = _("library of documents")
        verbose_name_plural = _("libraries of documents")

    def typed_children(self):
        return DocumentPage.objects.child_of(self).select_related("form", "authority", "field", "category")

    def get_context(self, request, *args, **kwargs):
        """The list as the address asks for it; everybody gets the same, without scripts."""
        asked = listing.DocumentFilter(request.GET, years=listing.years())
        documents = asked.narrowed(listing.newest())
        return super().get_context(request, *args, **kwargs) | {
            "filter": asked,
            "is_filtered": bool(asked.given),
            "listing": listing.page_of(documents, request.GET, given=asked.given),
        }
