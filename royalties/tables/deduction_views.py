"""Taking back, in a table that is being prepared, what an approved one paid: found, then decided with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.assessing import drafts
from royalties.models import RoyaltyLine
from royalties.tables.forms import AmountForm, DeductionSearch
from royalties.tables.table_rows import Row
from royalties.tables.table_views import DraftMixin
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal, tell
from submissions.standing.titles import public_title
from vietnamese.text import fold

PAGE_SIZE = 20


def approved_lines():
    """What approved tables pay, newest first (a queryset of RoyaltyLines)."""
    lines = RoyaltyLine.objects.filter(table__approved_at__isnull=False, amount__gt=0)
    lines = lines.select_related("author", "table", "unit", "corrects").annotate(is_public=F("piece__is_live"))
    return lines.order_by("-published_at", "-pk")


def deductible():
    """Those of the `approved_lines` from which nothing is deducted yet."""
    return approved_lines().filter(corrections=None)


def found_by(text):
    """Deductible lines by a word of the title or of a name, marks or not."""
    by_name = Q(pk=None)
    for field in ("signed_as", "author_name"):
        names = RoyaltyLine.objects.order_by().values_list(field, flat=True).distinct()
        by_name |= Q(**{f"{field}__in": [name for name in names if fold(text) in fold(name)]})
    pieces = NewsPage.objects.filter(public_title(text)).order_by().values("pk")
    return deductible().filter(by_name | Q(piece__in=pieces) | Q(title__icontains=text))


class ChooseView(DraftMixin, TemplateView):
    """Lines whose piece is taken down, first; any other by search."""

    template_name = "royalties/tables/deductions.html"
    page_title = gettext_lazy("Add a deduction")

    def get_context_data(self, **kwargs):
        search = DeductionSearch(self.request.GET)
        text = search.cleaned_data["q"] if search.is_valid() else ""
        lines = found_by(text) if text else deductible().filter(is_public=False)
        page = Paginator(lines, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            table=self.table,
            search=search,
            searched=text,
            page_obj=page,
            rows=[Row(0, line) for line in page.object_list],
            **kwargs,
        )


class DeductView(DraftMixin, TemplateView):
    template_name = "royalties/tables/deduct.html"
    page_title = gettext_lazy("Add a deduction")

    @cached_property
    def line(self):
        return get_object_or_404(approved_lines(), pk=self.kwargs["line_id"])

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(
            table=self.table,
            row=Row(0, self.line),
            line=self.line,
            form=form or AmountForm(initial={"amount": self.line.amount}),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = AmountForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            drafts.deduct(self.table.pk, self.line, **form.cleaned_data)
        except Refusal as refusal:
            tell(request, refusal)
            return redirect(request.path)
        messages.success(request, _("The deduction stands in the table."))
        return redirect(self.table_url)
