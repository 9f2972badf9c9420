"""The settings of the site in /etc/site/site.env: made once, kept, and never shown."""

import base64
import re
import secrets

from deploy.steps.machine import ACCOUNT, BACKUPS, ETC, VAR, Failed, say, write

FILE = ETC / "site.env"
PASSPHRASE = ETC / "passphrase"
# Of the answers what is no variable of the site.
ASKED_ONLY = ("HOST", "ADMIN_USERNAME", "ADMIN_EMAIL", "UNITS", "PASSPHRASE")
HEAD = """# Thiết lập của trang (docs/deployment.md). Sửa xong: sudo ./deploy/install
# Mỗi dòng: TÊN='giá trị'. DATABASE_URL, PORT, STATIC_ROOT theo từng phiên bản: /srv/site/current/release.env
"""
REDIS_PORT = 6380
_LINE = re.compile(r"([A-Z][A-Z0-9_]*)='([^']*)'")


def read(path=FILE):
    """{name: value} of a file that systemd and the shell read as well: NAME='value'."""
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not (match := _LINE.fullmatch(line.strip())):
            raise Failed(f"{path}, dòng {number}: phải viết TÊN='giá trị', mỗi biến một dòng.")
        values[match[1]] = match[2]
    return values


def lines(values):
    return "".join(f"{name}='{value}'\n" for name, value in values.items())


def replace(**values):
    """Give variables other values, and leave every other line of the file as the administrator wrote it."""
    there = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in there if line.partition("=")[0].strip() not in values]
    write(FILE, "".join(kept) + lines(values), mode=0o600)


def make(answers):
    """Write the settings of a new site, with keys of its own."""
    host = answers["HOST"]
    values = {
        "DJANGO_SETTINGS_MODULE": "site_cms.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PERSONAL_DATA_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": host,
        "BASE_URL": f"https://{host}",
        "CACHE_URL": f"redis://:{secrets.token_hex(24)}@127.0.0.1:{REDIS_PORT}/0",
        "VAR_DIR": VAR,
        "BIND": "127.0.0.1",
        "BACKUP_FOLDER": BACKUPS,
        "BACKUP_PASSPHRASE_FILE": PASSPHRASE,
    }
    values |= {name: value for name, value in answers.items() if name not in ASKED_ONLY}
    write(FILE, HEAD + lines(values), mode=0o600)
    if passphrase := answers.get("PASSPHRASE") or (not PASSPHRASE.exists() and secrets.token_urlsafe(24)):
        write(PASSPHRASE, f"{passphrase}\n", owner=ACCOUNT, mode=0o600)
    say(f"✓ Thiết lập và các khóa bí mật: {FILE} (chỉ root đọc được).")
