"""Correcting, in a table that is being prepared, what an approved one paid: taken back, or put up again."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.assessing import correcting
from royalties.models import RoyaltyLine
from royalties.rights.preparing import PreparingMixin
from royalties.tables.forms import AmountForm, DeductionSearch, RestoreForm
from royalties.tables.table_rows import Row
from royalties.tables.table_views import DraftMixin
from submissions.models import NewsPage
from submissions.screens.deciding import FormDecidingView
from submissions.standing.titles import public_title
from vietnamese.numbers import money
from vietnamese.text import fold

PAGE_SIZE = 20


def approved_lines():
    """What approved tables pay, newest first (a queryset of RoyaltyLines)."""
    lines = RoyaltyLine.objects.filter(table__approved_at__isnull=False, amount__gt=0)
    lines = lines.exclude(kind__in=RoyaltyLine.CORRECTIONS)
    lines = lines.select_related("author", "table", "unit", "corrects").annotate(is_public=F("piece__is_live"))
    return lines.order_by("-published_at", "-pk")


def deductible():
    """Those of the `approved_lines` of which something is left."""
    corrected = Coalesce(Sum("corrections__amount"), 0)
    return approved_lines().annotate(corrected=corrected).filter(amount__gt=-F("corrected"))


@dataclass(frozen=True)
class Corrected:
    """An approved line as the list shows it, with what became of it."""

    row: Row
    balance: correcting.Balance

    @property
    def line(self):
        return self.row.line

    @property
    def left(self):
        """What is left of it (str), or "" where nothing was taken back."""
        return money(self.balance.left) if self.balance.left != self.balance.amount else ""

    @property
    def may_deduct(self):
        return self.balance.deductible > 0

    @property
    def may_restore(self):
        return self.balance.restorable > 0


def found_by(text):
    """Approved lines by a word of the title or of a name, marks or not; also what was taken back in full."""
    by_name = Q(pk=None)
    for field in ("signed_as", "author_name"):
        names = RoyaltyLine.objects.order_by().values_list(field, flat=True).distinct()
        by_name |= Q(**{f"{field}__in": [name for name in names if fold(text) in fold(name)]})
    pieces = NewsPage.objects.filter(public_title(text)).order_by().values("pk")
    return approved_lines().filter(by_name | Q(piece__in=pieces) | Q(title__icontains=text))


class ChooseView(DraftMixin, TemplateView):
    """Lines whose piece is taken down, first; any other by search."""

    template_name = "royalties/tables/deductions.html"
    page_title = gettext_lazy("Add a deduction")

    def get_context_data(self, **kwargs):
        search = DeductionSearch(self.request.GET)
        text = search.cleaned_data["q"] if search.is_valid() else ""
        lines = found_by(text) if text else deductible().filter(is_public=False)
        page = Paginator(lines, PAGE_SIZE).get_page(self.request.GET.get("p"))
        found = list(page.object_list)
        balances = correcting.balances_of(found)
        return super().get_context_data(
            table=self.table,
            search=search,
            searched=text,
            page_obj=page,
            rows=[Corrected(Row(0, line), balances[line.pk]) for line in found],
            **kwargs,
        )


class CorrectionView(PreparingMixin, FormDecidingView, DraftMixin, TemplateView):
    """A form that corrects one approved line, under the history of what was corrected before."""

    template_name = "royalties/tables/correct.html"
    http_method_names = ("get", "head", "post", "options")

    @cached_property
    def line(self):
        return get_object_or_404(approved_lines(), pk=self.kwargs["line_id"])

    @cached_property
    def balance(self):
        return correcting.balance_of(self.line)

    @property
    def prepared_paper(self):
        return self.table

    def get_context_data(self, form=None, **kwargs):
        form = form or self.form()
        history = list(correcting.history_of(self.line))
        return super().get_context_data(
            table=self.table,
            row=Row(0, self.line),
            line=self.line,
            form=form,
            media=form.media,
            history=[Row(number, each) for number, each in enumerate(history, start=1)],
            left=money(self.balance.left),
            **kwargs,
        )

    def bound(self):
        return self.form(self.request.POST)

    def again(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    @property
    def address(self):
        return self.request.path

    def after_success(self):
        return self.table_url

    def form(self, data=None):
        """The form that takes what is corrected, with `data` as it was sent."""
        raise NotImplementedError


class DeductView(CorrectionView):
    page_title = gettext_lazy("Add a deduction")
    done = gettext_lazy("The deduction stands in the table.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(other_way=self.balance.restorable > 0, **kwargs)

    def form(self, data=None):
        return AmountForm(data, initial={"amount": max(self.balance.deductible, 0)})

    def act(self):
        correcting.deduct(self.table.pk, self.line, **self.cleaned)


class RestoreView(CorrectionView):
    page_title = gettext_lazy("Pay again what was deducted")
    done = gettext_lazy("What was deducted is put up again in the table.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(restores=True, needs_decision=self.balance.needs_decision, **kwargs)

    def form(self, data=None):
        initial = {"amount": max(self.balance.restorable, 0)}
        return RestoreForm(data, initial=initial, needs_decision=self.balance.needs_decision)

    def act(self):
        correcting.restore(self.table.pk, self.line, **self.cleaned)
