"""Set the site up where that is needed, then run it with its mail worker in one process.

Usage: python scripts/dev_server.py [--port 8000] [--host 127.0.0.1]

What `make run` starts. One process with threads: whatever ends it ends everything that it started. An empty
database gets its tables and the demo city, whose finished periods are closed before the address is printed; a
second start finds all that and changes nothing but what has come due since.
"""

import argparse
import errno
import logging
import os
import signal
import sys
import threading
from pathlib import Path

import django
from migrating import states_made_quickly
from worker import worker_from_environment

ROOT = Path(__file__).resolve().parent.parent


class CannotStart(Exception):
    """The reason, in the reader's language, why the site cannot be started."""


def bound_server(*, host, port):
    """Return a server that holds the address `host`:`port` already, or raise CannotStart.

    Held before anything is prepared: a person learns of a port in use at once, not after minutes.
    """
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.utils.translation import gettext as _

    try:
        return ThreadedWSGIServer((host, port), WSGIRequestHandler)
    except OSError as error:
        other = port + 1 if 1024 <= port < 65535 else 8001
        reasons = {
            errno.EADDRINUSE: _(
                "Port %(port)s is in use by another program. Stop that program or choose another port: "
                "make run PORT=%(other)s"
            ),
            errno.EACCES: _(
                "Port %(port)s is reserved for the administrator of this computer. Choose another port: "
                "make run PORT=%(other)s"
            ),
        }
        reason = reasons.get(error.errno, _("Port %(port)s cannot be used (%(error)s)."))
        raise CannotStart(reason % {"port": port, "other": other, "error": error.strerror}) from error


def port_number(text):
    """Return `text` as a port (1–65535), or raise CannotStart."""
    from django.utils.translation import gettext as _

    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CannotStart(_("“%(port)s” is no port: a number from 1 to 65535 is needed.") % {"port": text})
    return int(text)


def migrate():
    """Bring the database's tables up to date; nothing is touched where they are."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils.translation import gettext as _

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(_("Preparing the database…"))
        with states_made_quickly():
            call_command("migrate", interactive=False, verbosity=0)


def keep_address():
    """Links lead to the port that the site runs on, whatever it ran on before."""
    from home.finding.site_address import keep_site_address

    keep_site_address()


def fill_demo(var):
    """Build the demo city in a database where nobody has an account yet, or where building was broken off.

    `var` (Path) keeps the note in which database building has begun; one with real people is never touched.
    """
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.utils.translation import gettext as _

    begun = var / "demo-begun"
    database = str(connection.settings_dict["NAME"])
    broken_off = begun.exists() and begun.read_text(encoding="utf-8") == database
    if broken_off or not get_user_model().objects.exists():
        say(_("Building the demonstration city (about a minute, the first time only)…"))
        begun.write_text(database, encoding="utf-8")
        call_command("demo", year=True, verbosity=0)
        call_command("demo_royalties", verbosity=0)
        call_command("demo_questions", verbosity=0)
        call_command("demo_consultations", verbosity=0)
        begun.unlink()


def catch_up():
    """Do what came due before the start, as a server that had never been off would have: then pages tell one story.

    Else the finished periods of a new demo city would be closed under the eyes of whoever opens the first page.
    """
    from django.core.management import call_command

    from compliance.due.due import run_due

    # A demonstration may have lain there for months.
    run_due(is_clock_right=True)
    call_command("draw_share_cards", verbosity=0)


def say(text=""):
    """Print at once, also into a pipe."""
    print(text, flush=True)


def announce(*, host, port):
    """Print where the site is, where its mails go and who can log in."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.translation import gettext as _

    address = f"http://{host}:{port}"
    say()
    say(_("Public site:     %(address)s") % {"address": f"{address}/"})
    say(_("Administration:  %(address)s") % {"address": f"{address}/admin/"})
    mail = getattr(settings, "EMAIL_FILE_PATH", None)
    if mail:
        folder = Path(mail)
        shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
        say(_("Mails sent:      %(folder)s (one file each)") % {"folder": shown})
    say()
    call_command("demo_accounts")
    say()
    say(_("Press Ctrl-C to stop."))


def serve(httpd):
    """Answer requests and send mails until a signal ends it."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()  # sets logging up once more
    logging.getLogger("django.server").setLevel(logging.ERROR)  # the address above stays in sight
    stop = threading.Event()
    worker = threading.Thread(target=worker_from_environment().run, args=[stop], daemon=True)
    worker.start()
    httpd.set_app(application)
    try:
        httpd.serve_forever()
    finally:
        stop.set()
        httpd.server_close()
        worker.join(timeout=5)


def start(options):
    """Prepare and serve; raise CannotStart, or KeyboardInterrupt when a signal ends it."""
    from django.conf import settings

    port = port_number(options.port)
    httpd = bound_server(host=options.host, port=port)
    for folder in (settings.VAR_DIR, Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)):
        folder.mkdir(parents=True, exist_ok=True)
    migrate()
    keep_address()
    fill_demo(settings.VAR_DIR)
    catch_up()
    announce(host=options.host, port=port)
    serve(httpd)


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupt(number, frame):
    """End as after Ctrl-C, once: a terminal and make may both send a signal, and clearing up must finish."""
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


def say_stopped():
    """Take leave, in the reader's language if Django got far enough to know it."""
    from django.apps import apps
    from django.utils.translation import gettext as _

    if apps.ready:
        say()
        say(_("Stopped."))


def main():
    """Set Django up, start, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", default="8000")
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.dev")
    os.environ.setdefault("BASE_URL", f"http://{options.host}:{options.port}")
    for number in SIGNALS:
        signal.signal(number, interrupt)
    try:
        django.setup()
        start(options)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say_stopped()
    return 0


if __name__ == "__main__":
    sys.exit(main())
