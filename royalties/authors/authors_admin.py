"""The register of authors: who is paid, as what. Personal numbers stand on their own (royalties/personal/views.py)."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from royalties.authors.author_forms import AuthorForm
from royalties.authors.loading_screen import LoadAuthorsView
from royalties.models import Author
from royalties.rights.permissions import user_can_see_personal_details
from submissions.models import Unit
from submissions.screens.registers import FoldedSearch, KeptPolicy, KeptView, RegisterColumn, RegisterForms
from submissions.units.loading_view import LoadListButton


class AuthorFilterSet(WagtailFilterSet):
    unit = django_filters.ModelChoiceFilter(label=gettext_lazy("Unit"), queryset=Unit.objects.all())
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Paid as"), choices=Author.Kind.choices, widget=forms.RadioSelect
    )
    is_checked = django_filters.ChoiceFilter(
        label=gettext_lazy("Checked"),
        choices=[("False", gettext_lazy("Not checked yet")), ("True", gettext_lazy("Checked"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Author
        fields = ["unit", "kind", "is_checked"]


class AuthorIndexView(LoadListButton, FoldedSearch, generic.IndexView):
    page_title = gettext_lazy("Authors")
    add_item_label = gettext_lazy("Add author")
    load_view, load_url_name = LoadAuthorsView, "royalty_authors:load"

    def get_base_queryset(self):
        return Author.objects.select_related("unit", "account")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if user_can_see_personal_details(self.request.user):
            url = reverse("royalty_personal:details", args=[instance.pk])
            buttons.append(Button(_("Personal details"), url=url, icon_name="lock", priority=20))
        return buttons


class AuthorCreateView(RegisterForms, generic.CreateView):
    pass


class AuthorEditView(RegisterForms, generic.EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if user_can_see_personal_details(self.request.user):
            url = reverse("royalty_personal:details", args=[self.object.pk])
            buttons.append(Button(_("Personal details"), url=url, icon_name="lock", priority=20))
        return buttons


class AuthorKeptView(KeptView):
    why_kept = gettext_lazy("An author is not deleted, because what was paid to whom must stay known.")


def checked_in_words(author):
    return _("✓ Checked") if author.is_checked else _("○ Not checked yet")


class AuthorViewSet(ModelViewSet):
    """Admin screens under /admin/tac-gia/; in the menu of royalties."""

    model = Author
    name = "royalty_authors"
    url_prefix = "tac-gia"
    icon = "user"
    menu_label = gettext_lazy("Authors")
    menu_hook = "register_royalties_menu_item"
    menu_order = 60
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = AuthorIndexView
    add_view_class = AuthorCreateView
    edit_view_class = AuthorEditView
    delete_view_class = AuthorKeptView
    filterset_class = AuthorFilterSet
    search_fields = ["name", "pen_name"]
    search_backend_name = None
    list_display = [
        "__str__",
        RegisterColumn("unit", label=gettext_lazy("Unit"), accessor=lambda author: author.unit or "–"),
        RegisterColumn("kind", label=gettext_lazy("Paid as"), accessor="get_kind_display"),
        RegisterColumn(
            "account",
            label=gettext_lazy("Account"),
            accessor=lambda author: author.account.username if author.account else "–",
        ),
        RegisterColumn("checked", label=gettext_lazy("Checked"), accessor=checked_in_words),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "One entry for each person, also where the person signs with a pen name. The name must be the one "
                    "that stands under the pieces, so that they are found. Identity, tax and bank numbers are entered "
                    "by the accountant on a screen of their own."
                )
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("name"), FieldPanel("pen_name")])], heading=gettext_lazy("Name and pen name")
            ),
            FieldPanel("unit"),
            FieldPanel("kind"),
            FieldPanel("account"),
            FieldPanel("is_checked"),
        ],
        base_form_class=AuthorForm,
    )

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("tu-tep/", LoadAuthorsView.as_view(), name="load")]
