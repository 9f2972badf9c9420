"""The fields that a Word template of the report may use, and what fills them.

Their names are Vietnamese without marks: whoever changes the template in Word reads and types them. A name in
capitals gives the text in capitals.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from compliance.counting.counts import Result
from compliance.findings import findings, proposals
from compliance.findings.amended import amendment_lines
from compliance.findings.annex import ANNEX, annex_lines, annex_notes
from submissions.models import Letterhead, Locality
from vietnamese.dates import long_date, long_month
from vietnamese.files.official import listed
from vietnamese.numbers import NO_BREAK_SPACE, in_prose
from vietnamese.text import printable

# What an open period's report is marked with.
DRAFT = "DỰ THẢO"


@dataclass(frozen=True)
class Field:
    """A field by its name in the template, and what it is, for the person who writes one."""

    name: str
    meaning: str


TEXTS = (
    Field("co_quan_chu_quan", _("superior agency")),
    Field("co_quan", _("agency that issues it")),
    Field("so_ky_hieu", _("number, left blank, with the abbreviation of the agency")),
    Field("dia_danh", _("place name")),
    Field("ngay_bao_cao", _("day of the report")),
    Field("thang_nam", _("month of the report with its year")),
    Field("ky", _("short name of the period")),
    Field("tu_den", _("first and last day of the period")),
    Field("du_thao", _("“DỰ THẢO” while the period is not closed, else empty")),
    Field("chuc_vu_ky", _("post of the signer, with on whose behalf")),
    Field("nguoi_ky", _("full name of the signer")),
    Field("trang_thong_tin", _("how the site is called in papers")),
    Field("so_don_vi", _("number of units that have a minimum")),
    Field("so_dat", _("number of units that met it")),
    Field("so_chua_dat", _("number of units below it")),
    Field("so_khong_co", _("number of units without news")),
    Field("tong_chi_tieu", _("sum of the minimums")),
    Field("tong_gui", _("pieces sent")),
    Field("tong_dang", _("pieces published")),
    Field("tong_tin", _("short pieces of these")),
    Field("tong_bai", _("long pieces of these")),
    Field("tong_co_anh", _("pieces with photo of these")),
    Field("tong_duoc_tinh", _("pieces that count")),
    Field("tong_con_thieu", _("pieces missing")),
    Field("luy_ke_nam", _("pieces that count since the beginning of the year")),
)
LISTS = (
    Field("ket_qua", _("paragraphs of part I")),
    Field("thuc_hien", _("paragraphs of part II")),
    Field("kho_khan", _("paragraphs of part III")),
    Field("de_xuat", _("paragraphs of part IV")),
    Field("bang", _("lines of the annex; each has the fields of a line")),
    Field("ghi_chu", _("notes below the annex, of units with pieces that wait or were sent back")),
    Field("noi_nhan", _("recipients, a paragraph each")),
    Field("dieu_chinh", _("amendments after closing, each with day, person and reason")),
)
# More than any city or ward has: a template is tried on as many.
SAMPLE_UNITS = 60
# Of a line of "bang", besides the columns of the annex: whether it is a sum.
BOLD = "in_dam"


def names():
    """All names that a template may ask for (a set of str)."""
    return {name for field in (*TEXTS, *LISTS) for name in (field.name, field.name.upper())}


def context_of(paper):
    """What fills the fields for `paper`: texts, and lists of texts; nothing that a template could act on."""
    texts = {name: clean(str(text)) for name, text in (_letterhead(paper) | _figures(paper)).items()}
    lists = {
        "ket_qua": findings.results(paper),
        "thuc_hien": findings.standings(paper),
        "kho_khan": proposals.difficulties(paper),
        "de_xuat": proposals.proposals(paper),
        "ghi_chu": annex_notes(paper.report),
        "dieu_chinh": amendment_lines(paper.amendments),
        "noi_nhan": listed(Locality.load().recipients_of("report")),
    }
    lists = {name: [clean(text) for text in texts] for name, texts in lists.items()}
    return with_capitals(texts | lists | {"bang": [_line(line) for line in annex_lines(paper.report)]})


def sample(*, draft):
    """What fills the fields when a template is tried: what each of them is, in words; `draft` is the draft's mark."""
    texts = {field.name: str(field.meaning) for field in TEXTS} | {"du_thao": draft}
    lists = {field.name: [str(field.meaning)] * SAMPLE_UNITS for field in LISTS}
    line = {column.field: str(column.heading) for column in ANNEX}
    lines = [line | {BOLD: place == 0} for place in range(SAMPLE_UNITS)]
    return with_capitals(texts | lists | {"bang": lines})


def with_capitals(context):
    """`context` with each text once more in capitals, under its name in capitals."""
    return context | {name.upper(): text.upper() for name, text in context.items() if isinstance(text, str)}


def clean(text):
    """`text` without control characters, tabs neither: the filling takes them for commands. Line breaks stay."""
    return printable(text.replace("\r\n", "\n")).replace("\t", " ").replace("\r", " ")


def _letterhead(paper):
    letterhead, locality = Letterhead.load(), Locality.load()
    return {
        "co_quan_chu_quan": letterhead.parent,
        "co_quan": letterhead.agency,
        "so_ky_hieu": f"         /BC-{letterhead.symbol}",
        "dia_danh": letterhead.place,
        "ngay_bao_cao": long_date(paper.report_date),
        # Stays on one line at the end of a title.
        "thang_nam": long_month(paper.period.year, paper.period.month).replace(" ", NO_BREAK_SPACE),
        "ky": paper.period.name,
        "tu_den": paper.period.label,
        "du_thao": DRAFT if paper.is_draft else "",
        "chuc_vu_ky": "\n".join(filter(None, (letterhead.authority, letterhead.signer_post))),
        "nguoi_ky": letterhead.signer_name,
        "trang_thong_tin": locality.website,
    }


def _figures(paper):
    total = findings.total_of(paper.report)
    numbers = {
        "so_don_vi": len(paper.asked),
        "so_dat": len(paper.rows_with(Result.MET)),
        "so_chua_dat": len(paper.below),
        "so_khong_co": len(paper.rows_with(Result.NOTHING)),
        "tong_chi_tieu": total.minimum,
        "tong_gui": total.sent,
        "tong_dang": total.published,
        "tong_tin": total.short,
        "tong_bai": total.long,
        "tong_co_anh": total.with_photo,
        "tong_duoc_tinh": total.counted,
        "tong_con_thieu": total.shortfall,
        "luy_ke_nam": total.year_counted,
    }
    return {name: in_prose(number) for name, number in numbers.items()}


def _line(line):
    cells = {column.field: clean(text) for column, text in zip(ANNEX, line.cells, strict=True)}
    return cells | {BOLD: line.is_bold}
