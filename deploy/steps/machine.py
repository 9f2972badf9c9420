"""The machine: places, packages, the account, and running commands whose output goes into a log."""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent
ACCOUNT = "site"
HOME = Path("/srv/site")
VAR = HOME / "var"
BACKUPS = Path("/srv/backup")
ETC = Path("/etc/site")
LOG = Path("/var/log/site-deploy.log")
LOCK = Path("/run/site-deploy.lock")
PACKAGES = (
    "python3-venv",
    "postgresql",
    "redis-server",
    "nginx",
    "libnginx-mod-http-brotli-static",
    "libnginx-mod-http-brotli-filter",
    "openssl",
    "logrotate",
    "libreoffice-writer-nogui",
)
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Failed(Exception):
    """A step failed; the sentence says which, and what to do."""


def say(sentence):
    print(sentence, flush=True)
    _log(sentence)


def _log(text):
    with open(os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")


def run(*command, user=None, env=None, told="", cwd="/", check=True, also_well=()):
    """Run `command` to its end; return what it wrote (str). `told` goes to its standard input, and into no log.

    `user` is the account that it runs as. Raises Failed with its last lines, but for the codes `also_well`.
    """
    environment = {"PATH": PATH, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"} | (env or {})
    options = {}
    if user:
        account = pwd.getpwnam(user)
        options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        environment |= {"HOME": account.pw_dir, "USER": user, "LOGNAME": user}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        input=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    said = result.stdout.strip()
    _log(f"$ {' '.join(map(str, command))}: {result.returncode}\n{said}")
    if check and result.returncode not in (0, *also_well):
        lines = "\n".join(said.splitlines()[-8:])
        raise Failed(f"Lệnh không chạy được: {' '.join(map(str, command))}\n{lines}")
    return said


def succeeds(*command, **options):
    """Whether `command` ends with code 0."""
    try:
        run(*command, **options)
    except Failed:
        return False
    return True


@contextlib.contextmanager
def alone():
    """Nobody else installs, updates or removes meanwhile."""
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed("Một lần cài đặt hoặc nâng cấp khác đang chạy. Vui lòng chờ xong rồi chạy lại.") from None
        yield


def main(work):
    """Run `work`, and end with its sentence where it failed."""
    # What is made here is for everybody to read unless it says otherwise, whatever the shell was told.
    os.umask(0o022)
    try:
        with alone():
            work()
    except Failed as failure:
        say(f"✗ {failure}")
        sys.exit(f"Chưa xong. Toàn bộ những gì đã chạy: {LOG}")


def install_packages():
    """Debian's packages that are not there yet; a machine that has them all needs no network for it."""
    there = run("dpkg-query", "-W", "-f", "${Package} ${Status}\n", *PACKAGES, check=False).splitlines()
    if missing := [name for name in PACKAGES if f"{name} install ok installed" not in there]:
        say(f"• Đang cài các gói của Debian: {' '.join(missing)} (vài phút)…")
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing)
    say("✓ Các gói phần mềm của Debian đã có đủ.")


def make_account():
    """The account that the site runs as, and the folders that are its own."""
    if not any(entry.pw_name == ACCOUNT for entry in pwd.getpwall()):
        run("useradd", "--system", "--user-group", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", ACCOUNT)
    for folder, owner, mode in (
        (HOME, "root", 0o755),
        (HOME / "releases", "root", 0o755),
        (HOME / "libraries", "root", 0o755),
        (ETC, "root", 0o755),
        (VAR, ACCOUNT, 0o755),
        (BACKUPS, ACCOUNT, 0o700),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        own(folder, owner, mode)
    say(f"✓ Tài khoản hệ thống “{ACCOUNT}”; dữ liệu ở {VAR}, bản sao lưu ở {BACKUPS}.")


def own(path, owner, mode):
    shutil.chown(path, owner, owner)
    path.chmod(mode)


def write(path, text, *, owner="root", mode=0o644):
    """Write `text` to `path`, whole or not at all, readable by nobody but whom `mode` says at any moment."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    own(part, owner, mode)
    part.replace(path)
