"""Putting texts into a Word template: looked through first, then filled; knows files and texts, no rows and no Django.

A template is a small program that came from outside. So it runs in Jinja's sandbox, over texts and lists of texts, with
a handful of filters and commands, nothing to call, and no arithmetic that could fill the memory; what somebody sent in
runs in a process with limits besides (merging_child.py).
"""

import io

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from compliance.papers.template_parts import looked_through

FILTERS = ("upper", "lower", "capitalize", "join", "length")
COMMANDS = ("for", "endfor", "if", "elif", "else", "endif")
# The annex is one loop; a list for each line of another one is the most that a report needs.
DEEPEST_LOOP = 2
LARGEST_FILLED = 20 * 1024 * 1024
LINES_BEFORE = 3


class Unmergeable(Exception):
    """The template is not used; `code` says why (filling.SENTENCES), `words` what of it."""

    def __init__(self, code, words=""):
        super().__init__(code, words)
        self.code, self.words = code, words


class UnknownField(UndefinedError):
    """A template asks for a field that there is not."""


class NamedUndefined(StrictUndefined):
    """Says which field it was that is unknown."""

    def __init__(self, *args, name=None, **kwargs):
        super().__init__(*args, name=name, **kwargs)
        self._undefined_exception = lambda message: UnknownField(str(name))


class FewCommands(Extension):
    """Loops and conditions, not too deep; nothing that puts texts together (`~`), keeps or defines anything."""

    def filter_stream(self, stream):
        begins, depth = False, 0
        for token in stream:
            if token.type == "tilde" or (begins and token.value not in COMMANDS):
                raise SecurityError(token.value)
            if begins:
                depth += {"for": 1, "endfor": -1}.get(token.value, 0)
                if depth > DEEPEST_LOOP:
                    raise SecurityError(token.value)
            begins = token.type == "block_begin"
            yield token


class FillingEnvironment(ImmutableSandboxedEnvironment):
    """Texts are put in, escaped; nothing is computed."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self):
        super().__init__(autoescape=True, undefined=NamedUndefined, extensions=[FewCommands])
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context, operator, left, right):
        raise SecurityError(operator)

    def is_safe_callable(self, obj):
        return False


def filled(content, *, context):
    """The template `content` (bytes, looked_through) with the texts of `context` put in (bytes). Raises Unmergeable."""
    template = DocxTemplate(io.BytesIO(content))
    target = io.BytesIO()
    try:
        template.render(context, jinja_env=FillingEnvironment(), autoescape=True)
        template.save(target)
        Document(io.BytesIO(target.getvalue()))
    except UnknownField as error:
        raise Unmergeable("unknown", str(error)) from error
    except TemplateSyntaxError as error:
        raise Unmergeable("misspelt", place_of(error)) from error
    except MemoryError as error:
        raise Unmergeable("too_much") from error
    # Whatever else a file from outside can bring the filling to; it is refused, and the desk reads why.
    except Exception as error:
        raise Unmergeable("broken") from error
    if target.tell() > LARGEST_FILLED:
        raise Unmergeable("too_much")
    return target.getvalue()


def merge(asked, content):
    """The file (bytes) `asked` for (a dict, as merging_child.py says) of the template `content`; b"" of a trial.

    Raises Unmergeable and Unfit.
    """
    content = looked_through(content)
    if "context" in asked:
        return filled(content, **asked)
    refuse_unusable(content, **asked)
    return b""


def refuse_unusable(content, *, names, mark, samples):
    """Refuse (Unmergeable) a template that `samples` (contexts of a draft, of a final report) do not fill rightly.

    `names` are all that it may ask for, `mark` is what makes the draft one.
    """
    refuse_unknown_fields(content, names=set(names))
    draft, final = (text_of(filled(content, context=sample)) for sample in samples)
    if mark not in draft:
        raise Unmergeable("unmarked")
    if mark in final:
        raise Unmergeable("always_marked", mark)


def refuse_unknown_fields(content, *, names):
    """Names all of them at once; also those that stand where the samples do not lead."""
    try:
        asked = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(jinja_env=FillingEnvironment())
    except TemplateSyntaxError:
        return  # told by the filling, which knows where
    except MemoryError as error:
        raise Unmergeable("too_much") from error
    except Exception as error:
        raise Unmergeable("broken") from error
    if unknown := sorted(asked - names):
        raise Unmergeable("unknown", ", ".join(unknown))


def text_of(content):
    """All that is written in a DOCX file (bytes), its heads and feet included."""
    parts = Document(io.BytesIO(content)).part.package.iter_parts()
    return "".join(text for part in parts if hasattr(part, "element") for text in part.element.itertext())


def place_of(error):
    """The words that stand where the brackets are wrong."""
    # docxtpl gives the lines round the error, from the third before it on.
    before = list(getattr(error, "docx_context", ()))[: min(error.lineno, LINES_BEFORE + 1)]
    return next((line.strip() for line in reversed(before) if "{" in line), "")
