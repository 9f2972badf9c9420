"""The services of the site: systemd's units, and whether a web server that was started is well."""

import http.client
import time
from pathlib import Path

from deploy.steps import settings
from deploy.steps.machine import Failed, run, say, write
from deploy.steps.releases import CURRENT, READING_PORT, environment

UNITS = Path("/etc/systemd/system")
COMMAND = Path("/usr/local/sbin/site-manage")
ALWAYS = ("site-boot.service", "site-worker.service", "site-backup.timer", "site-rehearsal.timer", "site-doctor.timer")
READING = Path("/run/site-reading.env")
PATIENCE = 120
# A web server that has begun to answer, and answers wrongly so often, will not be well.
WRONG_ANSWERS = 10
# What a site that is well answers: address, and what has to stand there.
ASKED = (("/readyz", b"database: ok"), ("/", b'<html lang="vi"'), ("/admin/login/", b'<html lang="vi"'))


class WrongAnswer(str):
    """What is wrong with a web server that answers."""


def install_units():
    """Units and the command of the release that serves, and no others."""
    there = {path.name for path in (CURRENT / "deploy/units").iterdir()}
    for name in there:
        text = (CURRENT / "deploy/units" / name).read_text(encoding="utf-8")
        write(*((COMMAND, text) if name == COMMAND.name else (UNITS / name, text)))
    COMMAND.chmod(0o755)
    run("systemctl", "daemon-reload")


def start_always():
    """What stands beside the web server: the start of the right one with the machine, the worker, the timers."""
    run("systemctl", "enable", "--quiet", *ALWAYS)
    run("systemctl", "restart", *ALWAYS)
    say("✓ Dịch vụ: việc đến hạn và thư (site-worker), sao lưu mỗi đêm, diễn tập khôi phục mỗi tháng.")


def stop_worker():
    """What is due waits; the worker ends after what it has in hand."""
    run("systemctl", "stop", "site-worker", "site-backup.timer", "site-rehearsal.timer", "site-doctor.timer")


def start(release, *, reading=False, anew=False):
    """Start the web server of `release` and return its port once it is well; Failed with its last words else.

    With `reading` it is a second one of that release, whose sessions with the database may not write; with `anew` one
    that runs ends first, and reads its settings again.
    """
    unit, port = (f"site-reading@{release.name}", READING_PORT) if reading else web(release)
    if reading:
        write(READING, f"PORT='{READING_PORT}'\nREAD_ONLY='1'\nPGOPTIONS='-c default_transaction_read_only=on'\n")
    run("systemctl", "restart" if anew else "start", unit)
    wrong_answers, deadline = 0, time.monotonic() + PATIENCE
    while why := unwell(port):
        wrong_answers += isinstance(why, WrongAnswer)
        if wrong_answers >= WRONG_ANSWERS or time.monotonic() > deadline or _has_ended(unit):
            said = run("journalctl", "-u", unit, "-n", "15", "-o", "cat", "--no-pager", check=False)
            run("systemctl", "stop", unit)
            run("systemctl", "reset-failed", unit, check=False)
            raise Failed(f"Phiên bản số {release.name} không chạy được ({why}).\n{said}")
        time.sleep(0.5)
    return port


def _has_ended(unit):
    """Whether the web server came to an end, or had to be started again."""
    state, restarts = (
        run("systemctl", "show", f"--property={what}", "--value", unit) for what in ("ActiveState", "NRestarts")
    )
    return state not in ("active", "activating") or restarts != "0"


def web(release):
    """(unit, port) of the web server of `release`."""
    return f"site-web@{release.name}", int(environment(release)["PORT"])


def stop(release, *, reading=False):
    """End the web server after the requests in hand."""
    run("systemctl", "stop", f"site-reading@{release.name}" if reading else web(release)[0])


def unwell(port):
    """What is wrong (str) with the web server at `port`; "" where it answers as a site that is well."""
    host = settings.read()["ALLOWED_HOSTS"].split(",")[0].strip()
    for path, has in ASKED:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
            answer = connection.getresponse()
            if answer.status != 200 or has not in answer.read():
                return WrongAnswer(f"{path}: {answer.status}")
        except (OSError, http.client.HTTPException) as error:
            return f"{path}: {error}"
        finally:
            connection.close()
    return ""
