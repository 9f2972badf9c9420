"""A Word file, or what was pasted of one, read as a WordPiece, in whatever process; `reading.py` has a limited one.

What mammoth gets is written anew here: the text without what was taken out, its numbering, the addresses of its links,
and styles of ours that say how each paragraph looks.
"""

import re
from html import escape
from io import BytesIO
from itertools import product
from zipfile import ZIP_STORED, ZipFile

import mammoth
from lxml import etree

from submissions.markup.parts import Part, parts_of
from submissions.word.arranged import arranged
from submissions.word.drawings import Pictures
from submissions.word.frame import without_frame
from submissions.word.old_fonts import write_anew
from submissions.word.package import CLOSE, OPEN, Package, Unfit, W, text_in
from submissions.word.pieces import Note
from submissions.word.styles import Styles
from submissions.word.taking_out import Noted, choose_alternatives, take_out

MOST_PARAGRAPHS = 5000
PASTED_PICTURE = re.compile(r"<(img|v:imagedata)\b", re.IGNORECASE)
MOST_ELEMENTS = 300_000

# How a paragraph looks, as the class of its HTML: what it is, how it stands, whether all of it is bold or slanted.
KINDS = ["p", "title", "caption", *(f"h{level}" for level in range(1, 7))]
SIDES = {"center": "c", "right": "r", "end": "r"}
LOOKS = ["".join(look) for look in product(("", "c", "r"), ("", "b"), ("", "i"))]
CLASSES = [f"w-{kind}-{look}" for kind in KINDS for look in LOOKS]
STYLE_MAP = "\n".join(f"p[style-name='{name}'] => p.{name}:fresh" for name in CLASSES)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
STYLES = (
    f"<w:styles {NAMESPACES}>"
    + "".join(f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in CLASSES)
    + "</w:styles>"
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(content):
    """The WordPiece in `content`, the bytes of a .docx. Raises Unfit where it is none, or is made to do harm."""
    package = Package(content)
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    if body is None:
        raise Unfit("damaged")
    require_moderate(body)
    choose_alternatives(root)
    relations = package.relations_of(package.main)
    styles = Styles(package.part_of(relations, "styles"))
    take_marks_out(root)
    converted = write_anew(body, styles)
    noted = Noted(body)
    take_out(body, styles, package, noted)
    pictures = Pictures(package, noted)
    pictures.mark(body)
    note_tables(body, noted)
    say_how_it_looks(body, styles)
    for symbol in body.iter(f"{W}sym"):
        noted.add("symbol", symbol)
    html = html_of(root, numbering=package.part_of(relations, "numbering"), relations=relations)
    parts, left_out = without_frame(parts_of(html, classes=CLASSES))
    return arranged(parts, pictures.photos, left_out=left_out, problems=[*converted, *noted.notes()])


def read_pasted(html, *, title, lead):
    """The WordPiece of `html` (from the clipboard), under the `title` and `lead` that were typed already, if any.

    Photos do not come along on the clipboard: there stand the addresses of files on the person's own machine.
    """
    try:
        parts, left_out = without_frame(parts_of(html))
    except (RecursionError, ValueError) as error:
        raise Unfit("harmful") from error
    typed = [_typed(title, "w-title-"), _typed(lead, "w-p-")]
    problems = [Note("picture_pasted")] if PASTED_PICTURE.search(html) else []
    return arranged([*filter(None, typed), *parts], [], left_out=left_out, problems=problems)


def _typed(text, name):
    text = " ".join(text.split())
    return Part(tag="p", html=escape(text, quote=False), text=text, classes=frozenset({name})) if text else None


def require_moderate(body):
    """Raise Unfit for what is longer than any piece of news, before it takes its time."""
    paragraphs = elements = 0
    for element in body.iter():
        elements += 1
        paragraphs += element.tag == f"{W}p"
    if paragraphs > MOST_PARAGRAPHS or elements > MOST_ELEMENTS:
        raise Unfit("too_long")


def take_marks_out(root):
    """No text of the file looks like the mark of a picture."""
    for text in root.iter(f"{W}t"):
        if text.text and (OPEN in text.text or CLOSE in text.text):
            text.text = text.text.replace(OPEN, "").replace(CLOSE, "")


def note_tables(body, noted):
    for table in body.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            noted.add("nested_table", next(table.iter(f"{W}p"), table), text_in(table))


def say_how_it_looks(body, styles):
    """Put what styles and runs say of each paragraph into one style of ours; all else of the properties goes."""
    said = [(paragraph, *_looks(paragraph, styles)) for paragraph in body.iter(f"{W}p")]
    for paragraph, name, numbering, runs in said:
        _write_properties(paragraph, name, numbering)
        for run, bold, italic, raised in runs:
            old = run.find(f"{W}rPr")
            if old is not None:
                run.remove(old)
            new = run.makeelement(f"{W}rPr")
            for tag, is_so in (("b", bold), ("i", italic)):
                if is_so:
                    etree.SubElement(new, f"{W}{tag}")
            if raised:
                etree.SubElement(new, f"{W}vertAlign").set(f"{W}val", raised)
            run.insert(0, new)


def _looks(paragraph, styles):
    """(name of the style, (number, level) of the list, [(run, bold, italic, raised)]) of `paragraph`."""
    runs, with_words = [], []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue
        look = [styles.run_is(run, paragraph, name) for name in ("b", "i")]
        runs.append((run, *look, _raised(styles.of_run(run, paragraph))))
        if text_in(run):
            with_words.append(look)
    level = styles.level(paragraph)
    kind = "caption" if styles.is_caption(paragraph) else {None: "p", 0: "title"}.get(level, f"h{level}")
    bold, italic = (bool(with_words) and all(look[place] for look in with_words) for place in (0, 1))
    side = SIDES.get(styles.said(paragraph, "jc") or "", "")
    numbering = styles.numbering(paragraph) if kind == "p" else None
    return f"w-{kind}-{side}{'b' * bold}{'i' * italic}", numbering, runs


def _raised(places):
    """ "superscript", "subscript" or "" by the properties of a run; LibreOffice writes a place and a smaller size."""
    for place in places:
        if (said := place.find(f"{W}vertAlign")) is not None:
            return said.get(f"{W}val")
        height = place.find(f"{W}position")
        if height is not None and place.find(f"{W}sz") is not None:
            points = height.get(f"{W}val", "0")
            return "subscript" if points.startswith("-") else "" if points == "0" else "superscript"
    return ""


def _write_properties(paragraph, name, numbering):
    old = paragraph.find(f"{W}pPr")
    is_joined = old is not None and old.find(f"{W}rPr/{W}del") is not None
    if old is not None:
        paragraph.remove(old)
    new = paragraph.makeelement(f"{W}pPr")
    if numbering is None:
        etree.SubElement(new, f"{W}pStyle").set(f"{W}val", name)
    else:
        listed = etree.SubElement(new, f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl").set(f"{W}val", numbering[1])
        etree.SubElement(listed, f"{W}numId").set(f"{W}val", numbering[0])
    if is_joined:
        # Its end was deleted: it goes on in the next one.
        etree.SubElement(etree.SubElement(new, f"{W}rPr"), f"{W}del")
    paragraph.insert(0, new)


def html_of(root, *, numbering, relations):
    """What mammoth makes of the text in `root`."""
    links = [
        etree.Element("Relationship", Id=key, Type=f"{OFFICE}/hyperlink", Target=one["target"], TargetMode="External")
        for key, one in relations.items()
        if one["external"] and one["type"].endswith("/hyperlink")
    ]
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONSHIPS.format(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": etree.tostring(root, encoding="utf-8"),
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": RELATIONSHIPS.format(
            f'<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="numbering" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
            + "".join(etree.tostring(link, encoding="unicode") for link in links)
        ),
    }
    if numbering is not None:
        parts["word/numbering.xml"] = etree.tostring(numbering, encoding="utf-8")
    written = BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    written.seek(0)
    result = mammoth.convert_to_html(written, style_map=STYLE_MAP, include_embedded_style_map=False)
    return result.value
