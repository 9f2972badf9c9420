"""A WSGI program that answers each request with the file named by BYTES: what gunicorn costs by itself."""

import os
from pathlib import Path


def application(environ, start_response):
    content = Path(os.environ["BYTES"]).read_bytes() if environ["PATH_INFO"] not in SENT else SENT[environ["PATH_INFO"]]
    SENT[environ["PATH_INFO"]] = content
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))])
    return [content]


SENT = {}
