"""Files that are damaged, encrypted, huge or made to do harm: one sentence each, in time, nothing left behind."""

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from submissions.word import child, reading
from submissions.word.inner import MOST_PARAGRAPHS, read
from submissions.word.package import Unfit
from submissions.word.reading import UnreadableFile, read_word
from tests.submissions.word.corpus import CASES
from tests.submissions.word.writers import (
    LEAD,
    RELATIONSHIPS,
    TEXT,
    TYPES,
    docx,
    jpeg,
    p,
    part,
    picture,
    relation,
    title,
    zipped,
)
from tests.when_asked import WhenAsked
from vietnamese.files import limited

WHOLE = docx(title(), p(LEAD), p(TEXT))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODT = "application/vnd.oasis.opendocument.text"
BODY = "<w:body>{}</w:body>"


def with_text(xml):
    """A file whose main part is `xml`, whatever that is."""
    return docx(title(), parts={"word/document.xml": xml})


def declaring(doctype, inner="&x;"):
    xml = part("document", BODY.format(p(inner)))
    return with_text(xml.replace("?>", f"?>{doctype}", 1))


def laughs():
    entities = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
    return declaring(f'<!DOCTYPE w:document [<!ENTITY x0 "ha">{entities}<!ENTITY x "&x9;">]>')


def bomb():
    """Two gigabytes of blanks in two megabytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=9) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("_rels/.rels", RELATIONSHIPS.format(relation("rId1", "officeDocument", "word/document.xml")))
        with target.open("word/document.xml", "w", force_zip64=True) as document:
            blank = b" " * (1 << 20)
            for _megabyte in range(200):
                document.write(blank)
    return buffer.getvalue()


def lying_about_its_size():
    """The zip says that the text has ten bytes; it has millions."""
    content = bytearray(docx(title(), p("a" * 20_000_000)))
    name = b"word/document.xml"
    place = content.rfind(name) - 46
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def with_password():
    """The flag of an encrypted zip on every part."""
    content = bytearray(WHOLE)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


FILES = WhenAsked(
    {
        "empty": (b"", "empty"),
        "a photo": (jpeg(), "no_word"),
        "text": ("Tin, bài".encode(), "no_word"),
        "a web page with the ending .doc": (b"<html><body>x</body></html>", "no_word"),
        "an old Word file": (OLE + bytes(2000), "doc"),
        "a Word file with a password": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500), "encrypted"),
        "a zip with a password": (with_password(), "encrypted"),
        "RTF": (b"{\\rtf1\\ansi Tin}", "rtf"),
        "a file of LibreOffice": (
            zipped({"mimetype": ODT}, compression=ZIP_STORED),
            "odt",
        ),
        "a zip of something": (zipped({"anh.jpg": jpeg()}), "no_word"),
        "a table of Excel": (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}), "no_word"),
        "cut off": (WHOLE[: len(WHOLE) // 2], "damaged"),
        "turned bytes": (WHOLE[:300] + bytes(200) + WHOLE[500:], "damaged"),
        "no XML": (with_text("Tin, bài"), "damaged"),
        "half an XML": (with_text(part("document", BODY)[:-20]), "damaged"),
        "no body": (with_text(part("document", "")), "damaged"),
        "macros": (docx(title(), parts={"word/vbaProject.bin": b"x"}), "macros"),
        "macros under another name": (docx(title(), parts={"word/VBAPROJECT.BIN": b"x"}), "macros"),
        "a file from outside": (declaring('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "harmful"),
        "a document type from outside": (declaring('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""), "harmful"),
        "a thousand million laughs": (laughs(), "harmful"),
        "a bomb": (bomb, "too_large"),
        "a size that is not true": (lying_about_its_size, "damaged"),
        "too many parts": (lambda: docx(title(), parts={f"x/{n}.xml": "" for n in range(2100)}), "too_large"),
        "three hundred photos": (
            lambda: docx(
                title(),
                *(p(picture(f"rIdP{n}")) for n in range(300)),
                pictures={f"rIdP{n}": jpeg(size=(8, 8 + n % 9)) + bytes([n % 256]) for n in range(300)},
            ),
            "too_many_photos",
        ),
        "a book": (lambda: docx(title(), p(TEXT) * (MOST_PARAGRAPHS + 1)), "too_long"),
        "a depth without end": (
            lambda: docx(title(), "<w:sdt><w:sdtContent>" * 2000, "</w:sdtContent></w:sdt>" * 2000),
            "damaged",
        ),
    }
)


@pytest.mark.parametrize("name", FILES)
def test_is_refused_with_a_reason(name):
    content, code = FILES[name]
    if not content:
        with pytest.raises(UnreadableFile) as refused:
            read_word(io.BytesIO(content))
        assert refused.value.code == code
        return
    began = time.monotonic()
    said, photos = child.answer(content)
    assert said == {"refused": code}
    assert photos == []
    assert time.monotonic() - began < 5
    assert str(reading.REASONS[code]).endswith(".")


def test_a_file_that_is_named_for_programs_is_not_opened():
    with pytest.raises(UnreadableFile) as refused:
        read_word(io.BytesIO(WHOLE), name="Tin.DOCM")
    assert refused.value.code == "macros"


def test_a_path_out_of_the_file_leads_nowhere(tmp_path):
    """Parts are looked up by name in the zip, and nothing is unpacked."""
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(jpeg())
    out = "../" * 12 + str(secret).lstrip("/")
    content = docx(
        title(),
        p(LEAD),
        p(picture("rIdX")),
        p(TEXT),
        pictures={},
        relations=[relation("rIdX", "image", out)],
        parts={"../../../../tmp/da-thoat.txt": "x", "/etc/da-thoat": "x"},
    )
    piece = read(content)
    assert piece.photos == ()
    assert [note.kind for note in piece.problems] == ["picture_missing"]
    assert not Path("/tmp/da-thoat.txt").exists()


# --- in the limited process ------------------------------------------------------------------------


def test_the_process_gives_the_same_piece_with_its_photos():
    content, _expected = CASES["python-docx, a whole paper"]
    assert read_word(io.BytesIO(content)) == read(content)


def run(program, **given):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=limited.ROOT, check=False, **given)


def test_all_of_the_corpus_is_read_with_what_the_limits_leave():
    """In one process, so that it is quick: no file is opened once the limits hold."""
    program = (
        "import sys, json; from submissions.word import child\n"
        "content = sys.stdin.buffer.read(); child.give_away(); place = 0\n"
        "while place < len(content):\n"
        "    size = int.from_bytes(content[place:place + 8]); place += 8\n"
        "    print(json.dumps(child.answer(content[place:place + size])[0].get('refused'))); place += size\n"
    )
    files = [content for content, _expected in CASES.values()]
    data = b"".join(len(content).to_bytes(8) + content for content in files)
    done = run(program, input=data)
    assert done.stdout.decode().split() == ["null"] * len(files), done.stderr.decode()


def in_the_process(statements):
    """What `statements` print once the limits hold."""
    program = f"import sys, os, socket; from submissions.word import child; child.give_away()\n{statements}"
    done = run(program)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize(
    "statement",
    ["socket.socket()", "open('/etc/passwd')", "open('/tmp/x.docx', 'w')", "os.popen('id').read()"],
)
def test_it_can_neither_open_a_file_nor_a_connection_nor_start_anything(statement):
    code, said = in_the_process(statement)
    assert code != 0
    assert "Too many open files" in said


def test_its_memory_is_limited():
    code, said = in_the_process("x = bytearray(320 * 1024 * 1024)")
    assert (code, "MemoryError" in said) == (1, True)


@pytest.mark.slow
def test_its_time_is_limited():
    code, _said = in_the_process("while True: pass")
    assert code < 0


def test_whoever_waits_is_told_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    with pytest.raises(UnreadableFile) as refused:
        read_word(io.BytesIO(WHOLE))
    assert refused.value.code == "too_long"


def test_nothing_is_left_behind_and_nobody_outside_is_asked():
    """Neither a file nor a process; no link, picture or type from outside is fetched."""
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    content = docx(
        title(),
        p(LEAD),
        p(picture("rIdX", how="link"), picture("rIdX")),
        p(TEXT),
        relations=[
            relation("rIdX", "image", f"{address}/anh.jpg", external=True),
            relation("rIdT", "attachedTemplate", f"{address}/mau.dotm", external=True),
        ],
    )
    before = sorted(os.listdir(tempfile.gettempdir()))
    piece = read_word(io.BytesIO(content))
    for name in ("a thousand million laughs", "a document type from outside", "a bomb"):
        with pytest.raises(UnreadableFile):
            read_word(io.BytesIO(FILES[name][0]))
    server.shutdown()
    server.server_close()
    assert asked == []
    assert [note.kind for note in piece.problems] == ["picture_linked", "picture_linked"]
    mine = {name for name in os.listdir(tempfile.gettempdir()) if "docx" in name or "mammoth" in name} - set(before)
    assert mine == set()


def test_unfit_says_its_reason():
    with pytest.raises(Unfit) as unfit:
        read(b"x")
    assert unfit.value.code == "no_word"
