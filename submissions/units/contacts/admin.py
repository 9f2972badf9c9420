"""How citizens reach each unit, kept by desk and administrator on one screen for each unit."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from submissions.models import Unit, UnitContact
from submissions.screens.registers import FoldedSearch, KeptPolicy, KeptView, RegisterColumn, RegisterForms
from submissions.units.contacts.views import LoadContactsView
from submissions.units.loading_view import LoadListButton


class ContactForm(WagtailAdminModelForm):
    """Of a unit that has no details yet, or of the one that has these."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if self.instance.pk:
            field.disabled = True
        else:
            field.queryset = Unit.objects.valid_today().filter(page__isnull=False, contact__isnull=True)


class ContactIndexView(LoadListButton, FoldedSearch, generic.IndexView):
    add_item_label = _("Add contact details")
    load_view, load_url_name = LoadContactsView, "unit_contacts:load"

    def get_base_queryset(self):
        return UnitContact.objects.select_related("unit").prefetch_related("leaders").order_by("unit")


class ContactCreateView(RegisterForms, generic.CreateView):
    pass


class ContactEditView(RegisterForms, generic.EditView):
    pass


class ContactKeptView(KeptView):
    why_kept = _("Contact details are not deleted. Empty the fields that should no longer be shown.")


class UnitContactViewSet(ModelViewSet):
    """Admin screens under /admin/lien-he-don-vi/."""

    model = UnitContact
    name = "unit_contacts"
    url_prefix = "lien-he-don-vi"
    icon = "mail"
    menu_label = _("Contact details of units")
    menu_name = "unit-contacts"
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ["unit__name", "unit__short_name"]
    search_backend_name = None
    index_view_class = ContactIndexView
    add_view_class = ContactCreateView
    edit_view_class = ContactEditView
    delete_view_class = ContactKeptView
    list_display = [
        "__str__",
        RegisterColumn("address", label=_("Address"), accessor="address", width="18%"),
        RegisterColumn("telephone", label=_("Telephone"), accessor="telephone", width="14%"),
        RegisterColumn(
            "leaders", label=_("Leaders"), accessor=lambda contact: "; ".join(map(str, contact.leaders.all()))
        ),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            MultiFieldPanel([FieldPanel("address"), FieldPanel("telephone")], heading=_("Office")),
            MultiFieldPanel([FieldPanel("one_stop"), FieldPanel("one_stop_telephone")], heading=_("One-stop shop")),
            InlinePanel(
                "hours",
                heading=_("Opening hours"),
                label=_("Opening hours"),
                help_text=_("Morning and afternoon are two lines. Public holidays need not be entered."),
                panels=[
                    FieldRowPanel([FieldPanel("place"), FieldPanel("first_day"), FieldPanel("last_day")]),
                    FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                ],
            ),
            FieldPanel("reception"),
            InlinePanel(
                "leaders",
                heading=_("Leaders"),
                label=_("Leader"),
                help_text=_(
                    "In the order in which they are shown. "
                    "Numbers and addresses only where the office makes them known."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
                    FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
                ],
            ),
        ],
        base_form_class=ContactForm,
    )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("tu-tep/", LoadContactsView.as_view(), name="load")]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)
