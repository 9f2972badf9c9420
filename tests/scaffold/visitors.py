"""Visitors of a site behind its proxy, by https on this machine: they read, log in, and read on while it changes."""

import base64
import hmac
import http.client
import http.cookies
import ssl
import threading
import time
from urllib.parse import quote, urlencode, urljoin, urlsplit

from tests.soup import soup_of

NAME = "phanthiet.example"


class Answer:
    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def text(self):
        return self.body.decode()


class Telephone:
    """An app that shows codes by a key (RFC 6238), each once."""

    def __init__(self, key):
        self.key, self.shown = base64.b32decode(key), 0

    def code(self):
        """The code of these thirty seconds, or of the next where that one was shown; a site takes both."""
        self.shown = max(int(time.time() // 30), self.shown + 1)
        digest = hmac.digest(self.key, self.shown.to_bytes(8, "big"), "sha1")
        start = digest[-1] & 15
        return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class Visitor:
    """A browser without scripts, with its cookies."""

    # Of people: their telephones, and the mark by which the site knows a browser that they trust.
    telephones, trusted = {}, {}

    def __init__(self):
        self.cookies = {}
        # Signed by itself, as deploy/install makes it.
        self.trust = ssl.create_default_context()
        self.trust.check_hostname = False
        self.trust.verify_mode = ssl.CERT_NONE

    def ask(self, method, path, *, fields=None, port=443):
        """The Answer to one request."""
        headers = {"Host": NAME, "Referer": f"https://{NAME}/"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if port == 443:
            connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=self.trust)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            body = None if fields is None else urlencode(fields)
            connection.request(method, quote(path, safe="/?=&%"), body=body, headers=headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", ()):
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    def get(self, path, *, follow=False, port=443):
        answer = self.ask("GET", path, port=port)
        while follow and answer.status in (301, 302):
            path = urlsplit(urljoin(path, answer.headers["Location"])).path
            answer = self.ask("GET", path)
        self.at = path
        return answer

    def page(self, path, *, has):
        """The page at `path` (str), which is in Vietnamese and has the words `has`."""
        answer = self.get(path)
        assert answer.status == 200, f"{path}: {answer.status}\n{answer.text[:500]}"
        assert '<html lang="vi"' in answer.text and has in answer.text, f"{path}: no “{has}”\n{answer.text[:3000]}"
        return answer.text

    def send(self, path, **fields):
        """Fill in the form at `path` and send it; return the Answer."""
        form = soup_of(self.get(path, follow=True).text)
        token = form.find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]
        return self.ask("POST", self.at, fields={"csrfmiddlewaretoken": token, **fields})

    def choose_password(self, link, password):
        answer = self.send(link, new_password1=password, new_password2=password)
        assert answer.status == 302, answer.text

    def log_in(self, username, password):
        """By the password and the second factor, which is set up where the site asks for it the first time."""
        self.cookies = dict(self.trusted.get(username, {}))
        answer = self.send("/admin/login/", username=username, password=password)
        assert answer.status == 302, answer.text
        if answer.headers["Location"] == "/admin/login/thiet-lap/":
            key = soup_of(self.page("/admin/login/thiet-lap/", has="Authenticator")).select_one(".doors-key").text
            self.telephones[username] = Telephone(key.replace(" ", ""))
            answer = self.send("/admin/login/thiet-lap/", code=self.telephones[username].code())
            assert "doors-codes" in answer.text, answer.text
        elif answer.headers["Location"] == "/admin/login/ma/":
            answer = self.send("/admin/login/ma/", code=self.telephones[username].code(), trust="on")
            assert answer.status == 302, answer.text
            self.trusted[username] = {"trusted_device": self.cookies["trusted_device"]}


class Reading:
    """Citizens and one of the staff who read without a pause, and somebody who sends; used as a context manager."""

    def __init__(self, news, *, staff):
        self.news, self.staff = news, staff
        self.seen, self.sent = [], []
        self.ended = threading.Event()

    def __enter__(self):
        self.sender = Visitor()
        self.employee = Visitor()
        self.employee.log_in(*self.staff)
        work = (self._read, self._read, self._work, self._send)
        self.threads = [threading.Thread(target=self._until_ended, args=(each,)) for each in work]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _until_ended(self, work):
        number = 0
        while not self.ended.is_set():
            number += 1
            try:
                work(number)
            except Exception as error:
                self.seen.append((time.time(), work.__name__, repr(error)))

    def _read(self, number):
        """Pages that no proxy has kept: each address is another one."""
        visitor = Visitor()
        for path in (f"/?lan={number}.{threading.get_ident()}", f"{self.news}?lan={number}.{threading.get_ident()}"):
            self.seen.append((time.time(), path, visitor.get(path).status))

    def _work(self, number):
        self.seen.append((time.time(), "/admin/", self.employee.get("/admin/").status))

    def _send(self, number):
        """The form of who asks for a new password: taken in, or refused with a page that says why."""
        fields = {"csrfmiddlewaretoken": "x", "email": "ai@do.example"}
        answer = self.sender.ask("POST", "/admin/password_reset/", fields=fields)
        self.sent.append((answer.status, "Trang đang được nâng cấp" in answer.text))
        time.sleep(0.1)

    def was_never_refused(self, *, writes_were_closed):
        """Nobody who read saw an error; who sent something was told so where it was not taken in."""
        wrong = [entry for entry in self.seen if entry[2] != 200]
        assert not wrong and len(self.seen) > 50, (len(self.seen), wrong[:10])
        refused = [status for status, is_told in self.sent if is_told]
        others = {status for status, is_told in self.sent if not is_told}
        assert bool(refused) == writes_were_closed and set(refused) <= {503} and max(others) < 500, (refused, others)
        print(f"{len(self.seen)} pages read, none refused; {len(refused)} of {len(self.sent)} forms told to wait")
