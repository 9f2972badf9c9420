"""Files as the real LibreOffice writes them: made by it of .odt, .rtf and .html, all in one start.

{name: (ending of the source, its bytes, what is read of the .docx)}; the keys of what is read are those of corpus.py.
"""

import subprocess
from pathlib import Path

from tests.submissions.converting.old_files import (
    ODT_START,
    RTF_START,
    WHOLE_ODT,
    WHOLE_RTF,
    odt,
    odt_table,
    rtf,
    rtf_text,
)
from tests.submissions.word.writers import LEAD, TEXT, TITLE

TEXT_HTML = f"<p>{TEXT}</p>"
LINK = '<a href="https://phanthiet.example/tin">cổng</a>'
LIST = "<ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>"


def html(*parts):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'.encode()


HTML_START = (f"<h1>{TITLE}</h1>", f"<p>{LEAD}</p>")

CASES = {
    "a whole .odt": (
        "odt",
        WHOLE_ODT,
        {
            "title": TITLE,
            "lead": LEAD,
            "blocks": [f"<h2>Kết quả</h2>{LIST}<p>{TEXT} Xem {LINK}.</p>", [["TỔ", "SỐ"], ["4", "12"]], 0],
            "photos": [("Đoàn viên nhặt rác.", "Minh Hằng")],
            "problems": [],
        },
    ),
    "a whole .rtf": (
        "rtf",
        WHOLE_RTF,
        {
            "title": TITLE,
            "lead": LEAD,
            "photos": [("Đoàn viên nhặt rác.", "Minh Hằng")],
            "problems": [],
        },
    ),
    "HTML with headings, a list and a link": (
        "html",
        html(*HTML_START, "<h2>Kết quả</h2>", LIST, f"<p>{TEXT} Xem {LINK}.</p>"),
        {"title": TITLE, "lead": LEAD, "blocks": [f"<h2>Kết quả</h2>{LIST}<p>{TEXT} Xem {LINK}.</p>"]},
    ),
    "HTML with lists in a list": (
        "html",
        html(*HTML_START, "<ol><li>Một</li><li>Hai<ul><li>Con</li></ul></li></ol>"),
        {"blocks": ["<ol><li>Một</li><li>Hai<ul><li>Con</li></ul></li></ol>"]},
    ),
    "HTML with bold, slanted and raised": (
        "html",
        html(*HTML_START, "<p>Có <b>chữ đậm</b> và <i>nghiêng</i> 25 m<sup>2</sup>, H<sub>2</sub>O.</p>"),
        {"blocks": ["<p>Có <b>chữ đậm</b> và <i>nghiêng</i> 25 m², H₂O.</p>"]},
    ),
    "HTML with joined cells": (
        "html",
        html(
            *HTML_START,
            '<table border="1"><tr><td colspan="2">Tổ dân phố</td></tr><tr><td>4</td><td>12</td></tr></table>',
        ),
        {"blocks": [[["Tổ dân phố", ""], ["4", "12"]]], "problems": ["merged_cells"]},
    ),
    "an .odt with a numbered list and a footnote": (
        "odt",
        odt(
            ODT_START,
            f'<text:p>{TEXT}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>Theo báo cáo của phường.</text:p></text:note-body></text:note></text:p>",
        ),
        {"title": TITLE, "blocks": [TEXT_HTML], "problems": ["footnote"], "words": ["Theo báo cáo của phường."]},
    ),
    "an .odt with a remark": (
        "odt",
        odt(
            ODT_START,
            f"<text:p>{TEXT}<office:annotation><text:p>Kiểm tra lại số liệu</text:p></office:annotation></text:p>",
        ),
        {"blocks": [TEXT_HTML], "problems": ["comment"], "words": ["Kiểm tra lại số liệu"]},
    ),
    "an .odt with a text box": (
        "odt",
        odt(
            ODT_START,
            '<text:p>Đoạn chính.<draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="2cm">'
            "<draw:text-box><text:p>Số điện thoại: 3.822.222</text:p></draw:text-box></draw:frame></text:p>",
            f"<text:p>{TEXT}</text:p>",
        ),
        {
            "blocks": [f"<p>Đoạn chính.</p><p>Số điện thoại: 3.822.222</p>{TEXT_HTML}"],
            "problems": ["text_box"],
        },
    ),
    "an .odt with two tables": (
        "odt",
        odt(
            ODT_START,
            odt_table(("TỔ", "SỐ"), ("4", "12")),
            f"<text:p>{TEXT}</text:p>",
            odt_table(("a", "b"), ("c", "d")),
        ),
        {"blocks": [[["TỔ", "SỐ"], ["4", "12"]], TEXT_HTML, [["a", "b"], ["c", "d"]]]},
    ),
    "an .rtf in TCVN3": (
        "rtf",
        rtf(rtf_text("Ra qu©n dän vÖ sinh b·i biÓn"), rtf_text("S¸ng 4/4, h¬n 100 ®oµn viªn ®· dän r¸c.")),
        {"title": "Ra quân dọn vệ sinh bãi biển", "problems": ["converted", "no_lead"]},
    ),
    "an .rtf with decomposed letters": (
        "rtf",
        rtf(
            r"\qc\b " + rtf_text("Ra qua\u0302n do\u0323n ve\u0323\u0302 sinh") + r"\b0", *RTF_START[1:], rtf_text(TEXT)
        ),
        {"title": "Ra quân dọn vệ sinh", "lead": LEAD, "blocks": [TEXT_HTML]},
    ),
}


def written(folder):
    """{name: the bytes of the .docx} of all CASES, made in `folder` (Path) by one LibreOffice for each kind."""
    files = {}
    for number, (name, (ending, content, _told)) in enumerate(CASES.items()):
        source = folder / f"tin-{number}.{ending}"
        source.write_bytes(content)
        files.setdefault(ending, []).append((name, source))
    for ending, sources in files.items():
        # HTML would else be opened as a web page, which is not written as .docx.
        how = ["--infilter=HTML (StarWriter)"] if ending == "html" else []
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *how),
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)),
                *(str(source) for _name, source in sources),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return {name: Path(source).with_suffix(".docx").read_bytes() for kind in files.values() for name, source in kind}
