"""Filling the Word template of the report: the shipped one, or the office's own, which is tried before it is taken.

A template is a small program that came from outside. So it runs in Jinja's sandbox, over texts and lists of texts, with
a handful of filters, nothing to call, and no arithmetic that could fill the memory.
"""

import io
import zipfile

from django.utils.translation import gettext as _
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from compliance.models import ReportTemplate
from compliance.papers.fields import DRAFT, context_of, names, sample
from compliance.papers.shipped import report_template
from submissions.screens.refusals import Refusal
from vietnamese.files.official import layout_on

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
FILTERS = ("upper", "lower", "capitalize", "join", "length")
# What Word runs or fetches when it opens a file: macros, embedded objects, pictures and templates from other places.
ACTIVE_PARTS = ("vbaProject", "oleObject", "activeX")
HYPERLINK = "/hyperlink"
LINES_BEFORE = 3


class UnknownField(UndefinedError):
    """A template asks for a field that there is not."""


class NamedUndefined(StrictUndefined):
    """Says which field it was that is unknown."""

    def __init__(self, *args, name=None, **kwargs):
        super().__init__(*args, name=name, **kwargs)
        self._undefined_exception = lambda message: UnknownField(str(name))


class FillingEnvironment(ImmutableSandboxedEnvironment):
    """Texts are put in, escaped; nothing is computed."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self):
        super().__init__(autoescape=True, undefined=NamedUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context, operator, left, right):
        raise SecurityError(operator)

    def is_safe_callable(self, obj):
        return False


def report_docx(paper):
    """The report on `paper` (a Paper) as a DOCX file (bytes).

    Raises Refusal where the office's template, taken earlier, cannot be filled any more.
    """
    own = ReportTemplate.in_use()
    content = bytes(own.content) if own else report_template(layout_on(paper.report_date))
    return filled(content, context=context_of(paper))


def filled(content, *, context):
    """The template `content` (bytes) with the texts of `context` put in (bytes). Raises Refusal."""
    template = DocxTemplate(io.BytesIO(content))
    target = io.BytesIO()
    try:
        template.render(context, jinja_env=FillingEnvironment(), autoescape=True)
        template.save(target)
        Document(io.BytesIO(target.getvalue()))
    except UnknownField as error:
        raise Refusal(_unknown([str(error)])) from error
    except TemplateSyntaxError as error:
        raise Refusal(_misspelt(error)) from error
    # Whatever else a file from outside can bring the filling to; it is refused, and the desk reads why.
    except (TemplateError, ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError, ValueError) as error:
        sentence = _("The template cannot be filled in: its fields or commands stand where they break the document.")
        raise Refusal(sentence) from error
    return target.getvalue()


def refuse_unusable(content):
    """Raise Refusal unless `content` (bytes) is a Word file that the fields fill, and that marks a draft."""
    _refuse_no_word_file(content)
    _refuse_unknown_fields(content)
    if DRAFT not in _text_of(filled(content, context=sample(draft=DRAFT))):
        sentence = _(
            "The template lacks the field %(field)s: without it a report on open figures looks like a final one."
        )
        raise Refusal(sentence % {"field": "{{ du_thao }}"})
    if DRAFT in _text_of(filled(content, context=sample(draft=""))):
        sentence = _("“%(draft)s” stands in the template as a fixed text. Write %(field)s in its place.")
        raise Refusal(sentence % {"draft": DRAFT, "field": "{{ du_thao }}"})


def _refuse_unknown_fields(content):
    """Names all of them at once; also those that stand where the sample does not lead."""
    try:
        asked = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(jinja_env=FillingEnvironment())
    except TemplateSyntaxError:
        return  # told by the filling, which knows where
    if unknown := sorted(asked - names()):
        raise Refusal(_unknown(unknown))


def _text_of(content):
    """All that is written in a DOCX file (bytes), its heads and feet included."""
    parts = Document(io.BytesIO(content)).part.package.iter_parts()
    return "".join(text for part in parts if hasattr(part, "element") for text in part.element.itertext())


def _refuse_no_word_file(content):
    if len(content) > LARGEST:
        raise Refusal(_("The file is larger than 5 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            active = any(part in name for name in package.namelist() for part in ACTIVE_PARTS)
        too_large = unpacked > LARGEST_UNPACKED
        document = None if too_large else Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise Refusal(_("The file is no Word document (.docx). In Word, save it as “Word Document”.")) from error
    if too_large:
        raise Refusal(_("The file is larger than 5 MB."))
    if active or _fetches(document):
        raise Refusal(
            _(
                "The file has macros, embedded objects, or parts that Word would fetch from elsewhere. Take them out "
                "first."
            )
        )


def _fetches(document):
    return any(
        relation.is_external and not relation.reltype.endswith(HYPERLINK)
        for part in document.part.package.iter_parts()
        for relation in part.rels.values()
    )


def _unknown(unknown):
    listed = ", ".join(f"{{{{ {name} }}}}" for name in unknown)
    return _("The template asks for a field that there is not: %(fields)s.") % {"fields": listed}


def _misspelt(error):
    """Where the brackets are wrong, with the words that stand there."""
    sentence = _("A field or a command in the template is not written correctly.")
    # docxtpl gives the lines round the error, from the third before it on.
    before = list(getattr(error, "docx_context", ()))[: min(error.lineno, LINES_BEFORE + 1)]
    near = [line.strip() for line in before if "{" in line][-1:]
    return " ".join([sentence, *(_("Look near: %(words)s") % {"words": words} for words in near)])
