"""Starting real processes, each in a process group of its own, and looking whether anything is left of it."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "site_cms.settings.production",
    "SECRET_KEY": "a-long-value-that-only-the-tests-of-the-start-script-know-0123456789",
    "PERSONAL_DATA_KEY": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=",
    "ALLOWED_HOSTS": "phanthiet.example",
    "BASE_URL": "https://phanthiet.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_HOST": "127.0.0.1",
    "DEFAULT_FROM_EMAIL": "bbt@phanthiet.example",
}

SET_BY_OTHERS = ("CACHE_URL", "VAR_DIR", "STATIC_ROOT", "MAKEFLAGS", "MAKELEVEL", "PYTEST_XDIST_WORKER")


def clean_environment(**values):
    """Return the environment without what would choose settings or data, plus `values`; None removes one."""
    ours = {*PRODUCTION, *SET_BY_OTHERS}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment["PYTHONUNBUFFERED"] = "1"
    environment |= {name: str(value) for name, value in values.items() if value is not None}
    return environment


def run(*command, environment, timeout=120):
    """Run `command` to its end in the project's root; return the CompletedProcess with its text."""
    return subprocess.run(
        list(command), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


def free_port():
    """Return a port of this machine that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Group:
    """A process group of ours, used as a context manager: whatever the test does, nothing of it is left."""

    def __init__(self, *command, environment):
        self.process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines = queue.Queue()
        self.output = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def wait_for(self, text, *, seconds):
        """Read the output up to the line that contains `text`; fail if it ends or takes too long before."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no “{text}” after {seconds} s:\n{''.join(self.output)}") from None
            if line is None:
                raise AssertionError(f"ended without “{text}”:\n{''.join(self.output)}")
            self.output.append(line)
            if text in line:
                return

    def wait(self, *, seconds):
        """Wait for the end; return the exit code and keep the rest of the output."""
        code = self.process.wait(timeout=seconds)
        while (line := self.lines.get(timeout=seconds)) is not None:
            self.output.append(line)
        return code

    def is_gone(self):
        """Return whether no process of the group is left, children that outlived their parent included."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if not self.is_gone():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
