"""`make run`: one command sets the site up, a second start changes nothing, an end leaves nothing behind.

The same processes whatever database the tests run on: what takes minutes runs with those on SQLite alone.
"""

import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from .kept import state
from .processes import ROOT, Group, clean_environment, free_port, run

READY = "Ctrl-C"
DEVELOPMENT = "site_cms.settings.dev"
CLOCK = Path(__file__).parent / "clock"
# Of the day as of which tests/home/demo/whole_city.py looks at the city, before anything happens on it.
FIRST, SECOND = "2026-03-20T06:00:00+07:00", "2026-03-20T06:40:00+07:00"
SECONDS_FOR_A_SECOND_START = 15  # generous: what takes minutes is building the demo city again


def server_command(port):
    return (sys.executable, "scripts/dev_server.py", "--port", str(port))


def make_command(port):
    """`make run` in the environment of these tests; -o: what is installed there is taken as it is."""
    return ("make", "run", f"PORT={port}", f"VENV={sys.prefix}", "-o", f"{sys.prefix}/runtime.stamp")


def get(port, path):
    """Return status and body of `path` on the local server at `port`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def without_worker(everything):
    """Leave out of `everything` (state()) what the worker may rightly change: mails, and the record of its runs.

    Closed periods stay in: the first start closes what is due before it prints the address.
    """
    of_worker = ("post_office_", "mail/", "compliance_due", "compliance_reminder", "sqlite_sequence", "due.lock")
    return {name: digest for name, digest in everything.items() if not name.startswith(of_worker)}


def look_at_the_city(environment, folder):
    """Run the checks of the whole city on the database of `environment`; `folder` (Path) takes their settings."""
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = f"-m pytest -q --noconftest -c {folder}/pytest.ini -p no:django -p no:cacheprovider"
    command += f" -p tests.plugins.of_a_site {ROOT}/tests/home/demo/whole_city.py"
    looked = run(sys.executable, *command.split(), environment=environment | {"DJANGO_SETTINGS_MODULE": DEVELOPMENT})
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert " passed" in looked.stdout


def do_the_rest(environment, var):
    """What the worker had not come to when it was ended: a run looks at so many photos (compliance/due/due.py)."""
    photos = "SELECT COUNT(*) FROM submissions_newsimage WHERE likeness IS NULL"
    for _run in range(20):
        done = run(sys.executable, "manage.py", "run_due", environment=environment)
        assert done.returncode == 0, done.stderr
        with contextlib.closing(sqlite3.connect(var / "db.sqlite3")) as database:
            [[waiting]] = database.execute(photos)
        if not waiting:
            return
    raise AssertionError(f"{waiting} photos wait after 20 runs")


def signal_group(group, number):
    """Send the signal as a terminal does: to every process of the group."""
    os.killpg(group.process.pid, number)


@pytest.mark.sqlite
@pytest.mark.slow
@pytest.mark.long
def test_first_start_second_start_and_their_ends(tmp_path):
    var, port = tmp_path / "var", free_port()
    environment = clean_environment(VAR_DIR=var, PYTHONPATH=CLOCK, NOW=FIRST)

    with Group(*make_command(port), environment=environment) as first:
        first.wait_for(READY, seconds=900)
        printed = "".join(first.output)
        assert f"http://127.0.0.1:{port}/" in printed
        assert "Trang thông tin:" in printed
        status, front_page = get(port, "/")
        assert status == 200
        # The address that it was given is the one that it gives itself.
        assert f'rel="canonical" href="http://127.0.0.1:{port}/"'.encode() in front_page
        assert get(port, "/admin/login/")[0] == 200
        assert get(port, "/static/wagtailadmin/css/core.css")[0] == 200
        signal_group(first, signal.SIGINT)
        first.wait(seconds=20)
        assert first.is_gone()
        after_the_address = "".join(first.output).partition(READY)[2]
        assert after_the_address.split("\n")[1:] == ["", "Đã dừng.", ""]  # no request log, no traceback
    environment |= {"NOW": SECOND}
    do_the_rest(environment, var)
    before = state(var)
    look_at_the_city(environment, tmp_path)
    for command in ("demo", "demo_royalties"):
        again = run(sys.executable, "manage.py", command, environment=environment)
        assert (again.returncode, state(var)) == (0, before), again.stderr

    begun = time.monotonic()
    with Group(*server_command(port), environment=environment) as second:
        second.wait_for(READY, seconds=SECONDS_FOR_A_SECOND_START)
        print(f"second start: {time.monotonic() - begun:.1f} s")
        third = run(*server_command(port), environment=environment)
        assert third.returncode == 1
        assert third.stderr.startswith(f"Cổng {port} đang được chương trình khác sử dụng.")
        second.process.send_signal(signal.SIGTERM)
        assert second.wait(seconds=20) == 0
        assert second.is_gone()
        assert second.output[-1] == "Đã dừng.\n"
    assert without_worker(state(var)) == without_worker(before)


@pytest.mark.sqlite
@pytest.mark.slow
def test_make_ends_everything_when_it_is_told_to_end(tmp_path):
    """SIGTERM to make alone, as a supervisor sends it, in the middle of setting up."""
    with Group(*make_command(free_port()), environment=clean_environment(VAR_DIR=tmp_path)) as group:
        group.wait_for("cơ sở dữ liệu", seconds=60)
        group.process.terminate()
        group.wait(seconds=20)
        assert group.is_gone()


def test_port_in_use_gets_a_clear_message(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        result = run(*server_command(port), environment=clean_environment(VAR_DIR=tmp_path / "var"))
    assert result.returncode == 1
    assert result.stderr == (
        f"Cổng {port} đang được chương trình khác sử dụng. Hãy dừng chương trình đó hoặc chọn cổng khác: "
        f"make run PORT={port + 1 if port < 65535 else 8001}\n"
    )
    assert not (tmp_path / "var" / "db.sqlite3").exists()


@pytest.mark.sqlite
@pytest.mark.slow
@pytest.mark.parametrize("port", ["0", "65536", "abc", "", "-1", "８０００"])
def test_what_is_no_port_gets_a_clear_message(port):
    result = run(*server_command(port), environment=clean_environment())
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
