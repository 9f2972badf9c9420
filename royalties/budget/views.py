"""The budget of a year on the screen and as files, and what is behind each of its numbers."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from royalties.budget.columns import COLUMNS, SOURCE, TOTAL, lines_of
from royalties.budget.figures import budget_years, read_budget
from royalties.budget.files import ENTRY_HEADINGS, budget_csv, budget_docx, budget_xlsx, entry_cells, moment_words
from royalties.budget.forms import EntriesFilter
from royalties.budget.pace import pace_of
from royalties.budget.record_addresses import Records
from royalties.budget.warnings import warnings_of
from royalties.models.budget import YEARS
from royalties.papers.cells import written
from royalties.rights.permissions import user_can_keep_budget, user_can_view_totals
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.downloads import CSV, DOCX, XLSX, as_file
from vietnamese.dates import today
from vietnamese.numbers import money

BUDGET_TITLE = gettext_lazy("Budget")
ENTRY_NAMES = [heading for heading, _share in ENTRY_HEADINGS]


class BudgetMixin(AllowedMixin):
    """What all views of a year share: who may read it, and its figures."""

    allowed = staticmethod(user_can_view_totals)

    @property
    def asked(self):
        return self.kwargs["year"]

    @cached_property
    def year(self):
        """The year (int) that is asked for; Http404 for one that no budget is entered for."""
        if not YEARS[0] <= self.asked <= YEARS[1]:
            raise Http404
        return self.asked

    @cached_property
    def budget(self):
        return read_budget(self.year)


class BudgetView(BudgetMixin, ScreenMixin, TemplateView):
    template_name = "royalties/budget/budget.html"
    page_title = BUDGET_TITLE
    header_icon = "table"

    def get_context_data(self, **kwargs):
        budget, day = self.budget, today()
        return super().get_context_data(
            **kwargs | {"year": self.year},
            years=budget_years(day.year, self.year),
            columns=COLUMNS,
            rows=[shown(line, year=self.year) for line in lines_of(budget)] if budget.entries else [],
            warnings=warnings_of(budget),
            pace=pace_of(budget, today=day),
            moment=moment_words(),
            can_enter=user_can_keep_budget(self.request.user),
        )


class RunningYearView(BudgetView):
    """The address in the menu: the year that is chosen in the form, or the running one."""

    @cached_property
    def asked(self):
        asked = self.request.GET.get("year", "")
        return int(asked) if asked.isascii() and asked.isdigit() else today().year


def entry_texts(entry):
    """The cells of an Entry as texts (a list of str)."""
    return [written(value) for value in entry_cells(entry)]


def shown(line, *, year):
    """A Line as the template shows it: its title, level, and for each column heading, text and what opens behind it."""
    chosen = {"source": line.source and line.source.pk, "purpose": line.purpose}
    cells = []
    for column in COLUMNS:
        query = urlencode({name: value for name, value in (chosen | {"stage": column.stage}).items() if value})
        opens = column.value(line) and not column.is_share
        address = f"{reverse('budget:entries', args=[year])}?{query}" if opens else ""
        cells.append({"column": column, "text": column.text(line), "address": address})
    is_short = line.figures.left < 0
    return {"line": line, "cells": cells, "is_sum": line.level in (SOURCE, TOTAL), "is_short": is_short}


class EntriesView(BudgetMixin, ScreenMixin, TemplateView):
    """The entries that a number of the budget is the sum of, each with the way to its record."""

    template_name = "royalties/budget/entries.html"
    header_icon = "list-ul"

    @property
    def above(self):
        return [{"url": reverse("budget:year", args=[self.year]), "label": f"{BUDGET_TITLE} {self.year}"}]

    @cached_property
    def filter(self):
        """The filter of the address; Http404 for what names none of ours."""
        form = EntriesFilter(self.request.GET)
        if not form.is_valid():
            raise Http404
        return form

    def get_page_title(self):
        chosen = self.filter.cleaned_data
        words = [chosen["stage"] and chosen["stage"].label, chosen["purpose"] and chosen["purpose"].label]
        return ", ".join(str(word) for word in [*words, chosen["source"]] if word) or _("All entries")

    def get_context_data(self, **kwargs):
        entries = self.budget.behind(**self.filter.cleaned_data)
        records = Records(self.request.user)
        return super().get_context_data(
            filter=self.filter,
            headings=ENTRY_NAMES,
            rows=[
                {
                    "cells": list(zip(ENTRY_NAMES, entry_texts(entry), strict=True)),
                    "address": records.address(entry.record),
                }
                for entry in entries
            ],
            total=self.total_of(entries),
            **kwargs,
        )

    def total_of(self, entries):
        """The sum in words of an office (str); none where what is allotted and what is used stand together."""
        return money(sum(entry.amount for entry in entries)) if self.filter.cleaned_data["stage"] else ""


class BudgetFileView(BudgetMixin, View):
    """The lines of the screen as a file."""

    content_type: str
    suffix: str

    def get(self, request, *args, **kwargs):
        name = f"tinh-hinh-du-toan-{self.year}.{self.suffix}"
        return as_file(self.written(), name=name, content_type=self.content_type)


class BudgetXlsxView(BudgetFileView):
    content_type, suffix = XLSX, "xlsx"

    def written(self):
        return budget_xlsx(self.budget)


class BudgetDocxView(BudgetFileView):
    content_type, suffix = DOCX, "docx"

    def written(self):
        return budget_docx(self.budget)


class BudgetCsvView(BudgetFileView):
    content_type, suffix = CSV, "csv"

    def written(self):
        return budget_csv(self.budget)
