"""One line of a table that is being prepared: a small page with a form for each thing that a person decides on it."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.assessing import drafts
from royalties.assessing.collecting import Rates
from royalties.models import RoyaltyLine
from royalties.rights.preparing import PreparingMixin
from royalties.tables.forms import AuthorForm, CoefficientForm, PercentForm, SurchargeForm, UnpaidForm
from royalties.tables.table_rows import lines_of, row_by
from royalties.tables.table_views import DraftMixin
from submissions.screens.deciding import FormDecidingView
from submissions.screens.refusals import Refusal
from vietnamese.dates import day_of

Kind = RoyaltyLine.Kind


class LineView(DraftMixin, TemplateView):
    """What the line is and how its amount comes about, with the forms; a form that is sent to it is shown again."""

    template_name = "royalties/tables/line.html"

    @cached_property
    def row(self):
        lines = list(lines_of(self.table))
        number = next((number for number, line in enumerate(lines, 1) if line.pk == self.kwargs["line_id"]), None)
        if number is None:
            raise Http404
        return row_by(Rates(), number, lines[number - 1])

    @property
    def line(self):
        return self.row.line

    def get_page_title(self):
        return _("Line %(number)s") % {"number": self.row.number}

    def get_context_data(self, sent=None, **kwargs):
        forms = self.forms() | (sent or {})
        return super().get_context_data(
            table=self.table, table_url=self.table_url, row=self.row, line=self.line, **forms, **kwargs
        )

    def forms(self):
        """{name: form} of what can be decided on this line."""
        row, line = self.row, self.line
        forms = {}
        if row.is_royalty:
            forms["coefficient_form"] = CoefficientForm(
                initial={"coefficient": line.coefficient, "reason": line.reason}, prefix="coefficient"
            )
            extra = self.table.lines.filter(piece=line.piece_id, kind=Kind.ENCOURAGEMENT, signed_as=line.signed_as)
            if not extra.exists():
                forms["encourage_form"] = PercentForm(prefix="encourage")
            if bands := self.bands():
                forms["surcharge_form"] = self.surcharge_form(bands=bands)
        if row.has_percent:
            forms["percent_form"] = PercentForm(
                initial={"percent": line.percent, "reason": line.reason}, prefix="percent"
            )
        if not row.is_added:
            forms["author_form"] = self.author_form()
            forms["unpaid_form"] = UnpaidForm(initial={"reason": line.unpaid_because}, prefix="unpaid")
        return forms

    def bands(self):
        """The Surcharges in force for the line that it does not have yet."""
        line = self.line
        extra = self.table.lines.filter(piece=line.piece_id, kind=Kind.SURCHARGE, signed_as=line.signed_as)
        had = set(extra.order_by().values_list("surcharge", flat=True))
        day = day_of(line.published_at)
        return [band for band in Rates().surcharges if band.is_valid_on(day) and band.kind not in had]

    def surcharge_form(self, data=None, *, bands=None):
        return SurchargeForm(data, prefix="surcharge", bands=self.bands() if bands is None else bands)

    def author_form(self, data=None):
        line = self.line
        likewise = 0 if line.author_id else drafts.same_signature(line).count()
        initial = {"author": line.author_id}
        return AuthorForm(data, initial=initial, prefix="author", unit=line.unit, likewise=likewise)


class LineDecisionView(PreparingMixin, FormDecidingView, LineView):
    """Takes one of the forms; leads back to the table, or shows the line again with what is wrong."""

    form_name = ""
    done = gettext_lazy("The line is changed.")

    def post(self, request, *args, **kwargs):
        if self.form_name and self.form_name not in self.forms():
            self.refuse(Refusal(_("This cannot be decided on this line.")))
            return redirect(self.address)
        return super().post(request, *args, **kwargs)

    def again(self, form):
        return self.render_to_response(self.get_context_data(sent={self.form_name: form}))

    @property
    def prepared_paper(self):
        return self.table

    @property
    def keys(self):
        return self.table.pk, self.line.pk

    @property
    def address(self):
        return reverse("royalty_tables:line", args=self.keys) if self.table.is_draft else self.table_url

    def after_success(self):
        return f"{self.table_url}#dong-{self.row.number}"


class CoefficientView(LineDecisionView):
    form_name, form_class, prefix = "coefficient_form", CoefficientForm, "coefficient"

    def act(self):
        drafts.set_coefficient(*self.keys, coefficient=self.cleaned["coefficient"], reason=self.cleaned["reason"])


class PercentView(LineDecisionView):
    form_name, form_class, prefix = "percent_form", PercentForm, "percent"

    def act(self):
        drafts.set_percent(*self.keys, percent=self.cleaned["percent"], reason=self.cleaned["reason"])


class EncourageView(LineDecisionView):
    form_name, form_class, prefix = "encourage_form", PercentForm, "encourage"
    done = gettext_lazy("The encouragement stands in the table as a line of its own.")

    def act(self):
        drafts.encourage(*self.keys, percent=self.cleaned["percent"], reason=self.cleaned["reason"])


class SurchargeView(LineDecisionView):
    form_name = "surcharge_form"
    done = gettext_lazy("The surcharge stands in the table as a line of its own.")

    def bound(self):
        return self.surcharge_form(self.request.POST)

    def act(self):
        drafts.add_surcharge(*self.keys, **self.cleaned)


class AuthorView(LineDecisionView):
    form_name = "author_form"

    def bound(self):
        return self.author_form(self.request.POST)

    def act(self):
        drafts.set_author(*self.keys, author=self.cleaned["author"], likewise=self.cleaned.get("likewise", False))


class NewAuthorView(LineDecisionView):
    done = gettext_lazy("The author is recorded. The accountant completes the personal details.")

    def act(self):
        drafts.add_author(*self.keys, likewise="likewise" in self.request.POST)


class UnpaidView(LineDecisionView):
    form_name, form_class, prefix = "unpaid_form", UnpaidForm, "unpaid"
    done = gettext_lazy("Nothing is paid for the line; it stays in the table with the reason.")

    def act(self):
        drafts.set_unpaid(*self.keys, reason=self.cleaned["reason"])


class PayAgainView(LineDecisionView):
    done = gettext_lazy("The line is paid again.")

    def act(self):
        drafts.set_unpaid(*self.keys, reason="")


class TakeOffView(LineDecisionView):
    done = gettext_lazy("The line is taken off.")

    def act(self):
        drafts.take_off(*self.keys)
