"""nginx in front of the site: its certificate, which web server it asks, and whether anything may be written."""

import re
import time
from pathlib import Path

from deploy.steps import releases
from deploy.steps.machine import ETC, Failed, own, run, say, write

CONFIGURATION = Path("/etc/nginx/sites-available/site.conf")
ENABLED = Path("/etc/nginx/sites-enabled/site.conf")
TLS = Path("/etc/ssl/site")
ASKED = ETC / "web.conf"
CLOSED = Path("/run/site-closed")  # gone when the machine starts anew
WAIT = 60


def make_certificate(host):
    """A certificate signed by itself, until the office puts its own into its place."""
    chain, key = TLS / "fullchain.pem", TLS / "privkey.pem"
    if chain.exists() and key.exists():
        say(f"✓ Chứng thư https đã có ở {TLS}, giữ nguyên.")
        return
    TLS.mkdir(parents=True, exist_ok=True)
    own(TLS, "root", 0o700)
    kind = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "397")
    name = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
    run("openssl", "req", *kind, *name, "-keyout", key, "-out", chain)
    own(key, "root", 0o600)
    say(f"✓ Chứng thư https tạm, tự ký, ở {TLS}: trình duyệt sẽ cảnh báo cho đến khi thay bằng chứng thư thật.")


def configure(hosts):
    """The server of proxy/https.conf for `hosts` (list of str)."""
    text = (releases.CURRENT / "proxy/https.conf").read_text(encoding="utf-8")
    text = re.sub(r"server_name .*;", f"server_name {' '.join(hosts)};", text)
    text = re.sub(r"set \$site .*;", f"include {ASKED};", text)
    text = text.replace("/srv/site/proxy/", f"{releases.CURRENT}/proxy/")
    if not Path("/proc/net/if_inet6").exists():
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    before = CONFIGURATION.read_text(encoding="utf-8") if CONFIGURATION.exists() else None
    write(CONFIGURATION, text)
    if not ENABLED.is_symlink():
        ENABLED.symlink_to(CONFIGURATION)
    try:
        run("nginx", "-t")
    except Failed:
        if before is None:
            ENABLED.unlink()
        else:
            write(CONFIGURATION, before)
        raise


def serve():
    run("systemctl", "enable", "--quiet", "--now", "nginx")
    reload()


def point_at(port):
    """The web server that nginx asks once it has read its configuration again."""
    write(ASKED, f"set $site http://127.0.0.1:{port};\n")


def ask(port):
    """Have nginx ask the web server at `port` from now on, and return once no request goes to the one before."""
    point_at(port)
    reload()


def reload():
    """Have nginx read its configuration; return once those of its processes that had the one before are gone."""
    before = _workers()
    run("systemctl", "reload", "nginx")
    deadline = time.monotonic() + WAIT
    while (_workers() & before) and time.monotonic() < deadline:
        time.sleep(0.1)


def _workers():
    """The processes (set of str) of nginx but its first."""
    main = run("systemctl", "show", "--property=MainPID", "--value", "nginx")
    return set(run("pgrep", "-P", main, check=False).split()) if main.isdecimal() and main != "0" else set()


def close():
    """From now on nothing is sent to the site (proxy/https.conf); pages are read as ever."""
    write(CLOSED, "")


def reopen():
    """What is sent reaches the site again."""
    CLOSED.unlink(missing_ok=True)
