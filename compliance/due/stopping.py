"""How a process that does what is due ends when it is told to: what is in hand is finished, and nothing else begun."""

import contextlib
import signal
import threading

# Set when this process has been told to end.
STOPPING = threading.Event()


@contextlib.contextmanager
def ending_gently():
    """Take SIGTERM (systemd, Docker) and Ctrl-C for a word that it is time to end, and no more."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _note(*_):
    STOPPING.set()
