"""Forms of documents, authorities and fields: added, never deleted, and renamed while no public document bears them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from library.models import Authority, DocumentForm, Field
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, RegisterForms


class TermCreateView(RegisterForms, generic.CreateView):
    page_title = _("Add")


class TermEditView(RegisterForms, generic.EditView):
    pass


class TermKeptView(KeptView):
    why_kept = _("It is not deleted: documents are filed under it. Leave it unused, or correct its name.")


class TermViewSet(ModelViewSet):
    """Admin screens of one of the lists."""

    icon = "list-ul"
    form_fields = ["title", "display_order"]
    copy_view_enabled = False
    list_per_page = 50
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    delete_view_class = TermKeptView
    list_display = ["title", RegisterColumn("display_order", label=_("Order"))]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)


class FormViewSet(TermViewSet):
    model = DocumentForm
    name = "document_forms"
    url_prefix = "hinh-thuc-van-ban"
    menu_label = _("Forms of documents")


class AuthorityViewSet(TermViewSet):
    model = Authority
    name = "document_authorities"
    url_prefix = "co-quan-ban-hanh"
    menu_label = _("Issuing authorities")
    form_fields = ["title", "is_ours", "display_order"]


class FieldViewSet(TermViewSet):
    model = Field
    name = "document_fields"
    url_prefix = "linh-vuc-van-ban"
    menu_label = _("Fields of documents")


class DocumentLists(ViewSetGroup):
    """The three lists, together in the menu."""

    items = (FormViewSet, AuthorityViewSet, FieldViewSet)
    menu_label = _("Lists of documents")
    menu_icon = "list-ul"
    menu_order = 60
