"""LibreOffice makes .docx of old files; what such a file names elsewhere is not there for it, and nothing stays."""

import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from submissions.converting import child, program
from submissions.word.package import kind_of
from submissions.word.pieces import PhotoHere, Table, Text
from submissions.word.reading import UnreadableFile
from tests.submissions.converting.old_files import (
    ODT_START,
    RTF_START,
    WHOLE_ODT,
    WHOLE_RTF,
    odt,
    odt_picture,
    odt_section,
    rtf,
    rtf_text,
)
from tests.submissions.word.writers import LEAD, TEXT, TITLE, docx, p, title
from vietnamese import confined

ROOT = Path(__file__).resolve().parents[3]
SECRET = "Mật khẩu của trang"


@pytest.fixture(autouse=True)
def workshop(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    yield settings.VAR_DIR
    assert list(settings.VAR_DIR.glob("converting-*")) == []


def read(content):
    return program.read_any(BytesIO(content), name="tin")


@pytest.fixture
def no_program(monkeypatch):
    monkeypatch.setattr(program.shutil, "which", lambda name: None)


@pytest.mark.parametrize(("content", "ending"), [(WHOLE_ODT, "Word 2007-365 (.docx)"), (WHOLE_RTF, ".docx")])
def test_without_libreoffice_a_sentence_says_how_to_save(no_program, content, ending):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert "Lưu" in refused.value.sentence
    assert ending in refused.value.sentence


def test_a_new_file_needs_no_program(no_program):
    assert read(docx(title(), p(LEAD), p(TEXT))).title == TITLE


def test_an_old_file_with_a_password_is_known_by_its_flag():
    start = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + b"\xec\xa5" + bytes(9)
    assert kind_of(start + b"\x01") == "encrypted"
    assert kind_of(start + b"\x00") == "doc"
    assert kind_of(start) == "doc"


def test_who_cannot_be_confined_does_not_begin(monkeypatch, caplog):
    monkeypatch.setattr(program, "is_here", lambda: True)
    monkeypatch.setattr(program, "run", lambda folder, kind: child.NOT_CONFINED)
    with pytest.raises(UnreadableFile) as refused:
        read(WHOLE_RTF)
    assert refused.value.code == "rtf"
    assert "cannot confine" in caplog.text


def test_what_a_killed_process_left_is_cleared_after_a_while(workshop):
    old, new = workshop / "converting-old", workshop / "converting-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "tep.doc").write_bytes(b"x")
    long_ago = time.time() - program.LEFT_OVER - 1
    program.os.utime(old, (long_ago, long_ago))
    program.clear_left_overs()
    assert [folder.name for folder in workshop.iterdir()] == ["converting-new"]
    program.shutil.rmtree(new)


class TestConfined:
    """What the process gives away before it becomes LibreOffice, tried by a process that gives it away."""

    def tried(self, body, *arguments):
        script = "import os, socket, sys\nfrom vietnamese import confined\n" + textwrap.dedent(body)
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
        return done.stdout.split()

    def test_opens_no_connection_but_to_its_own(self):
        body = """
            confined.without_network()
            for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_UNIX):
                try:
                    socket.socket(family, socket.SOCK_STREAM if family != socket.AF_NETLINK else socket.SOCK_RAW)
                    print("open")
                except PermissionError:
                    print("refused")
        """
        assert self.tried(body) == ["refused", "refused", "refused", "open"]

    def test_reads_and_writes_where_it_may(self, tmp_path):
        own, other = tmp_path / "own", tmp_path / "other"
        for folder in (own, other):
            folder.mkdir()
            (folder / "a").write_text("a")
        body = """
            own, other = sys.argv[1:]
            confined.within(own, read=["/etc"])
            for name, how in ((own + "/a", "r"), (own + "/b", "w"), (other + "/a", "r"), (other + "/b", "w"),
                              ("/etc/passwd", "r"), ("/etc/b", "w")):
                try:
                    open(name, how)
                    print("open")
                except PermissionError:
                    print("refused")
        """
        assert self.tried(body, own, other) == ["open", "open", "refused", "refused", "open", "refused"]

    def test_the_settings_and_keys_of_the_site_are_not_the_systems(self, tmp_path):
        body = """
            from submissions.converting import child
            confined.within(sys.argv[1], read=child.SYSTEM, sockets=child.SOCKETS)
            processes = [f"/proc/{pid}/environ" for pid in (os.getpid(), os.getppid())]
            for name in ("/etc/passwd", *processes, "/opt", "/srv"):
                try:
                    os.close(os.open(name, os.O_RDONLY))
                    print("open")
                except PermissionError:
                    print("refused")
        """
        assert self.tried(body, tmp_path) == ["refused"] * 5

    def test_a_kernel_that_does_not_know_how_is_told(self, monkeypatch):
        monkeypatch.setattr(confined, "LANDLOCK_CREATE", 100_000)
        with pytest.raises(confined.NotConfined):
            confined.within("/nowhere")
        monkeypatch.setattr(confined.platform, "machine", lambda: "sparc")
        with pytest.raises(confined.NotConfined):
            confined.without_network()


@pytest.fixture(scope="module")
def old_word(tmp_path_factory):
    """The bytes of a .doc, as LibreOffice writes it from WHOLE_ODT."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "tin.odt").write_bytes(WHOLE_ODT)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "doc", "--outdir", str(folder), str(folder / "tin.odt")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "tin.doc").read_bytes()


@pytest.mark.slow
class TestLibreOffice:
    def test_an_odt_comes_with_all_that_is_in_it(self):
        piece = read(WHOLE_ODT)
        assert (piece.title, piece.lead, piece.problems) == (TITLE, LEAD, ())
        text, table, photo = piece.blocks
        assert text.html.startswith("<h2>Kết quả</h2><ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>")
        assert '<a href="https://phanthiet.example/tin">cổng</a>' in text.html
        assert (table, photo) == (Table((("TỔ", "SỐ"), ("4", "12")), has_heading=True), PhotoHere(0))
        assert [(photo.caption, photo.credit) for photo in piece.photos] == [("Đoàn viên nhặt rác.", "Minh Hằng")]

    def test_an_rtf_too(self):
        piece = read(WHOLE_RTF)
        assert (piece.title, piece.lead) == (TITLE, LEAD)
        assert piece.blocks[1] == Table((("TỔ", "SỐ"), ("4", "12")), has_heading=True)
        assert len(piece.photos) == 1

    def test_an_old_word_file_too(self, old_word):
        assert kind_of(old_word) == "doc"
        piece = read(old_word)
        assert (piece.title, piece.lead) == (TITLE, LEAD)
        assert Table((("TỔ", "SỐ"), ("4", "12")), has_heading=True) in piece.blocks
        assert [photo.credit for photo in piece.photos] == ["Minh Hằng"]

    def test_old_fonts_are_read_by_the_same_rules(self):
        assert (
            read(rtf(rtf_text("Ra qu©n d©n"), rtf_text("C¸c ®oµn viªn ®· thu gom r¸c."), TEXT_RTF)).title
            == "Ra quân dân"
        )

    @pytest.mark.parametrize(
        "content", [WHOLE_RTF[:60], b"{\\rtf1" + b"{" * 200_000, bytes.fromhex("d0cf11e0a1b11ae1")]
    )
    def test_a_damaged_file_is_a_sentence_or_an_empty_piece_and_no_error(self, content):
        try:
            piece = read(content)
        except UnreadableFile as refused:
            assert refused.sentence
        else:
            assert (piece.blocks, piece.photos) == ((), ())

    def test_takes_no_longer_than_it_may(self, monkeypatch):
        monkeypatch.setattr(program, "SECONDS", 0.2)
        begun = time.monotonic()
        with pytest.raises(UnreadableFile) as refused:
            read(WHOLE_ODT)
        assert refused.value.code == "too_long"
        assert time.monotonic() - begun < 10

    def test_words_of_another_file_of_this_machine_do_not_come_in(self, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text(SECRET, encoding="utf-8")
        field = r"{\field{\*\fldinst INCLUDETEXT " + f'"{secret}"' + r"}{\fldrslt cu}}"
        for content in (odt(ODT_START, odt_section(secret.as_uri())), rtf(*RTF_START, field)):
            piece = read(content)
            assert piece.title == TITLE
            assert SECRET not in "".join(block.html for block in piece.blocks if isinstance(block, Text))

    def test_nothing_is_fetched(self, tmp_path):
        asked = []

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            place = f"http://127.0.0.1:{server.server_port}"
            field = r"{\field{\*\fldinst INCLUDEPICTURE " + f'"{place}/b.png"' + r"}{\fldrslt cu}}"
            for content in (
                odt(ODT_START, odt_picture(f"{place}/a.png"), odt_section(f"{place}/a.odt")),
                rtf(*RTF_START, field, r"{\*\template " + f"{place}/c.dot" + "}"),
            ):
                assert read(content).photos == ()
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        assert asked == []

    def test_programs_in_the_file_do_not_run(self, workshop):
        mark = Path(tempfile.gettempdir()) / "doors-macro-ran"
        scripts = (
            '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
            'script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Chay.Main?language=Basic'
            '&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>'
        )
        library = (
            '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
            "{}>{}</library:library>"
        )
        basic = f'Sub Main\nOpen "{mark}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub'
        files = {
            "Basic/script-lc.xml": '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
            'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/>'
            "</library:libraries>",
            "Basic/Standard/script-lb.xml": library.format(
                'library:readonly="false"', '<library:element library:name="Chay"/>'
            ),
            "Basic/Standard/Chay.xml": '<script:module xmlns:script="http://openoffice.org/2000/script" '
            f'script:name="Chay" script:language="StarBasic">{basic.replace(chr(34), "&quot;")}</script:module>',
        }
        assert read(odt(ODT_START, f"<text:p>{TEXT}</text:p>", files=files, scripts=scripts)).title == TITLE
        assert not mark.exists()


TEXT_RTF = rtf_text(TEXT)
