"""ClamAV's daemon is asked about a file over its socket (clamd(8), INSTREAM); it needs no access to our disk."""

import socket
import struct
import time

PIECE = 256 * 1024
LARGEST_ANSWER = 4096
FOUND, CLEAN = b" FOUND", b"stream: OK"


class NotScanned(Exception):
    """Nobody has said that the file is clean: no answer in time, or another one than that."""


def virus_in(content: bytes, *, address: str, seconds: float) -> str:
    """The name of the virus in `content`, "" when the daemon at `address` says that there is none.

    `address` is a path (`/run/clamav/clamd.ctl`) or `host:port`. Raises NotScanned unless it is said within `seconds`.
    """
    try:
        answer = answer_about(content, address=address, until=time.monotonic() + seconds)
    except (OSError, ValueError) as error:
        raise NotScanned(f"{type(error).__name__}: {error}") from error
    if answer.endswith(FOUND):
        return answer.removeprefix(b"stream: ").removesuffix(FOUND).decode(errors="replace")
    if answer != CLEAN:
        raise NotScanned(answer.decode(errors="replace") or "no answer")
    return ""


def answer_about(content: bytes, *, address: str, until: float) -> bytes:
    with connected(address, until=until) as daemon:
        try:
            daemon.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                daemon.settimeout(left(until))
                daemon.sendall(struct.pack("!L", len(piece)) + piece)
            daemon.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            # A daemon that takes no more (StreamMaxLength) says so before it hangs up.
            pass
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LARGEST_ANSWER:
            daemon.settimeout(left(until))
            piece = daemon.recv(LARGEST_ANSWER)
            if not piece:
                break
            answer += piece
    return answer.rstrip(b"\0").strip()


def connected(address: str, *, until: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=left(until))
    daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    daemon.settimeout(left(until))
    try:
        daemon.connect(address)
    except OSError:
        daemon.close()
        raise
    return daemon


def left(until: float) -> float:
    """How many seconds there are until then; raises TimeoutError when there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("no answer in time")
    return seconds
