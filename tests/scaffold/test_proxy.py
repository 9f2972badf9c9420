"""The proxies of proxy/, run by a real nginx: photos from the disk, all else from the site, nothing that is private."""

import base64
import gzip
import hashlib
import http.client
import json
import re
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import lxml.html
import pytest

from feedback.asking.forms import MOST_MEGABYTES, MOST_PHOTOS

from .nginx import NAME, Nginx, open_folder

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

LOCATIONS = Path(__file__).parents[2] / "proxy" / "locations.conf"
PHOTO = b"a rendition"


PAGE = b"<p>a public page</p>" * 100
STYLE = b"p { margin: 0 }" * 100
HASHED = "css/base.0123456789ab.css"


class Site(BaseHTTPRequestHandler):
    """Stands for the web server: tells what it was asked, or is a public page below /tin/."""

    asked = []

    def do_GET(self):
        if "hang-up" in self.path:
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if self.path.startswith("/tin/"):
            self.asked.append((self.path, self.headers.get("If-None-Match")))
            return self.public_page()
        told = {"path": self.path, "length": self.headers.get("Content-Length")}
        told |= {name: self.headers.get_all(name) for name in ("Host", "X-Forwarded-For", "X-Forwarded-Proto")}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def public_page(self):
        is_the_same = self.headers.get("If-None-Match") == '"one"' and "broken" not in self.path
        self.send_response(304 if is_the_same else 500 if "broken" in self.path and len(self.asked) > 1 else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Cache-Control", "public, max-age=0, s-maxage=1")
        self.send_header("Vary", "Cookie")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0" if is_the_same else str(len(PAGE)))
        self.end_headers()
        if not is_the_same:
            self.wfile.write(PAGE)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def files():
    """VAR_DIR with a rendition, an original and a document, each as the site keeps it."""
    with open_folder() as folder:
        for place, mode in (("media/images", 0o755), ("private/original_images", 0o700), ("private/documents", 0o700)):
            (folder / place).mkdir(parents=True)
            (folder / place).chmod(mode)
        (folder / "private").chmod(0o700)
        (folder / "media/images/photo.abc.webp").write_bytes(PHOTO)
        (folder / "private/original_images/photo.jpg").write_bytes(b"an original")
        (folder / "private/documents/letter.pdf").write_bytes(b"a document")
        (folder / "static/css").mkdir(parents=True)
        for name in (HASHED, "css/base.css"):
            (folder / "static" / name).write_bytes(STYLE)
            (folder / "static" / f"{name}.br").write_bytes(brotli.compress(STYLE))
            (folder / "static" / f"{name}.gz").write_bytes(gzip.compress(STYLE))
        yield folder


@pytest.fixture(scope="module", params=["compose.conf", "https.conf"])
def proxy(request, site, files):
    with open_folder() as folder, Nginx(request.param, folder=folder, site=site, files=files) as nginx:
        nginx.is_https = 443 in nginx.port
        yield nginx


def ask(proxy, path, *, method="GET", body=None, **headers):
    """(status, headers, body) of `path`, as a browser asks; behind the proxy of Compose's stands another one."""
    if proxy.is_https:
        untold = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
        untold.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", proxy.port[443], timeout=20, context=untold)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port[80], timeout=20)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": NAME, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_a_photo_comes_from_the_disk(proxy):
    status, headers, body = ask(proxy, "/media/images/photo.abc.webp")
    assert (status, body, headers["Content-Type"]) == (200, PHOTO, "image/webp")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["a.svg", "a.html"])
def test_nothing_that_lies_beside_the_photos_runs(proxy, files, name):
    """No form takes it; the proxy would not let it do anything either."""
    (files / "media" / name).write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    headers = ask(proxy, f"/media/{name}")[1]
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/media/", "/media/images/", "/media/images/none.webp", "/media/documents/letter.pdf"]
)
def test_no_list_and_nothing_that_is_not_there(proxy, path):
    assert ask(proxy, f"/media/{path}")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/../private/documents/letter.pdf",
        "/media/%2e%2e/private/documents/letter.pdf",
        "/media/..%2fprivate/original_images/photo.jpg",
        "/private/documents/letter.pdf",
        "/documents/1/letter.pdf",
    ],
)
def test_what_is_private_is_asked_of_the_site(proxy, path):
    status, _headers, body = ask(proxy, path)
    assert status in (200, 404)
    assert status == 404 or json.loads(body)["path"], "the site answers, not the disk"
    assert b"a document" not in body and b"an original" not in body


# Where a token stands in the address, once.
WITH_TOKENS = (
    "/duyet-qua-thu/?t=khoa-trong-thu",
    "/admin/dat-mat-khau/?t=MQ.khoa-trong-thu",
    "/admin/password_reset/confirm/MQ/khoa-trong-thu/",
    "/admin/login/co-quan/oidc/ve/?code=khoa-trong-thu",
)


@pytest.mark.parametrize("path", WITH_TOKENS)
def test_the_link_in_a_mail_is_in_no_log(proxy, path):
    """All else is as for every page: the site hears who asks, and over what."""
    told = json.loads(ask(proxy, path, X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")[2])
    other = json.loads(ask(proxy, "/tin-tuc/", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")[2])
    assert told | {"path": ""} == other | {"path": ""}
    assert told["path"] == path
    written = [log.read_text() for log in proxy.folder.rglob("*.log")]
    assert not [text for text in written if "khoa-trong-thu" in text]
    [place] = re.findall(r"location ~ \^/\(duyet-qua-thu/[^\n]* {\n(.*?)}", LOCATIONS.read_text(), re.DOTALL)
    assert "access_log off;" in place and "proxy_cache off;" in place


@pytest.mark.parametrize(
    "place",
    [
        "/duyet-qua-thu/?t=",
        "/admin/dat-mat-khau/?t=",
        "/admin/password_reset/confirm/MQ/",
        "/nhan-tin/cua-toi/",
        "/nhan-tin/thoi/",
    ],
)
def test_the_link_in_a_mail_is_in_no_log_while_the_site_is_away(proxy, place):
    """Into the log of errors goes the whole first line of a request."""
    assert ask(proxy, f"{place}khoa-hang-up")[0] == 502
    assert ask(proxy, "/tin-tuc/?hang-up")[0] == 502
    written = "".join(log.read_text() for log in proxy.folder.rglob("*.log"))
    assert "khoa-hang-up" not in written and "/tin-tuc/?hang-up" in written


def test_the_site_hears_who_asks_and_how(proxy):
    told = json.loads(ask(proxy, "/tin-tuc/?trang=2", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")[2])
    assert told["path"] == "/tin-tuc/?trang=2"
    assert told["Host"] == [NAME]
    assert told["X-Forwarded-Proto"] == ["https"]
    # Alone in front, it overwrites what the client says; behind another one, it adds whom it was called by.
    assert told["X-Forwarded-For"] == ["127.0.0.1"] if proxy.is_https else ["203.0.113.9, 127.0.0.1"]


def test_no_client_pretends_https(proxy):
    if proxy.is_https:
        assert json.loads(ask(proxy, "/", X_Forwarded_Proto="http")[2])["X-Forwarded-Proto"] == ["https"]
    else:
        assert json.loads(ask(proxy, "/")[2])["X-Forwarded-Proto"] is None


@pytest.mark.parametrize(("megabytes", "status"), [(21, 200), (26, 413)])
def test_the_largest_photo_gets_through_and_no_more(proxy, megabytes, status):
    size = megabytes * 1024 * 1024
    if status == 413:
        # Refused by what is announced, before it is sent.
        assert ask(proxy, "/admin/images/multiple/add/", method="POST", Content_Length=str(size))[0] == 413
        return
    answer = ask(proxy, "/admin/images/multiple/add/", method="POST", body=b"x" * size, Content_Length=str(size))
    assert json.loads(answer[2])["length"] == str(size)


@pytest.mark.parametrize("path", ["/hoi-dap/gui/", "/duyet-qua-thu/", "/media/a.webp"])
def test_what_is_too_large_is_told_in_words_with_what_to_do(proxy, path):
    """By the proxy itself, for such a request never reaches the site; it names the limit that it has."""
    status, headers, body = ask(proxy, path, method="POST", Content_Length=str(26 * 1024 * 1024))
    assert (status, headers["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "no-store" in headers["Cache-Control"]
    [style] = re.findall(rb"<style>(.*?)</style>", body, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in headers["Content-Security-Policy"]
    page = lxml.html.fromstring(body.decode())
    assert page.get("lang") == "vi"
    text = page.text_content()
    [limit] = re.findall(r"client_max_body_size (\d+)m;", LOCATIONS.read_text())
    for words in ("Tệp gửi lên quá lớn", "Chưa có gì được gửi", f"tối đa {limit} MB", "Quay lại"):
        assert words in text
    assert f"tối đa {MOST_PHOTOS} ảnh, mỗi ảnh không quá {MOST_MEGABYTES} MB" in text
    assert "nginx" not in text
    # It asks for nothing else: no style sheet, no picture.
    assert {link.get("href") for link in page.iter("a", "link")} == {"/"}


@pytest.mark.parametrize("name", ["locations.conf", "closed.conf"])
def test_a_page_of_the_proxys_own_runs_nothing(name):
    """Asked of the file: the one about an update is shown where deploy/update has closed the site."""
    said = (LOCATIONS.parent / name).read_text(encoding="utf-8")
    [style] = re.findall("<style>(.*?)</style>", said, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in said
    assert said.count("<script") == 0
    assert "add_header Referrer-Policy same-origin always;" in said


class TestPublicPages:
    @pytest.fixture(autouse=True)
    def _nothing_asked(self):
        Site.asked.clear()

    def test_the_site_is_asked_again_after_a_second_and_only_whether_it_is_the_same(self, proxy):
        path = f"/tin/{proxy.is_https}/"
        assert [ask(proxy, path)[2] for _time in range(5)] == [PAGE] * 5
        deadline = time.monotonic() + 20
        while len(Site.asked) < 2 and time.monotonic() < deadline:
            assert ask(proxy, path)[2] == PAGE
        assert Site.asked == [(path, None), (path, '"one"')]

    def test_whoever_is_logged_in_is_answered_by_the_site(self, proxy):
        path = f"/tin/member/{proxy.is_https}/"
        for _time in range(3):
            ask(proxy, path, Cookie="sessionid=abc")
        assert len(Site.asked) == 3
        ask(proxy, path)  # nothing was kept of those
        assert len(Site.asked) == 4

    def test_what_was_shown_last_is_shown_while_the_site_fails(self, proxy):
        path = f"/tin/broken/{proxy.is_https}/"
        assert ask(proxy, path)[::2] == (200, PAGE)
        deadline = time.monotonic() + 20
        while len(Site.asked) < 3 and time.monotonic() < deadline:
            assert ask(proxy, path)[::2] == (200, PAGE)
        assert len(Site.asked) >= 3

    def test_it_is_sent_small(self, proxy):
        status, headers, body = ask(proxy, f"/tin/{proxy.is_https}/small/", Accept_Encoding="gzip")
        assert (status, headers["Content-Encoding"], gzip.decompress(body)) == (200, "gzip", PAGE)

    def test_with_brotli_smaller_yet(self, proxy):
        """Where nginx has the module: that of Compose's image has none."""
        _status, headers, body = ask(proxy, f"/tin/{proxy.is_https}/brotli/", Accept_Encoding="gzip, br")
        assert headers["Content-Encoding"] == ("br" if proxy.is_https else "gzip")
        assert (brotli if proxy.is_https else gzip).decompress(body) == PAGE


class TestStaticFiles:
    @pytest.fixture(autouse=True)
    def _where_nginx_serves_them(self, proxy):
        self.from_disk = proxy.is_https

    @pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
    def test_as_they_were_compressed(self, proxy, accepted, unpack):
        status, headers, body = ask(proxy, f"/static/{HASHED}", Accept_Encoding=accepted)
        if not self.from_disk:
            assert json.loads(body)["path"] == f"/static/{HASHED}", "the site is asked, which has them compressed too"
            return
        assert (status, headers["Content-Encoding"], headers["Content-Type"]) == (200, accepted, "text/css")
        assert unpack(body) == STYLE and "Accept-Encoding" in headers["Vary"]

    def test_how_long_they_are_kept(self, proxy):
        if self.from_disk:
            kept = [ask(proxy, f"/static/{name}")[1]["Cache-Control"] for name in (HASHED, "css/base.css")]
            assert kept == ["public, max-age=315360000, immutable", "public, max-age=60"]

    def test_what_is_not_there_the_site_is_asked_for(self, proxy):
        told = json.loads(ask(proxy, "/static/css/other.css", X_Forwarded_Proto="https")[2])
        assert (told["path"], told["Host"], told["X-Forwarded-Proto"]) == ("/static/css/other.css", [NAME], ["https"])
