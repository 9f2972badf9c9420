"""Word files that somebody may send as the template of the report, by name.

Each is the shipped one with something changed: what is said about it; or that it is taken, however Word divided it.
"""

import io
import zipfile

from docx import Document

from tests.vietnamese.files.other_writers import made
from tests.vietnamese.files.test_locked import older_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"

NO_WORD = "Tệp không phải văn bản Word (.docx)."
ACTIVE = "Tệp có macro, đối tượng nhúng hoặc phần mà Word lấy từ nơi khác."
FIELD = "Tệp có mã trường của Word"
BROKEN = "Không điền được mẫu"
TOO_MUCH = "Điền mẫu mất quá nhiều thời gian hoặc bộ nhớ"
MISSPELT = "viết chưa đúng"
TOO_LARGE = "Tệp lớn hơn 5 MB."


def with_part(name, change):
    """A function of a template: its part `name` as `change` makes it of its bytes (b"" where there is none)."""

    def changed(good):
        source, target = zipfile.ZipFile(io.BytesIO(good)), io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for kept in source.namelist():
                if kept != name:
                    written.writestr(kept, source.read(kept))
            written.writestr(name, change(source.read(name) if name in source.namelist() else b""))
        return target.getvalue()

    return changed


def with_xml(xml, *, part=MAIN, before=b"<w:sectPr"):
    """A function of a template: `xml` put in before the last section."""

    def put_in(content):
        head, mark, rest = content.rpartition(before)
        return head + xml.encode() + mark + rest

    return with_part(part, put_in)


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_text(text):
    return with_xml(paragraph(run(text)))


def replaced(old, new):
    return lambda content: content.replace(old, new)


def field(*instructions):
    """A field whose instruction is divided into runs."""
    parts = "".join(f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in instructions)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return with_xml(paragraph(begin + parts + end))


def related(kind, target, *, mode=' TargetMode="External"', part="word/_rels/document.xml.rels"):
    relation = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'

    def add(content):
        whole = content or f'<Relationships xmlns="{PACKAGE_RELATIONS}"></Relationships>'.encode()
        return whole.replace(b"</Relationships>", f"{relation}</Relationships>".encode())

    return with_part(part, add)


def spoilt(change):
    """A function of a template: the bytes of its main part in the ZIP as `change` makes them of (all bytes, begin)."""

    def bytes_of(good):
        with zipfile.ZipFile(io.BytesIO(good)) as parts:
            entry = parts.getinfo(MAIN)
        content = bytearray(good)
        begin = entry.header_offset + 30 + len(entry.filename)
        change(content, entry, begin)
        return bytes(content)

    return bytes_of


def spoil_data(content, entry, begin):
    content[begin : begin + 40] = b"\xff" * 40


def mark_in_heads(place, value):
    """Change a byte in both heads of the main part: local, and of the list at the end."""

    def change(content, entry, begin):
        content[entry.header_offset + place] = value
        central = content.rindex(MAIN.encode()) - 46
        content[central + place + 2] = value

    return spoilt(change)


def only_zip(names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return target.getvalue()


def blown_up(good):
    """A part of sixty megabytes in sixty kilobytes."""
    return with_part("word/media/image9.xml", lambda _none: bytes(60 * 2**20))(good)


def many_parts(good):
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as written:
        for number in range(2100):
            written.writestr(f"word/media/{number}.txt", "x")
    return target.getvalue()


def laughing(content):
    names = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
    text = content.replace(b"?>", f'?><!DOCTYPE w [<!ENTITY x0 "ha">{names}]>'.encode(), 1)
    return text.replace(b"</w:body>", paragraph(run("&x9;")).encode() + b"</w:body>")


def template_file(content):
    return content.replace(b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")


def with_macros(content):
    return content.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def nested_loops(depth):
    begin = "".join(f"{{% for a{n} in bang %}}" for n in range(depth))
    return with_text(begin + "x" + "{% endfor %}" * depth)


REFUSED = {
    # What is no Word document, or a damaged one.
    "text.docx": (lambda good: b"Kinh gui", NO_WORD),
    "empty.docx": (lambda good: b"", NO_WORD),
    "half.docx": (lambda good: good[: len(good) // 2], NO_WORD),
    "another-zip.docx": (lambda good: only_zip(["a.txt"]), NO_WORD),
    "book.docx": (lambda good: made("libreoffice.xlsx"), NO_WORD),
    "report.docx": (lambda good: b"%PDF-1.7\n" + bytes(90), NO_WORD),
    "damaged-data.docx": (spoilt(spoil_data), NO_WORD),
    "encrypted-part.docx": (mark_in_heads(6, 0x01), NO_WORD),
    "unknown-packing.docx": (mark_in_heads(8, 97), NO_WORD),
    "no-main-part.docx": (with_part(TYPES, lambda content: b"<Types/>"), NO_WORD),
    "xml-cut.docx": (with_part(MAIN, lambda content: content[:900]), NO_WORD),
    "xml-cut-styles.docx": (with_part("word/styles.xml", lambda content: content[:900]), NO_WORD),
    "entities.docx": (with_part(MAIN, laughing), NO_WORD),
    # Other kinds, each with its own sentence.
    "template.dotx": (with_part(TYPES, template_file), "Đây là tệp mẫu của Word (.dotx)."),
    "locked.docx": (lambda good: made("locked.xlsx"), "Tệp có mật khẩu."),
    "older.doc": (lambda good: older_text(), "Đây là tệp Word kiểu cũ (.doc)."),
    "letter.odt": (lambda good: b"PK\x03\x04" + bytes(26) + ODT, "Đây là tệp của LibreOffice"),
    "rich.rtf": (lambda good: b"{\\rtf1 x}", "Đây là tệp RTF."),
    # Too much.
    "large.docx": (lambda good: bytes(5 * 2**20 + 1), TOO_LARGE),
    "blown-up.docx": (blown_up, TOO_LARGE),
    "many-parts.docx": (many_parts, "Tệp"),
    # What runs or fetches.
    "macros.docm": (with_part(TYPES, with_macros), ACTIVE),
    "program.docx": (with_part("word/vbaProject.bin", lambda _none: b"x"), "macro"),
    "object.docx": (with_part("word/embeddings/oleObject1.bin", lambda _none: b"x"), ACTIVE),
    "attached.docx": (related("attachedTemplate", "https://mau.example/a.dotx"), ACTIVE),
    "attached-settings.docx": (
        related("attachedTemplate", "file:///C:/a.dotx", part="word/_rels/settings.xml.rels"),
        ACTIVE,
    ),
    "linked-picture.docx": (related("image", "https://mau.example/a.png"), ACTIVE),
    "linked-frame.docx": (related("frame", "https://mau.example/a.html"), ACTIVE),
    "linked-by-header.docx": (related("image", "//mau.example/a", part="word/_rels/header1.xml.rels"), ACTIVE),
    "foreign-chunk.docx": (related("aFChunk", "/word/a.html", mode=""), ACTIVE),
    "mail-merge.docx": (with_xml("<w:mailMerge/>", part="word/settings.xml", before=b"</w:settings>"), ACTIVE),
    "dde.docx": (field('DDE Excel "a.xls" A1'), FIELD),
    "ddeauto-in-runs.docx": (field("DD", "EAU", 'TO c:\\\\cmd.exe "/k calc"'), FIELD),
    "includepicture.docx": (field(' INCLUDEPICTURE "https://mau.example/a.png" \\d '), FIELD),
    "includetext.docx": (with_xml('<w:p><w:fldSimple w:instr="includetext a.docx"/></w:p>'), FIELD),
    "quote-of-codes.docx": (field("QUOTE 68 68 69"), FIELD),
    "open-field.docx": (
        with_xml(
            paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r>')
        ),
        FIELD,
    ),
    # What the filling would compute, call, or go on with for ever.
    "repetition.docx": (with_text("{{ 'x' * 1000000000 }}"), BROKEN),
    "power.docx": (with_text("{{ 9 ** 9 ** 9 }}"), BROKEN),
    "tilde.docx": (with_text("{{ ky ~ ky }}"), BROKEN),
    "set-to-itself.docx": (with_text("{% set x = ky %}{{ x }}"), BROKEN),
    "kept-block.docx": (with_text("{% set x %}a{% endset %}"), BROKEN),
    "macro.docx": (with_text("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"), BROKEN),
    "include.docx": (with_text("{% include '/etc/passwd' %}"), BROKEN),
    "deep-loops.docx": (nested_loops(3), BROKEN),
    "deep-brackets.docx": (with_text("{{ " + "(" * 3000 + "ky" + ")" * 3000 + " }}"), BROKEN),
    "deep-conditions.docx": (with_text("{% if ky %}" * 400 + "x" + "{% endif %}" * 400), BROKEN),
    "call.docx": (with_text("{{ ky.upper() }}"), BROKEN),
    "class.docx": (with_text("{{ ky.__class__.__mro__ }}"), "{{ __class__ }}"),
    "global.docx": (with_text("{{ range(9) }}"), "{{ range }}"),
    "unknown.docx": (with_text("{{ so_cong_van }} {{ Ngay }}"), "{{ Ngay }}, {{ so_cong_van }}."),
    "unknown-in-branch.docx": (with_text("{% if nguoi_ky == 'Ai' %}{{ sai_ten }}{% endif %}"), "{{ sai_ten }}"),
    "unfinished.docx": (with_text("Tháng {{ ky"), MISSPELT),
    "unclosed.docx": (with_text("{% for doan in ket_qua %}"), MISSPELT),
    "unknown-filter.docx": (with_text("Số {{ ky | tien }}"), "viết chưa đúng. Xem chỗ: Số {{ ky | tien }}"),
    "row-outside-table.docx": (with_text("{%tr for doan in ket_qua %}"), ""),
    "fixed-mark.docx": (with_text("DỰ THẢO"), "Mẫu ghi sẵn chữ “DỰ THẢO”."),
}
# In a process with limits alone: they would take the machine's memory or its time.
ENDLESS = {
    "wide-loops.docx": with_text(
        "{% for a in bang %}{% for b in bang %}" + "{{ ket_qua|join }}" * 400 + "{% endfor %}{% endfor %}"
    ),
    "unclosed-braces.docx": with_text("{{ " * 40_000),
}


def deleted(inner):
    return f'<w:del w:id="9" w:author="A"><w:r><w:delText xml:space="preserve">{inner}</w:delText></w:r></w:del>'


def in_header(good):
    document = Document(io.BytesIO(good))
    document.sections[0].header.paragraphs[0].add_run("{{ ky }}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


# (what is changed, what then stands in the filled report)
TAKEN = {
    "shipped.docx": (lambda good: good, "DỰ THẢO"),
    "split-runs.docx": (with_xml(paragraph(run("Kỳ: {") + run("{ k") + "<w:proofErr/>" + run("y }}."))), "Kỳ: "),
    "deleted-name.docx": (with_xml(paragraph(deleted("{{ da_bo }}") + run("Còn lại"))), "Còn lại"),
    "deleted-within.docx": (with_xml(paragraph(run("Kỳ {{ k") + deleted("hong_") + run("y }} hết"))), "hết"),
    "inserted.docx": (with_xml(paragraph(f'<w:ins w:id="8" w:author="A">{run("Kỳ {{ ky }} thêm")}</w:ins>')), "thêm"),
    "header.docx": (in_header, ""),
    "page-number.docx": (field(" PAGE ", " \\* MERGEFORMAT "), ""),
    "link.docx": (related("hyperlink", "https://phanthiet.example/"), ""),
    "two-loops.docx": (nested_loops(2), "xx"),
    "filters.docx": (with_text("{{ ket_qua|join|upper|length }}"), ""),
}
