"""The Word template of the report that comes with the site, written by the rules for official documents.

Nothing of it lies in a file: vietnamese/files/official.py has the measures of both layouts, and the office changes a
copy.
"""

import functools

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from compliance.findings import annex
from compliance.papers.fields import BOLD
from vietnamese.files.official import OfficialDocument

# What the report is about; the month follows.
SUBJECT = gettext_lazy("News supplied to and published on %(website)s")
FILL = "{{{{ {} }}}}"
RECIPIENTS = ("{%p for noi in noi_nhan %}", FILL.format("noi"), "{%p endfor %}")


@functools.cache
def report_template(layout):
    """The template (bytes of a .docx) in `layout` (an official.Layout); written once, as nothing in it changes."""
    title = f"{SUBJECT % {'website': _field('trang_thong_tin')}} {_field('thang_nam')}"
    document = OfficialDocument(layout=layout, title=f"{_kind()}: {title}", agency=_field("co_quan"))
    _only_if(document, "du_thao", write=lambda: document.mark(_field("du_thao")))
    document.head(
        parent=_field("CO_QUAN_CHU_QUAN"),
        agency=_field("CO_QUAN"),
        place=_field("dia_danh"),
        day=_field("ngay_bao_cao"),
        number=_field("so_ky_hieu"),
    )
    document.title(_kind(), title, notes=[_("(Figures %(span)s)") % {"span": _field("tu_den")}])
    document.addressees([_field("co_quan_chu_quan")])
    _write_text(document)
    document.foot(lines=RECIPIENTS, post=_field("CHUC_VU_KY"), name=_field("nguoi_ky"))
    _write_annex(document)
    return document.content()


def _kind():
    return pgettext("document", "Report")


def _field(name):
    return FILL.format(name)


def _only_if(document, name, *, write):
    document.paragraph(f"{{%p if {name} %}}")
    write()
    document.paragraph("{%p endif %}")


def _each(document, name):
    """A paragraph for each text of the list `name`."""
    document.paragraph(f"{{%p for doan in {name} %}}")
    document.paragraph(_field("doan"))
    document.paragraph("{%p endfor %}")


def _write_text(document):
    for heading, name in (
        (_("I. RESULTS"), "ket_qua"),
        (_("II. HOW THE UNITS STAND TO THEIR MINIMUMS"), "thuc_hien"),
        (_("III. DIFFICULTIES, SHORTCOMINGS AND THEIR REASONS"), "kho_khan"),
        (_("IV. PROPOSALS"), "de_xuat"),
    ):
        document.heading(heading)
        _each(document, name)
    document.paragraph(
        _("The above is the report on the news of %(month)s; %(agency)s submits it to %(parent)s for direction./.")
        % {"month": _field("thang_nam"), "agency": _field("co_quan"), "parent": _field("co_quan_chu_quan")}
    )


def _write_annex(document):
    document.new_section(landscape=True, own_numbering=True)
    of_what = {"number": _field("so_ky_hieu"), "day": _field("ngay_bao_cao"), "agency": _field("co_quan")}
    notes = [_("(With report no. %(number)s of %(day)s of %(agency)s)") % of_what]
    document.annex_title(
        _("Annex"), f"{SUBJECT % {'website': _field('trang_thong_tin')}} {_field('THANG_NAM')}", notes=notes
    )
    document.table(
        annex.headings(),
        _annex_rows(),
        shares=[column.width for column in annex.ANNEX],
        groups=annex.GROUPS,
        centred=[0],
        numbers=annex.NUMBERS,
        bold_rows=[2],
    )
    waiting, amended = _("Note: pieces sent, not published at that time:"), annex.AMENDED
    _only_if(document, "ghi_chu", write=lambda: _write_notes(document, waiting, name="ghi_chu", line="- {}."))
    _only_if(document, "dieu_chinh", write=lambda: _write_notes(document, str(amended), name="dieu_chinh", line="- {}"))


def _annex_rows():
    """The rows between which the filling repeats: one for sums, in bold, one for units."""
    line = [_field(f"dong.{column.field}") for column in annex.ANNEX]
    return [
        _control("for dong in bang"),
        _control(f"if dong.{BOLD}"),
        line,
        _control("else"),
        line,
        _control("endif"),
        _control("endfor"),
    ]


def _control(words):
    """A row that the filling takes out; its words stand where there is room for them."""
    return ["", f"{{%tr {words} %}}"] + [""] * (len(annex.ANNEX) - 2)


def _write_notes(document, heading, *, name, line):
    document.note(heading)
    document.note(f"{{%p for dong in {name} %}}")
    document.note(line.format(_field("dong")))
    document.note("{%p endfor %}")
