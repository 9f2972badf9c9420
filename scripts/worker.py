"""Send the outbox's mails and publish what is scheduled, again and again.

Usage: python scripts/worker.py [--once]

Run one of these beside the web server (compose.yaml does; `make run` has it as a thread). SIGTERM and Ctrl-C
end it after the mail in hand. Times come from WORKER_MAIL_SECONDS (5) and WORKER_SCHEDULE_SECONDS (60).

post_office's own `send_queued_mail` is not looped here: its lock file outlives a killed process and, where
the next process gets the same number (always so in a container), blocks all mail without a word. The lock
here is the kernel's and ends with the process.
"""

import argparse
import contextlib
import fcntl
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
logger = logging.getLogger("worker")


@contextlib.contextmanager
def sole_right(path):
    """Yield whether this process may work now: True for one process at a time among those sharing `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def send_mails():
    """Send every queued mail; a mail that the server refuses is marked for a later try by post_office."""
    from post_office.mail import send_queued

    while any(send_queued(processes=1)):
        pass


def publish_scheduled():
    """Publish and take down the pages whose time has come."""
    from django.core.management import call_command

    call_command("publish_scheduled", verbosity=0)


class Worker:
    """Does each job when it is due; a job that fails is logged and tried again at its next time.

    `mail_seconds` and `schedule_seconds` are the pauses between two runs of a job, `lock` the file (Path)
    that keeps two workers on one machine from doing the same work.
    """

    def __init__(self, *, lock, mail_seconds=5.0, schedule_seconds=60.0):
        self.lock = lock
        self.jobs = [[0.0, mail_seconds, send_mails], [0.0, schedule_seconds, publish_scheduled]]
        self.pause = min(mail_seconds, schedule_seconds)

    def run_due(self):
        """Run the jobs that are due now."""
        from django.db import close_old_connections

        with sole_right(self.lock) as mine:
            for job in self.jobs if mine else ():
                due, seconds, work = job
                if time.monotonic() < due:
                    continue
                close_old_connections()
                try:
                    work()
                except Exception:
                    logger.exception("%s failed", work.__name__)
                finally:
                    close_old_connections()
                    job[0] = time.monotonic() + seconds

    def run(self, stop):
        """Work until `stop` (threading.Event) is set."""
        while not stop.is_set():
            self.run_due()
            stop.wait(self.pause)


def worker_from_environment():
    """Return the Worker that the environment asks for; Django must be set up."""
    from django.conf import settings

    return Worker(
        lock=settings.VAR_DIR / "worker.lock",
        mail_seconds=float(os.environ.get("WORKER_MAIL_SECONDS", "5")),
        schedule_seconds=float(os.environ.get("WORKER_SCHEDULE_SECONDS", "60")),
    )


def main():
    """Set Django up and work until told to stop; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--once", action="store_true", help="do what is due now and end (for cron)")
    once = parser.parse_args().once
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.production")
    import django

    django.setup()
    worker = worker_from_environment()
    if once:
        worker.run_due()
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    print("worker ready", flush=True)
    worker.run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
