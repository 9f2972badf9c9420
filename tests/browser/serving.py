"""The site as browsers meet it, answering from within the transaction of the test that is under way."""

import threading
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import QuietWSGIRequestHandler, _MediaFilesHandler


class Server(ThreadedWSGIServer):
    """Its threads ask the database through the connection of the tests' thread, and leave it open; SQLite's alone."""

    def _close_connections(self):
        pass


class Turns:
    """One request at a time: savepoints of two, in one transaction, would be released out of their order.

    Between tests nobody is answered: what a page asks for when its test is over must not reach the next one's data.
    """

    def __init__(self, application, *, is_open=False):
        self.application = application
        self.turn = threading.Lock()
        self.is_open = is_open

    def __call__(self, environ, start_response):
        with self.turn:
            if self.is_open:
                return self.application(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Length", "0")])
        return []


class Serving:
    """A server for all tests of a worker; `during_a_test()` gives its address, and lets it answer inside."""

    def __init__(self):
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.turns = Turns(_MediaFilesHandler(WSGIHandler()))
        self.server = Server(
            ("127.0.0.1", 0),
            QuietWSGIRequestHandler,
            allow_reuse_address=False,
            connections_override={DEFAULT_DB_ALIAS: self.connection},
        )
        self.server.set_app(StaticFilesHandler(self.turns))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @contextmanager
    def during_a_test(self):
        self.connection.inc_thread_sharing()
        self.turns.is_open = True
        yield f"http://127.0.0.1:{self.server.server_address[1]}"
        with self.turns.turn:
            self.turns.is_open = False
        self.connection.dec_thread_sharing()

    def end(self):
        self.server.shutdown()
        self.server.server_close()
