"""Do what docs/deployment.md says for a site without Docker, as it stands there, from nothing to a page with a photo.

Usage: python -m scripts.ci_deployment POSTGRES_URL   (a superuser's; needs nginx, redis-server, git and pip's index)

Commands, settings and the units of systemd are read from the page, so that page and test cannot part. Replaced are only
places, names, and what the page itself says to replace. Of its first step, which installs packages and makes an
account, only the database is made. The web server then runs as from its unit, behind the nginx of proxy/https.conf.
"""

import contextlib
import http.client
import os
import re
import secrets
import shlex
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from aiosmtpd.controller import Controller

from tests.mailserver import Mailbox, text_of, unused_port
from tests.scaffold.nginx import NAME, Nginx, open_folder
from tests.scaffold.processes import Group, clean_environment, free_port
from tests.scaffold.redis_server import RedisServer

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
BACKUP_PAGE = (ROOT / "docs/backup.md").read_text(encoding="utf-8")
ADMINISTRATOR = "quantri"
# Somebody writes, somebody approves: told by the tests' own factories, in the database and the files of the site.
NEWS = """
import django; django.setup()
from submissions.models import Unit
from tests import factories
unit = Unit.objects.first()
piece = factories.published(unit, title="Khai mạc lễ hội Nghinh Ông", image=factories.photo(unit))
print(piece.url, factories.document(unit).url)
"""
OFFICERS = (
    "Cơ quan;Họ và tên;Chức vụ;Email;Vai trò\n{unit};Trần Thị Hoa;Chuyên viên;hoa@phanthiet.example;người phụ trách\n"
)


def blocks(heading, language="sh", *, page=PAGE):
    """The blocks of `language` below the heading (str, as it stands in the page)."""
    section = re.split(r"^##+ ", page.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    found = re.findall(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no commands under “{heading}”"
    return found


class Site:
    """A site in `folder` (Path), of `database` (a name that nothing else uses) and the Redis at `redis_port`."""

    def __init__(self, folder, *, database, postgres, redis_port, mail_port):
        self.folder, self.name, self.postgres, self.port = folder, database, urlsplit(postgres), free_port()
        self.environment = clean_environment(HOME=folder, PGPASSWORD=self.postgres.password)
        self.environment["PATH"] = os.environ["PATH"]  # the machine's Python, not this one
        self.replaced = {
            # Nobody sits there to type the site's name, and what the doctor says of this machine is no matter.
            "manage.py restore /srv/backup\n": f"manage.py restore {folder}/backup --no-input\n",
            "manage.py doctor": "manage.py doctor || true",
            "/srv/backup": str(folder / "backup"),
            "/etc/site.passphrase": str(folder / "passphrase"),
            "/srv/site": str(folder / "site"),
            "/etc/site.env": str(folder / "site.env"),
            "ADDRESS": str(folder / "origin.git"),
            "site:password@127.0.0.1:5432/site": f"{database}:password@127.0.0.1:{self.postgres.port}/{database}",
            "redis://127.0.0.1:6379/0": f"redis://127.0.0.1:{redis_port}/0",
            "EMAIL_HOST='mail.example'": f"EMAIL_HOST='127.0.0.1'\nEMAIL_PORT='{mail_port}'\nEMAIL_USE_TLS='0'",
            "ROLE site": f"ROLE {database}",
            "DATABASE site OWNER site": f"DATABASE {database} OWNER {database}",
            "manage.py createsuperuser": "manage.py createsuperuser --noinput "
            f"--username {ADMINISTRATOR} --email quantri@phanthiet.example",
        }

    def place(self, text):
        """The page's `text` with what is another one here."""
        for what, by in self.replaced.items():
            text = text.replace(what, by)
        return text

    def sh(self, commands, *, name):
        """Run `commands` in a shell of the account, which stops at the first that fails; return what they print."""
        begun = time.monotonic()
        result = subprocess.run(
            ["sh", "-euc", self.place(commands)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(f"{name}: exit {result.returncode}, {time.monotonic() - begun:.0f} s", flush=True)
        if result.returncode:
            sys.exit(f"{self.place(commands)}\n{result.stdout}")
        return result.stdout

    def with_settings(self, commands, *, name):
        return self.sh(f"cd /srv/site\nset -a; . /etc/site.env; set +a\n{commands}", name=name)

    def unit(self, heading, file):
        """The unit `file` of systemd that the page shows under `heading`, as {name: [values]}."""
        [text] = [block for block in blocks(heading, "ini") if file in block.splitlines()[0]]
        settings = {}
        for name, value in re.findall(r"^(\w+)=(.*)$", self.place(text), re.MULTILINE):
            settings.setdefault(name, []).append(value)
        return settings

    def environment_of(self, unit):
        """What systemd hands to the `unit`: its own environment is empty but for this."""
        told = self.sh(f"env -i sh -c 'set -a; . {unit['EnvironmentFile'][0]}; env'", name="settings are read")
        values = dict(line.split("=", 1) for line in told.splitlines())
        return values | dict(value.split("=", 1) for value in unit.get("Environment", ()))

    # --- the page's steps ------------------------------------------------------------------------

    def make_database(self):
        """Of the first step the two statements for PostgreSQL."""
        [commands] = blocks("1. The machine")
        for statement in re.findall(r'-c \\"(.*?)\\"', commands):
            self.psql(statement)

    def drop_database(self):
        for what in (f"DATABASE IF EXISTS {self.name} WITH (FORCE)", f"ROLE IF EXISTS {self.name}"):
            self.psql(f"DROP {what}")

    def psql(self, statement):
        """Run a statement as PostgreSQL's administrator; `PGPASSWORD` is in the environment."""
        options = f"-q -h {self.postgres.hostname} -p {self.postgres.port} -U {self.postgres.username} -d postgres"
        self.sh(f"psql {options} -c {shlex.quote(statement)}", name=statement)

    def make_repository(self):
        """Where the site is cloned from: what is committed here, on a branch, whether or not one is checked out."""
        origin = self.folder / "origin.git"
        self.sh(
            f"git clone -q --bare {ROOT} {origin}\n"
            f"git -C {origin} update-ref refs/heads/deployed $(git -C {ROOT} rev-parse HEAD)\n"
            f"git -C {origin} symbolic-ref HEAD refs/heads/deployed",
            name="what is committed",
        )

    def install(self):
        [commands] = blocks("2. The program")
        self.sh(commands, name="2. the program")

    def write_settings(self):
        [commands], [text] = blocks("3. The settings"), blocks("3. The settings", "ini")
        secret, key = self.sh(commands, name="3. two secrets").split()
        text = text.replace("the first of the two", secret).replace("the second", key)
        (self.folder / "site.env").write_text(f"{self.place(text)}PORT='{self.port}'\n", encoding="utf-8")
        (self.folder / "site.env").chmod(0o640)

    def prepare(self):
        [commands] = blocks("4. What has to be made, and the database")
        self.sh(commands, name="4. messages, static files, database")
        check = ".venv/bin/python manage.py check --deploy --database default --fail-level WARNING"
        self.with_settings(check, name="nothing is warned of")
        self.environment["DJANGO_SUPERUSER_PASSWORD"] = secrets.token_urlsafe(16)
        [commands] = blocks("5. The first people")
        print(self.sh(commands, name="5. units and the first administrator"), end="")

    def load_officers(self):
        """A list with Vietnamese headings, which a site without compiled messages does not understand."""
        first = "from submissions.models import Unit; print(Unit.objects.first())"
        unit = self.with_settings(f'.venv/bin/python manage.py shell -v 0 -c "{first}"', name="a unit").strip()
        (self.folder / "officers.csv").write_text(OFFICERS.format(unit=unit), encoding="utf-8")
        print(
            self.with_settings(f".venv/bin/python manage.py load_members {self.folder}/officers.csv", name="officers")
        )

    def tell_news(self):
        """(address of a published piece with a photo, address of a document that no public page has)."""
        news = f"PYTHONPATH={ROOT} {sys.executable} -c {shlex.quote(NEWS)}"
        return self.with_settings(news, name="a piece with a photo").split()

    def do_what_is_due(self):
        unit = self.unit("What is done by itself", "site-due.service")
        self.sh(
            f"cd {unit['WorkingDirectory'][0]}; set -a; . {unit['EnvironmentFile'][0]}; {unit['ExecStart'][0]}",
            name="site-due.service",
        )
        [line] = blocks("What is done by itself", "cron")
        self.sh(line.removeprefix("* * * * * "), name="the line of cron")

    def update(self):
        [commands] = blocks("An update")
        self.sh(commands, name="an update")

    def back_up_and_put_back(self):
        """By the units of the page; then into an empty database, without the files: as on a new machine."""
        [text] = blocks("Setting it up, once", "ini", page=BACKUP_PAGE)
        with (self.folder / "site.env").open("a", encoding="utf-8") as settings:
            settings.write(self.place(text))
        (self.folder / "passphrase").write_text(secrets.token_urlsafe(16), encoding="utf-8")
        (self.folder / "passphrase").chmod(0o600)
        self.psql("ALTER ROLE site CREATEDB")
        for file in ("site-backup.service", "site-rehearsal.service"):
            unit = self.unit("Backups by themselves", file)
            print(self.with_settings(f"cd {unit['WorkingDirectory'][0]}; {unit['ExecStart'][0]}", name=file))
        self.drop_database()
        shutil.rmtree(self.folder / "site/var")
        self.make_database()
        for commands in blocks("Putting the site back", page=BACKUP_PAGE):
            print(self.with_settings(f"cd /srv/site\n{commands}", name="put back"))

    def start(self):
        unit = self.unit("6. The services", "site-web.service")
        return Group(*unit["ExecStart"], environment=self.environment_of(unit))


class Reader:
    """Somebody in front of the proxy."""

    def __init__(self, nginx):
        self.nginx = nginx

    def get(self, path):
        """(status, headers, body in bytes) of `path`."""
        trust = ssl.create_default_context(cafile=self.nginx.folder / "fullchain.pem")
        trust.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", self.nginx.port[443], timeout=60, context=trust)
        with contextlib.closing(connection):
            connection.request("GET", quote(path, safe="/?=&%"), headers={"Host": NAME})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def page(self, path, *, has):
        """The page at `path` (str), which is in Vietnamese and has the words `has`."""
        status, _headers, body = self.get(path)
        text = body.decode()
        assert status == 200 and '<html lang="vi"' in text and has in text, f"{path}: {status}\n{text[:2000]}"
        print(f"{path}: {status}, “{has}”")
        return text


@contextlib.contextmanager
def mail_server():
    """A mail server that keeps what it is handed."""
    server = Controller(Mailbox(), hostname="127.0.0.1", port=unused_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def look(reader, news, document, var):
    """The site as citizens and staff meet it."""
    status, _headers, parts = reader.get("/readyz")
    assert (status, parts) == (200, b"database: ok\nmigrations: ok\nworker: ok\ncache: ok\ndisk: ok\n"), parts
    stylesheet = re.search(r'/static/[^"]+\.css', reader.page("/", has="Khai mạc lễ hội Nghinh Ông")).group()
    assert reader.get(stylesheet)[0] == 200
    reader.page("/admin/login/", has="Đăng nhập")
    photo = re.search(r'/media/[^" ]+\.webp', reader.page(news, has="Khai mạc lễ hội Nghinh Ông")).group()
    status, headers, body = reader.get(photo)
    assert (status, headers["Content-Type"], body[:4]) == (200, "image/webp", b"RIFF"), f"{photo}: {status}"
    print(f"{photo}: {status}, {headers['Content-Type']}")
    private = [path.relative_to(var) for path in (var / "private").rglob("*") if path.is_file()]
    assert {path.suffix for path in private} >= {".jpg", ".pdf"}, private
    for address in (document, *(f"/{path}" for path in private), *(f"/media/../{path}" for path in private)):
        assert reader.get(address)[0] == 404, address
    print(f"{document} and {len(private)} originals: 404")


def main():
    """Follow the page; exit with its words where it does not hold."""
    name = f"site_page_{os.getpid()}"
    with open_folder() as folder, RedisServer(folder) as redis, mail_server() as mail:
        site = Site(folder, database=name, postgres=sys.argv[1], redis_port=redis.port, mail_port=mail.port)
        try:
            site.make_repository()
            site.make_database()
            site.install()
            site.write_settings()
            site.prepare()
            site.load_officers()
            news, document = site.tell_news()
            site.do_what_is_due()
            [(addresses, letter)] = mail.handler.letters
            assert f"https://{NAME}/admin/" in text_of(letter), text_of(letter)
            print(f"the mail to {addresses} leads to https://{NAME}/admin/")
            site.update()
            site.back_up_and_put_back()
            (folder / "nginx").mkdir()
            files = folder / "site/var"
            with site.start() as server:
                server.wait_for("Booting worker", seconds=120)
                with Nginx(
                    "https.conf", folder=folder / "nginx", site=f"http://127.0.0.1:{site.port}", files=files
                ) as proxy:
                    look(Reader(proxy), news, document, files)
                    redis.stop()
                    reader = Reader(proxy)
                    assert b"cache: not ok\n" in reader.get("/readyz")[2]
                    reader.page("/", has="Khai mạc lễ hội Nghinh Ông")
                    print("without Redis the site goes on")
        finally:
            site.drop_database()


if __name__ == "__main__":
    main()
