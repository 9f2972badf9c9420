"""The register of what authors declared about the tax withheld, kept by the accountant."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from royalties.models import TaxMark
from royalties.rights.policies import HeldAndKeptPolicy
from submissions.screens.registers import KeptView, RegisterColumn, RegisterForms, validity_in_words


class TaxMarkIndexView(generic.IndexView):
    add_item_label = _("Add declaration")

    def get_base_queryset(self):
        return TaxMark.objects.select_related("author")


class TaxMarkCreateView(RegisterForms, generic.CreateView):
    pass


class TaxMarkEditView(RegisterForms, generic.EditView):
    pass


class TaxMarkKeptView(KeptView):
    why_kept = _(
        "A declaration is not deleted, because lists of its time were taxed by it. Enter the day from which it no "
        "longer holds."
    )


class TaxMarkViewSet(ModelViewSet):
    """Admin screens under /admin/cam-ket-thue/; in the menu of royalties."""

    model = TaxMark
    name = "tax_marks"
    url_prefix = "cam-ket-thue"
    icon = "doc-full"
    menu_label = _("Declarations about tax")
    menu_hook = "register_royalties_menu_item"
    menu_order = 62
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = TaxMarkIndexView
    add_view_class = TaxMarkCreateView
    edit_view_class = TaxMarkEditView
    delete_view_class = TaxMarkKeptView
    list_display = [
        "author",
        RegisterColumn("kind", label=_("Declared"), accessor="get_kind_display"),
        RegisterColumn("document", label=_("Paper")),
        RegisterColumn("span", label=_("Holds"), accessor="span"),
        RegisterColumn("validity", label=_("Validity"), accessor=validity_in_words),
    ]
    list_filter = ["kind"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "A commitment (cam kết) keeps the tax from being withheld; on request it is withheld below the "
                    "threshold as well. Either counts for lists whose day of payment it holds on. The person stays in "
                    "the year's list all the same."
                )
            ),
            FieldPanel("author"),
            FieldPanel("kind"),
            FieldPanel("document"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])], heading=_("From when")
            ),
        ]
    )

    @property
    def permission_policy(self):
        return HeldAndKeptPolicy(self.model)
