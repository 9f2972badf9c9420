"""A list is read in on a screen: choose a file, see what each line will do, confirm."""

import contextlib
import datetime
import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import Button

from submissions.screens import carried
from submissions.screens.access import ScreenMixin
from submissions.screens.downloads import XLSX, as_file
from vietnamese.dates import screen_date
from vietnamese.files.spreadsheet import OfficeBook
from vietnamese.files.table_files import TableFileError


class ListForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("The list"))
    skip = forms.CharField(
        label=gettext_lazy("Columns that are not to be read"),
        help_text=gettext_lazy("Their headings, divided by semicolons. Leave it empty at first."),
        required=False,
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > carried.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB: please read it in in several parts."))
        return self.cleaned_data["file"]


@dataclass(frozen=True)
class PreviewedLine:
    """What a line of the file names, and what it does, in sentences; none where all is so already."""

    number: int
    name: str
    effects: tuple


class LoadListView(ScreenMixin, TemplateView):
    """Heirs say who may (`may_load`), how a file is read and applied, and what a line and the whole do in words.

    Nothing is stored before the confirmation; what it then does is what was shown, or it is shown again.
    """

    template_name = "submissions/units/load_list.html"
    header_icon = "upload"
    may_load = None
    index_name = ""
    index_label = ""
    columns = {}
    required = ()
    # {column: what may stand in it}, where that is a few words.
    words = {}
    example_name = "mau-danh-sach.xlsx"
    example_title = ""
    read = None
    apply = None

    def dispatch(self, request, *args, **kwargs):
        if not self.may_load(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if "mau" in request.GET:
            return as_file(self.example(), name=self.example_name, content_type=XLSX)
        return self.show(form=ListForm())

    def post(self, request, *args, **kwargs):
        if "carried" in request.POST:
            return self.confirm(request)
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        file, skip = form.cleaned_data["file"], form.cleaned_data["skip"]
        return self.preview(file.read(), name=file.name, skip=skip)

    def preview(self, content, *, name, skip, note=""):
        try:
            table = self.table_in(content, name=name, skip=skip)
        except TableFileError as error:
            return self.show(form=ListForm(initial={"skip": skip}), problems=error.problems, name=name)
        lines = self.previewed(table)
        return self.show(
            lines=lines,
            left_out=table.left_out,
            name=name,
            skip=skip,
            note=note,
            carried=carried.sealed(content),
            shown=digest(lines),
        )

    def confirm(self, request):
        name, skip = request.POST.get("name", ""), request.POST.get("skip", "")
        try:
            content = carried.opened(request.POST["carried"])
        except carried.CarriedTooLong:
            messages.error(request, _("The preview is older than an hour. Please choose the file again."))
            return redirect(request.path)
        try:
            with transaction.atomic():
                table = self.table_in(content, name=name, skip=skip)
                is_as_shown = digest(self.previewed(table)) == request.POST.get("shown")
                done = self.apply(table) if is_as_shown else None
            if not is_as_shown:
                note = _("Something was changed meanwhile. Nothing has been read in yet: please look at it again.")
                return self.preview(content, name=name, skip=skip, note=note)
        except TableFileError as error:
            return self.show(form=ListForm(initial={"skip": skip}), problems=error.problems, name=name)
        messages.success(request, self.done_in_words(done))
        return redirect(self.index_name)

    def table_in(self, content, *, name, skip):
        """The table of the file, with what this person may not do noted as its problems."""
        columns = [heading.strip() for heading in skip.split(";") if heading.strip()]
        with named_file(content, name=name) as path:
            table = self.read(path, skip=columns)
        self.refuse_foreign(table)
        return table

    def previewed(self, table):
        """[PreviewedLine] of `table`."""
        return [PreviewedLine(line.number, *self.in_words(line)) for line in table.lines]

    def refuse_foreign(self, table):
        """Raise TableFileError with the lines that this person may not apply; here none."""

    def example(self):
        """An empty list (bytes) with the headings that are asked for."""
        title = str(self.example_title)
        book = OfficeBook(title=title)
        headings = [str(said[0]) for said in self.columns.values()]
        book.add_table(_("List"), titles=[title], headings=headings, shares=[1] * len(headings), rows=[])
        return book.content()

    def show(self, **context):
        words = self.words
        headings = [(said[0], name in self.required, words.get(name, ())) for name, said in self.columns.items()]
        return self.render_to_response(self.get_context_data(headings=headings, **context))

    @property
    def above(self):
        return [{"url": reverse(self.index_name), "label": self.index_label}]


@contextlib.contextmanager
def named_file(content, *, name):
    """The path of a file with `content`, and with the ending of `name`; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(name).suffix.lower()[:6]}"
        path.write_bytes(content)
        yield path


def digest(lines):
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def labels_of(model, names):
    return [str(model._meta.get_field(name).verbose_name) for name in names]


def changed_fields(model, changed):
    """What a preview says of the fields that a line changes ({name: (before, after)}): a sentence of each (a list)."""
    return [change_in_words(model._meta.get_field(name), before, after) for name, (before, after) in changed.items()]


def change_in_words(field, before, after):
    said = {"field": field.verbose_name, "before": in_words(field, before), "after": in_words(field, after)}
    if not said["before"]:
        return _("New: %(field)s “%(after)s”.") % said
    return _("Changed: %(field)s from “%(before)s” to “%(after)s”.") % said


def in_words(field, value):
    """A stored `value` as a person reads it; an empty text where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.date):
        return screen_date(value)
    if field.is_relation and not isinstance(value, field.related_model):
        value = field.related_model.objects.filter(pk=value).first() or value
    return str(dict(field.flatchoices).get(value, value))


class LoadListButton:
    """For the list of a register: the way to its file, for whoever may use it."""

    load_view = None
    load_url_name = ""

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.load_view.may_load(self.request.user):
            buttons.append(
                Button(_("Read in a list"), url=reverse(self.load_url_name), icon_name="upload", priority=20)
            )
        return buttons
