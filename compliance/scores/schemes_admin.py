"""The desk's screens for the schemes of points."""

from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.models import ScoreScheme
from compliance.scores.effects import OpenScores, ScoresEffect
from compliance.scores.wording import scheme_words
from compliance.terms.previews import PreviewedSave
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn
from vietnamese.numbers import decimal


class SchemeForm(WagtailAdminModelForm):
    """Writes the year as a year: other whole numbers have a dot after the thousands."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_year"].write = str


class ScoresPreview(PreviewedSave):
    """Shows whose points of a year that is not settled would change."""

    def situation(self, changed):
        return OpenScores()

    def effect(self, before, after):
        return ScoresEffect(before.changes_to(after))


class SchemeIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Add scheme")


class SchemeCreateView(ScoresPreview, generic.CreateView):
    pass


class SchemeEditView(ScoresPreview, generic.EditView):
    pass


class SchemeKeptView(KeptView):
    why_kept = gettext_lazy(
        "A scheme of points is not deleted, because the points of its years rest on it. Add a scheme that holds from a "
        "later year."
    )


class ScoreSchemeViewSet(ModelViewSet):
    """Admin screens under /admin/thang-diem/."""

    model = ScoreScheme
    name = "score_schemes"
    url_prefix = "thang-diem"
    icon = "order"
    menu_label = gettext_lazy("Scheme of points")
    menu_order = 315
    add_to_settings_menu = True
    copy_view_enabled = False
    ordering = "-first_year"
    index_view_class = SchemeIndexView
    add_view_class = SchemeCreateView
    edit_view_class = SchemeEditView
    delete_view_class = SchemeKeptView
    list_display = [
        "__str__",
        RegisterColumn("maximum", label=gettext_lazy("Most points"), accessor=lambda scheme: decimal(scheme.maximum)),
        RegisterColumn(
            "basis", label=gettext_lazy("What it rests on"), accessor=lambda scheme: scheme_words(scheme)[0]
        ),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "The numbers that stand here at first are a proposal of this software and rest on no document. "
                    "Change them as the city decides, and enter the document below. A scheme under which the last "
                    "period of a year is closed stays as it is: for later years add another one."
                )
            ),
            FieldPanel("first_year"),
            FieldPanel("maximum"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("below_deduction"), FieldPanel("nothing_deduction")])],
                heading=gettext_lazy("Deductions"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("extra_bonus"), FieldPanel("article_bonus")]),
                    FieldRowPanel([FieldPanel("monthly_cap"), FieldPanel("yearly_cap")]),
                ],
                heading=gettext_lazy("Bonus"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("good_from"), FieldPanel("fair_from"), FieldPanel("average_from")])],
                heading=gettext_lazy("Bands"),
            ),
            FieldPanel("legal_basis"),
        ],
        base_form_class=SchemeForm,
    )

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)
