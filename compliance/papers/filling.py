"""The report's Word template, filled: the shipped one, or the office's own, which is tried before it is taken."""

import json

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.models import ReportTemplate
from compliance.papers import merging
from compliance.papers.fields import DRAFT, context_of, names, sample
from compliance.papers.shipped import report_template
from submissions.screens.refusals import Refusal
from submissions.word.words import REASONS
from vietnamese.files import limited
from vietnamese.files.official import layout_on

CHILD = "compliance.papers.merging_child"
# By the clock, several times what filling may compute (merging_child.py); somebody waits for the answer.
PATIENCE = 20
NO_WORD = gettext_lazy("The file is no Word document (.docx). In Word, save it as “Word Document”.")
TOO_MUCH = gettext_lazy("The template takes too long or too much to fill in. Please make it smaller or simpler.")
# Why a template is not used (Unmergeable, Unfit), in words; what is not here is no Word document.
SENTENCES = {
    "unknown": gettext_lazy("The template asks for a field that there is not: %(words)s."),
    "misspelt": gettext_lazy("A field or a command in the template is not written correctly."),
    "broken": gettext_lazy(
        "The template cannot be filled in: its fields or commands stand where they break the document."
    ),
    "unmarked": gettext_lazy(
        "The template lacks the field %(field)s: without it a report on open figures looks like a final one."
    ),
    "always_marked": gettext_lazy("“%(words)s” stands in the template as a fixed text. Write %(field)s in its place."),
    "too_much": TOO_MUCH,
    "too_large": gettext_lazy("The file is larger than 5 MB."),
    **{code: REASONS[code] for code in ("encrypted", "doc", "rtf", "odt")},
    "dotx": gettext_lazy(
        "This is a template file of Word (.dotx). Open it in Word and save it as “Word Document” (.docx)."
    ),
    "macros": (
        active := gettext_lazy(
            "The file has macros, embedded objects, or parts that Word would fetch from elsewhere. Take them out first."
        )
    ),
    "active": active,
    "field": gettext_lazy("The file has a field code of Word that fetches or runs something. Take it out first."),
}


def report_docx(paper):
    """The report on `paper` (a Paper) as a DOCX file (bytes).

    Raises Refusal where the office's template, taken earlier, cannot be filled any more.
    """
    own = ReportTemplate.in_use()
    context = context_of(paper)
    if own is None:
        return merging.filled(report_template(layout_on(paper.report_date)), context=context)
    return merged({"context": context}, bytes(own.content))


def refuse_unusable(content):
    """Raise Refusal unless `content` (bytes) is a Word file that the fields fill, and that marks a draft.

    It is tried on a city of sixty units.
    """
    merged(trial(), content)


def trial():
    """What a template is tried with (merging_child.py)."""
    return {"names": sorted(names()), "mark": DRAFT, "samples": [sample(draft=DRAFT), sample(draft="")]}


def merged(asked, content):
    """What a process with limits makes of the template `content`. Raises Refusal with the sentence why not."""
    try:
        output = limited.output_of(CHILD, content=json.dumps(asked).encode() + b"\n" + content, seconds=PATIENCE)
    except (limited.OutOfTime, limited.Died) as error:
        raise Refusal(str(TOO_MUCH)) from error
    line, _end, done = output.partition(b"\n")
    said = json.loads(line)
    if said:
        raise Refusal(sentence(said["refused"], said["words"]))
    return done


def sentence(code, words):
    if code == "misspelt" and words:
        return " ".join([str(SENTENCES[code]), _("Look near: %(words)s") % {"words": words}])
    if code == "unknown":
        words = ", ".join(f"{{{{ {name} }}}}" for name in words.split(", "))
    return str(SENTENCES.get(code, NO_WORD)) % {"words": words, "field": "{{ du_thao }}"}
