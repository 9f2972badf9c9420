"""Do everything that is due (manage.py run_due), again and again; mails, photos and old files more often than that.

Usage: python scripts/worker.py

Run one of these beside the web server (compose.yaml and the unit site-worker do; `make run` has it as a thread), where
neither cron nor a timer starts manage.py run_due. SIGTERM and Ctrl-C end it after the mail, or the job, in hand. Times
come from WORKER_MAIL_SECONDS (5) and WORKER_SCHEDULE_SECONDS (60).

post_office's own `send_queued_mail` is not looped here: its lock file outlives a killed process and, where
the next process gets the same number (always so in a container), blocks all mail without a word. The locks
of compliance/due/sole_run.py end with the process.
"""

import argparse
import logging
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
logger = logging.getLogger("worker")


class Worker:
    """Does each of its rounds when its time has come; one that fails, or finds others at work, comes again.

    `due_seconds` and `mail_seconds` are the pauses between two rounds of everything, and of mails, photos and files.
    """

    def __init__(self, *, mail_seconds=5.0, due_seconds=60.0):
        from compliance.due.due import convert_due_files, draw_due_photos, run_due, send_due_mails

        self.rounds = [
            [0.0, due_seconds, run_due],
            [0.0, mail_seconds, send_due_mails],
            [0.0, mail_seconds, draw_due_photos],
            [0.0, mail_seconds, convert_due_files],
        ]
        self.pause = min(mail_seconds, due_seconds)

    def work(self):
        """Do the rounds whose time has come."""
        for number, (due, seconds, do) in enumerate(self.rounds):
            if time.monotonic() < due:
                continue
            try:
                was_done = bool(do())
            except Exception:
                logger.exception("%s failed", do.__name__)
                was_done = True
            if was_done:
                self.rounds[number][0] = time.monotonic() + seconds

    def run(self, stop):
        """Work until `stop` (threading.Event) is set."""
        while not stop.is_set():
            self.work()
            stop.wait(self.pause)


def worker_from_environment():
    """Return the Worker that the environment asks for; Django must be set up."""
    return Worker(
        mail_seconds=float(os.environ.get("WORKER_MAIL_SECONDS", "5")),
        due_seconds=float(os.environ.get("WORKER_SCHEDULE_SECONDS", "60")),
    )


def main():
    """Set Django up and work until told to stop; return the exit code."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.production")
    import django

    django.setup()
    from site_cms.prepared import refuse_unprepared

    refuse_unprepared()
    worker = worker_from_environment()
    from compliance.due.stopping import STOPPING, ending_gently

    with ending_gently():
        print("worker ready", flush=True)
        worker.run(STOPPING)
    return 0


if __name__ == "__main__":
    sys.exit(main())
