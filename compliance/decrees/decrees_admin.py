"""The screens of decrees and of what each of their points asks of a category."""

from django.db.models import Count
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.coverage.table import deadline_words
from compliance.decrees.loading_screen import LoadDecreesView
from compliance.decrees.previews import CoveragePreview, checked_words, number_of_points
from submissions.models import Decree, DecreePoint
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, validity_in_words
from submissions.units.loading_view import LoadListButton


class DecreeIndexView(LoadListButton, generic.IndexView):
    add_item_label = gettext_lazy("Add legal basis")
    load_view, load_url_name = LoadDecreesView, "decrees:load"

    def get_base_queryset(self):
        return Decree.objects.annotate(number_of_points=Count("points"))


class DecreeCreateView(CoveragePreview, generic.CreateView):
    pass


class DecreeEditView(CoveragePreview, generic.EditView):
    pass


class DecreeKeptView(KeptView):
    why_kept = gettext_lazy(
        "A legal basis is not deleted, because the tables of its time rest on it. Enter the day from which it no "
        "longer holds."
    )


class DecreeViewSet(ModelViewSet):
    """Admin screens under /admin/can-cu-chuyen-muc/."""

    model = Decree
    name = "decrees"
    url_prefix = "can-cu-chuyen-muc"
    icon = "doc-full"
    menu_label = gettext_lazy("Legal bases of categories")
    menu_order = 331
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = DecreeIndexView
    add_view_class = DecreeCreateView
    edit_view_class = DecreeEditView
    delete_view_class = DecreeKeptView
    list_display = [
        "number",
        RegisterColumn("span", label=gettext_lazy("Holds"), accessor="span"),
        RegisterColumn("validity", label=gettext_lazy("Validity"), accessor=validity_in_words),
        RegisterColumn("points", label=gettext_lazy("Categories"), accessor=number_of_points),
        RegisterColumn("checked", label=gettext_lazy("Original text"), accessor=checked_words),
    ]
    panels = [
        HelpPanel(
            gettext_lazy(
                "When a new decree takes the place of an old one: enter here from which day the old one no longer "
                "holds, add the new one from the same day, then add its points under “Categories in decrees”, or read "
                "in both from a list, by the button over the register of legal bases. Before anything is saved, a "
                "preview shows what it does to the table of categories. Pieces stay where they are, and closed figures "
                "never change."
            )
        ),
        FieldPanel("number"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("is_checked"),
    ]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("tu-tep/", LoadDecreesView.as_view(), name="load")]


class PointIndexView(generic.IndexView):
    """As the decrees list them, the newest decree first."""

    add_item_label = gettext_lazy("Add point of a decree")

    def get_base_queryset(self):
        return DecreePoint.objects.select_related("decree", "category")


class PointCreateView(CoveragePreview, generic.CreateView):
    pass


class PointEditView(CoveragePreview, generic.EditView):
    pass


class PointKeptView(KeptView):
    why_kept = gettext_lazy(
        "What a decree asked is not deleted, because the tables of its time rest on it. Enter the day from which it "
        "no longer holds."
    )


def binding_words(point):
    return _("✓ binding") if point.is_binding else _("○ not binding")


class DecreePointViewSet(ModelViewSet):
    """Admin screens under /admin/quy-dinh-chuyen-muc/."""

    model = DecreePoint
    name = "decree_points"
    url_prefix = "quy-dinh-chuyen-muc"
    icon = "list-ul"
    menu_label = gettext_lazy("Categories in decrees")
    menu_order = 332
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = PointIndexView
    add_view_class = PointCreateView
    edit_view_class = PointEditView
    delete_view_class = PointKeptView
    list_display = [
        "reference",
        RegisterColumn("category", label=gettext_lazy("Category")),
        RegisterColumn("binding", label=gettext_lazy("For this city"), accessor=binding_words),
        RegisterColumn("deadline", label=gettext_lazy("Deadline"), accessor=deadline_words),
        RegisterColumn("span", label=gettext_lazy("Holds"), accessor="span"),
        RegisterColumn("checked", label=gettext_lazy("Original text"), accessor=checked_words),
    ]
    list_filter = ["decree", "category", "is_binding", "is_checked"]
    panels = [
        HelpPanel(
            gettext_lazy(
                "One point of a decree and the category of this site in which it is published. A category follows one "
                "point at a time; where a later decree names it again, older pieces stay filed there. Lines that "
                "nobody has read in the original text say so, here and in the table of categories."
            )
        ),
        MultiFieldPanel(
            [
                FieldPanel("decree"),
                FieldRowPanel([FieldPanel("article"), FieldPanel("clause"), FieldPanel("point")]),
                FieldPanel("title"),
                FieldPanel("is_checked"),
            ],
            heading=gettext_lazy("Where it stands"),
        ),
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("is_binding")],
            heading=gettext_lazy("In which category, and whether it binds"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("deadline_days"), FieldPanel("issuer_days")]),
                FieldPanel("counted_from"),
            ],
            heading=gettext_lazy("Within how many working days"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])],
            heading=gettext_lazy("Only where it differs from the decree: from when to when"),
        ),
    ]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)
