"""Do what docs/deployment.md says on a machine of its own: bring the site up, update it while people read, lose it, …

Usage: python -m scripts.ci_deployment   (as root; needs what scripts/ci_machine.sh installs, and pip's index)

The machine (scripts/clean_machine.py) has Debian's own systemd, and nothing of the site. `deploy/install`,
`deploy/update` and `deploy/remove` are run in it as an administrator runs them. What people see is asked through nginx,
by https, with the certificate looked at.
"""

import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiosmtpd.controller import Controller

from deploy.steps.units import ALWAYS
from scripts.clean_machine import CleanMachine
from tests.mailserver import Mailbox, text_of
from tests.scaffold.visitors import NAME, Reading, Visitor

ROOT = Path(__file__).resolve().parent.parent
MAIL_PORT = 2525
ADMINISTRATOR = "quantri"
PASSWORD = "bien xanh 2019 Phan Thiet"
VAR = "/srv/site/var"
ANSWERS = f"""
HOST='{NAME}'
EMAIL_HOST='127.0.0.1'
EMAIL_PORT='{MAIL_PORT}'
EMAIL_USE_TLS='0'
DEFAULT_FROM_EMAIL='bbt@{NAME}'
ADMIN_USERNAME='{ADMINISTRATOR}'
ADMIN_EMAIL='quantri@{NAME}'
"""
# Somebody writes, somebody approves: told by the tests' own factories, in the database and the files of the site.
NEWS = """
import django; django.setup()
from submissions.models import Unit
from tests import factories
unit = Unit.objects.first()
piece = factories.published(unit, title="Khai mạc lễ hội Nghinh Ông", image=factories.photo(unit))
print(piece.url, factories.document(unit).url, unit)
"""
OFFICERS = (
    "Cơ quan;Họ và tên;Chức vụ;Email;Vai trò\n{unit};Trần Thị Hoa;Chuyên viên;hoa@phanthiet.example;người phụ trách\n"
)
MIGRATION = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("submissions", "{last}")]
    operations = [migrations.RunSQL("{statement}")]
"""


def told(name):
    """Say how long the part since the last call took."""
    now = time.monotonic()
    print(f"=== {name}: {now - told.last:.0f} s", flush=True)
    told.last = now


told.last = time.monotonic()


@contextlib.contextmanager
def mail_server():
    """A mail server that keeps what it is handed."""
    server = Controller(Mailbox(), hostname="127.0.0.1", port=MAIL_PORT)
    server.start()
    try:
        yield server.handler.letters
    finally:
        server.stop()


class Story:
    """What an administrator does on the `machine`; programs lie in `folder`, which both see."""

    def __init__(self, machine, folder):
        self.machine, self.folder = machine, folder
        self.program = folder / "program"
        self.visitor = Visitor()
        (folder / "answers").write_text(ANSWERS, encoding="utf-8")

    def sh(self, command, **options):
        return self.machine.run("sh", "-euc", command, **options)

    def refused(self, command, *, with_words, told=""):
        """Run `command`, which has to fail and to say `with_words`."""
        said = self.machine.run("sh", "-c", f"{command}; echo code $?", told=told)
        assert "code 0" not in said and with_words in said, said
        return said

    def sql(self, statement, *, database):
        return self.sh(f'su postgres -c "psql -qtAX -d {database}"', told=statement).strip()

    def database(self):
        return self.sh(". /srv/site/current/release.env; echo ${DATABASE_URL##*/}").strip()

    def release(self):
        return Path(self.sh("readlink /srv/site/current").strip()).name

    # --- parts of the story ----------------------------------------------------------------------

    def is_refused_without_answers(self):
        self.refused(f"{self.program}/deploy/install < /dev/null", with_words="Không có ai để hỏi")
        (self.folder / "wrong").write_text("HOST='phan thiết'\n", encoding="utf-8")
        said = self.refused(
            f"{self.program}/deploy/install --answers {self.folder}/wrong", with_words="HOST: chưa đúng"
        )
        assert "ADMIN_EMAIL: chưa trả lời" in said
        assert not self.machine.path("/etc/site").exists()

    def installs(self, options=""):
        # Whoever sits there has a mask that would hide what is made from the site's account.
        said = self.sh(f"umask 077; {self.program}/deploy/install --answers {self.folder}/answers {options}")
        print(said)
        # The certificate is signed by itself, and nothing was backed up yet; all else is well.
        expected = ("Chứng thư số của trang", "Lần sao lưu cuối: Chưa có", "Lần diễn tập khôi phục cuối: Chưa có")
        broken = [line for line in said.splitlines() if "[hỏng]" in line and not any(each in line for each in expected)]
        assert not broken, broken
        return said

    def keeps_secrets(self):
        """Nobody but root and the site's account reads keys, backups and what citizens sent."""
        for name, mode in {
            "/etc/site/site.env": "600 root",
            "/etc/site/passphrase": "600 site",
            "/etc/ssl/site/privkey.pem": "600 root",
            "/etc/redis/redis-site.conf": "600 redis",
            "/srv/site/current/release.env": "600 root",
            "/srv/backup": "700 site",
            "/var/log/site-deploy.log": "600 root",
        }.items():
            assert self.sh(f"stat -c '%a %U' {name}").strip() == mode, name
        secrets = re.findall(
            r"(?:SECRET_KEY|PERSONAL_DATA_KEY|CACHE_URL)='([^']+)'", self.sh("cat /etc/site/site.env")
        ) + re.findall(r"DATABASE_URL='([^']+)'", self.sh("cat /srv/site/current/release.env"))
        assert len(secrets) == 4
        log = self.sh("cat /var/log/site-deploy.log; journalctl -o cat")
        assert not [secret for secret in secrets if secret in log]
        changed = self.sh("find -L /srv/site/current -user site -o -perm /022 ! -type l | head")
        assert not changed.strip(), changed

    def lets_the_first_administrator_in(self, said):
        """By the link on the screen, once; then by the password."""
        [link] = re.findall(rf"https://{NAME}(/admin/dat-mat-khau/\S+)", said)
        self.visitor.choose_password(link, PASSWORD)
        again = Visitor().get(link, follow=True)
        assert 'name="new_password1"' not in again.text, again.text
        self.visitor.log_in(ADMINISTRATOR, PASSWORD)
        self.visitor.page("/admin/", has=ADMINISTRATOR)

    def tells_news(self):
        """A published piece with a photo, a document that no public page has, and an officer who gets a letter."""
        where = f"cd {ROOT}; set -a; . /etc/site/site.env; . /srv/site/current/release.env; set +a"
        said = self.sh(f"{where}\nPYTHONPATH={ROOT} {sys.executable} -", told=NEWS)
        self.sh(f"chown -R site:site {VAR}/private {VAR}/media")
        self.news, self.document, unit = said.strip().splitlines()[-1].split(" ", 2)
        (self.folder / "officers.csv").write_text(OFFICERS.format(unit=unit), encoding="utf-8")
        print(self.sh(f"site-manage load_members {self.folder}/officers.csv"))

    def sends_letters(self, letters):
        """The worker sends what waits, with links to the site's own address."""
        deadline = time.monotonic() + 90
        while not letters and time.monotonic() < deadline:
            time.sleep(0.2)
        assert letters and f"https://{NAME}/admin/" in text_of(letters[0][1]), letters
        print(f"the mail to {letters[0][0]} leads to https://{NAME}/admin/")

    def is_seen(self):
        """The site as citizens and staff meet it."""
        visitor = self.visitor
        # The worker may have begun only now.
        answer = visitor.get("/readyz")
        assert answer.status == 200 and b"not ok" not in answer.body.replace(b"worker: not ok", b""), answer.body
        assert visitor.get("/", port=80).headers["Location"] == f"https://{NAME}/"
        stylesheet = re.search(r'/static/[^"]+\.css', visitor.page("/", has="Khai mạc lễ hội Nghinh Ông")).group()
        assert visitor.get(stylesheet).status == 200
        photo = re.search(r'/media/[^" ]+\.webp', visitor.page(self.news, has="Khai mạc lễ hội Nghinh Ông")).group()
        answer = visitor.get(photo)
        assert (answer.status, answer.headers["Content-Type"], answer.body[:4]) == (200, "image/webp", b"RIFF"), photo
        listed = self.sh(f"cd {VAR}; find private -type f").split()
        assert {Path(name).suffix for name in listed} >= {".jpg", ".pdf"}, listed
        for address in (self.document, *(f"/{name}" for name in listed), *(f"/media/../{name}" for name in listed)):
            assert Visitor().get(address).status == 404, address
        print(f"{photo}: 200; {self.document} and {len(listed)} originals: 404")

    def is_well(self):
        failed = self.sh("systemctl --failed --no-legend --plain").strip()
        assert not failed, f"{failed}\n{self.sh('journalctl -p warning --no-pager -n 40')}"
        self.sh(f"cd /etc/systemd/system; systemd-analyze verify $(ls site-*.* | sed 's/@/@{self.release()}/')")
        self.sh(f"systemctl is-active {' '.join(ALWAYS)} redis-server@site nginx")
        self.visitor.log_in(ADMINISTRATOR, PASSWORD)

    def says_what_it_takes(self):
        """What docs/sizing.md rests on: memory by process (its own share of what is shared), and the worker's time."""
        for unit in (f"site-web@{self.release()}", "site-worker"):
            group = self.sh(f"systemctl show --property=ControlGroup --value {unit}").strip()
            shares = self.sh(
                f"for p in $(cat '/sys/fs/cgroup{group}/cgroup.procs'); do grep ^Pss: /proc/$p/smaps_rollup; done"
            )
            megabytes = [int(line.split()[1]) // 1024 for line in shares.splitlines()]
            seconds = int(self.sh(f"systemctl show --property=CPUUsageNSec --value {unit}")) / 1e9
            print(f"{unit}: {megabytes} MB, {seconds:.1f} s of processor time since its start")

    def backs_up(self):
        for unit in ("site-backup", "site-rehearsal"):
            self.sh(f"systemctl start {unit}.service || (journalctl -u {unit} -o cat; exit 1)")
        doctor = self.machine.run("site-manage", "doctor", check=False)
        print(doctor)
        broken = [line for line in doctor.splitlines() if line.startswith("[hỏng]")]
        # The certificate is signed by itself; nothing else is wrong.
        assert len(broken) == 1 and NAME in broken[0], doctor

    def changed(self, name, *, statement="", breaks=""):
        """A newer program: with a migration of `statement`, or with a list of urls of which one is broken."""
        program = self.folder / name
        shutil.copytree(self.program, program, symlinks=True)
        if statement:
            last = sorted(path.stem for path in (program / "submissions/migrations").glob("[0-9]*.py"))[-1]
            text = MIGRATION.format(last=last, statement=statement)
            (program / f"submissions/migrations/{int(last[:4]) + 1:04}_{name}.py").write_text(text, encoding="utf-8")
        if breaks:
            with (program / breaks).open("a", encoding="utf-8") as file:
                file.write("\nurlpatterns.insert(0, path('readyz', lambda request: 1 / 0))\n")
        return program

    def updates(self, program, *, works=True, writes_are_closed=False):
        """Run its deploy/update while readers read, somebody of the staff works, and somebody sends something."""
        with Reading(self.news, staff=(ADMINISTRATOR, PASSWORD)) as reading:
            if works:
                print(said := self.sh(f"{program}/deploy/update"))
            else:
                print(said := self.refused(f"{program}/deploy/update", with_words="Đã trở về phiên bản số"))
        reading.was_never_refused(writes_were_closed=writes_are_closed)
        if works:
            self.program = program
        self.is_seen()
        self.is_well()
        return said

    def has_a_copy_that_a_killed_update_left(self):
        self.sql('CREATE DATABASE "site_77" OWNER site', database="postgres")

    def databases(self):
        return self.sql("SELECT datname FROM pg_database WHERE datname LIKE 'site%'", database="postgres").split()

    def starts_anew(self):
        """What the machine does when it is switched on: the units, without anybody."""
        self.sh("systemctl stop 'site-*' nginx; echo nonsense > /etc/site/web.conf")
        self.sh("systemctl start multi-user.target")
        deadline = time.monotonic() + 60
        while self.visitor.get("/readyz").status != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        self.is_seen()

    def goes_on_without_redis(self):
        self.sh("systemctl stop redis-server@site")
        assert b"cache: not ok\n" in self.visitor.get("/readyz").body
        self.visitor.page("/?redis=away", has="Khai mạc lễ hội Nghinh Ông")
        self.sh("systemctl start redis-server@site")

    def is_taken_away_and_comes_back(self):
        """Without a word the data stay; then by the word all is gone but the backups, of which it is made again."""
        self.sh(f"{self.program}/deploy/remove")
        assert not self.sh("systemctl list-units --all --no-legend --plain 'site-*'").strip()
        assert not list(self.machine.path("/etc/systemd/system").glob("site-*"))
        self.sh(f"test -d {VAR}/private -a -f /etc/site/site.env")
        self.sh(f"{self.program}/deploy/install")
        self.is_seen()
        said = self.sh(f"{self.program}/deploy/remove --data", told="example.org\n")
        assert "Không đúng tên miền" in said, said
        self.is_seen()
        passphrase = self.sh("cat /etc/site/passphrase").strip()
        self.sh(f"{self.program}/deploy/remove --data", told=f"{NAME}\n")
        self.sh("test ! -e /srv/site -a ! -e /etc/site && ! id site && test -d /srv/backup")
        assert not self.sql("SELECT 1 FROM pg_database WHERE datname LIKE 'site%'", database="postgres")
        (self.folder / "answers").write_text(f"{ANSWERS}PASSPHRASE='{passphrase}'\n", encoding="utf-8")
        self.installs("--restore /srv/backup")
        self.is_seen()
        self.is_well()


def main():
    """Tell the story; exit with the words of what did not hold."""
    with tempfile.TemporaryDirectory(prefix="deployment-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        wheels = folder / "wheels"
        pip = [sys.executable, "-m", "pip", "wheel", "-qq", "--disable-pip-version-check", "-w", str(wheels)]
        subprocess.run([*pip, "-r", str(ROOT / "requirements.txt")], check=True)
        (folder / "program").mkdir()
        subprocess.run(
            "git ls-files -z | xargs -0 tar -c | tar -x -C " + str(folder / "program"), shell=True, cwd=ROOT, check=True
        )
        told("libraries as wheels")
        with CleanMachine(names=NAME, wheels=wheels, shared=folder) as machine, mail_server() as letters:
            told("a machine")
            tell(Story(machine, folder), letters)


def tell(story, letters):
    story.is_refused_without_answers()
    said = story.installs()
    told("deploy/install")
    story.keeps_secrets()
    story.lets_the_first_administrator_in(said)
    story.tells_news()
    story.sends_letters(letters)
    story.is_seen()
    story.is_well()
    story.backs_up()
    story.says_what_it_takes()
    told("first administrator, a page with a photo, a letter, a backup, its rehearsal")
    story.has_a_copy_that_a_killed_update_left()
    story.updates(
        story.changed("newer", statement="CREATE TABLE later (id integer); INSERT INTO later VALUES (7)"),
        writes_are_closed=True,
    )
    assert story.release() == "2" and story.database() == "site_2"
    assert story.sql("SELECT id FROM later", database="site_2") == "7"
    assert story.databases() == ["site_2"]
    told("deploy/update with a migration, while people read and send")
    story.updates(
        story.changed("broken", statement="DELETE FROM later", breaks="site_cms/urls.py"),
        works=False,
        writes_are_closed=True,
    )
    assert story.release() == "2" and story.database() == "site_2"
    told("a deploy/update that fails goes back")
    story.starts_anew()
    story.goes_on_without_redis()
    told("the machine starts anew; without Redis the site goes on")
    story.is_taken_away_and_comes_back()
    told("deploy/remove, and the site again from its backup")


if __name__ == "__main__":
    main()
