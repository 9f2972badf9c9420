"""The points of a year: all units, one unit with each step of its points, objections and answers, and the files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.models import ScoreObjection, ScoreScheme
from compliance.rights import permissions
from compliance.rights.seen_units import SeenUnits
from compliance.scores import objections
from compliance.scores.book import EVALUATION_FORM, POINTS_FORM, open_book
from compliance.scores.files import form_docx, form_xlsx
from compliance.scores.forms import AnswerForm, ObjectionForm
from compliance.scores.tables import ScoreTable, points_shown
from compliance.scores.wording import arithmetic, scheme_words, standing_of_points
from compliance.table.paging import page_of
from compliance.year.views import YearMixin
from submissions.screens.access import ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.downloads import DOCX, XLSX, as_file
from submissions.screens.refusals import Refusal

SCORES_TITLE = gettext_lazy("Points for emulation")


class BookMixin(YearMixin):
    """The points of the units that the person may see, as filtered."""

    @cached_property
    def book(self):
        return open_book(units=self.units, **self.filter.cleaned_data)


class ScoresView(BookMixin, ScreenMixin, TemplateView):
    template_name = "compliance/scores/scores.html"
    page_title = SCORES_TITLE
    header_icon = "order"

    def get_context_data(self, **kwargs):
        book = self.book
        page = page_of(book.lines, number=self.request.GET.get("p"))
        return super().get_context_data(
            book=book,
            year=book.year,
            table=ScoreTable(book, lines=page[0].lines),
            page=page,
            scheme_lines=scheme_words(book.scheme),
            standing=standing_of_points(book.year),
            filter=self.filter,
            sees_all=self.units is None,
            may_edit_schemes=permissions.user_can_edit_score_schemes(self.request.user),
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class FileView(BookMixin, View):
    """A table of the points as a file."""

    form = POINTS_FORM
    suffix = "xlsx"

    def get(self, request, *args, **kwargs):
        written, content_type = {"xlsx": (form_xlsx, XLSX), "docx": (form_docx, DOCX)}[self.suffix]
        name = f"{self.form.file_name}-{self.book.year.year}.{self.suffix}"
        return as_file(written(self.book, form=self.form), name=name, content_type=content_type)


class EvaluationFileView(FileView):
    form = EVALUATION_FORM


class UnitMixin(SeenUnits):
    """A view of one unit's year; not found for whoever may not see the unit."""

    @cached_property
    def unit(self):
        return self.seen_unit(self.kwargs["pk"])

    @cached_property
    def book(self):
        """The ScoreBook of the unit alone; Http404 for a year in which there is nothing of it."""
        year = self.kwargs["year"]
        if not ScoreScheme.FIRST_YEARS[0] <= year <= ScoreScheme.FIRST_YEARS[1]:
            raise Http404
        book = open_book(year, units=[self.unit])
        if not book.lines:
            raise Http404
        return book

    @property
    def line(self):
        return self.book.lines[0]


class UnitScoreView(UnitMixin, ScreenMixin, TemplateView):
    template_name = "compliance/scores/unit.html"
    header_icon = "order"

    @property
    def above(self):
        return [{"url": f"{reverse('scores:scores')}?year={self.kwargs['year']}", "label": SCORES_TITLE}]

    def get_page_title(self):
        return self.line.unit

    def get_context_data(self, **kwargs):
        user, line = self.request.user, self.line
        waits = any(not one.is_answered for one in line.objections)
        return super().get_context_data(
            line=line,
            score=line.score,
            points=points_shown(line),
            standing=standing_of_points(self.book.year),
            steps=arithmetic(line.score),
            scheme_lines=scheme_words(line.score.scheme),
            objection_form=ObjectionForm() if self.may_object(user) and not waits else None,
            answer_form=AnswerForm() if permissions.user_can_answer_objections(user) else None,
            **kwargs,
        )

    def may_object(self, user):
        return permissions.user_can_object_to_score(user, self.unit)


class Unwritten(Refusal):
    """What was posted is no text that could be handed on."""

    level = messages.ERROR


class WritingView(UnitMixin, DecidingView):
    """Takes what was written, hands it on, and leads back to the unit with a sentence."""

    form_class = ObjectionForm
    # No link leads here, so nobody is led on from here.
    http_method_not_allowed = View.http_method_not_allowed

    def act(self):
        if not self.may_write(self.request.user):
            raise PermissionDenied
        form = self.form_class(self.request.POST)
        if not form.is_valid():
            raise Unwritten(" ".join(error for errors in form.errors.values() for error in errors))
        self.write(form.cleaned_data["text"])

    @property
    def address(self):
        return reverse("scores:unit", args=[self.kwargs["year"], self.unit.pk])


class ObjectView(WritingView):
    done = gettext_lazy("The objection has been sent to the intake desk.")

    def may_write(self, user):
        return permissions.user_can_object_to_score(user, self.unit) and bool(self.line)

    def write(self, text):
        objections.object_to(self.unit, year=self.kwargs["year"], text=text, user=self.request.user)


class AnswerView(WritingView):
    form_class = AnswerForm
    done = gettext_lazy("The answer has been sent to the unit.")

    def may_write(self, user):
        return permissions.user_can_answer_objections(user)

    def write(self, text):
        waiting = get_object_or_404(
            ScoreObjection, pk=self.kwargs["objection"], unit=self.unit, year=self.kwargs["year"]
        )
        objections.answer(waiting, text=text, user=self.request.user)
