"""Exit with 0 when the web server in this container answers /healthz, for Docker's HEALTHCHECK.

Asked as the proxy asks: with a host name that ALLOWED_HOSTS knows, and as if over https.
"""

import http.client
import os
import sys

# What is not healthy may be restarted, and a database that is away is no reason: no part of the site is asked.
ADDRESS = "/healthz"


def known_host(allowed):
    """Return a host name that `allowed` (the value of ALLOWED_HOSTS) accepts."""
    first = allowed.split(",")[0].strip()
    return "localhost" if first in ("", "*") else first.lstrip(".")


def main():
    """Ask once; return the exit code."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    headers = {"Host": known_host(os.environ.get("ALLOWED_HOSTS", "")), "X-Forwarded-Proto": "https"}
    try:
        connection.request("GET", ADDRESS, headers=headers)
        status = connection.getresponse().status
    except OSError as error:
        print(f"no answer: {error}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0 if status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
