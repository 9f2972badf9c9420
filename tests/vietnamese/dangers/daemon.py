"""A daemon that speaks clamd's protocol (INSTREAM), and knows one virus: the test file of the EICAR."""

import socketserver
import struct
import threading
from contextlib import contextmanager

# In two pieces, so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 1_000_000


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(len("zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > LARGEST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.scanned.append(content)
        answer = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(self.server.answer if self.server.answer is not None else answer)
        if self.server.holds:
            self.server.released.wait(20)


@contextmanager
def running(address=("127.0.0.1", 0), *, answer=None, holds=False):
    """Yields the daemon: `address` is where it listens, `scanned` what it was sent; it gives one `answer` always."""
    kind = socketserver.ThreadingTCPServer if isinstance(address, tuple) else socketserver.ThreadingUnixStreamServer
    with kind(address, Clamd) as server:
        server.answer, server.holds, server.scanned, server.released = answer, holds, [], threading.Event()
        server.address = "{}:{}".format(*server.server_address) if isinstance(address, tuple) else address
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.released.set()
        server.shutdown()
