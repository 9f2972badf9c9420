"""What a side of a race is answered: the same for all that send a request."""

import traceback

from django.db import connection


def answered(side, send):
    """What `send` (a function without arguments) was answered, for the umpire: its status, and where it led."""
    try:
        response = send()
        answer = {"side": side, "status": response.status_code, "to": response.get("Location", "")}
    except Exception:
        answer = {"side": side, "status": 500, "to": traceback.format_exc(limit=-3)}
    connection.close()
    return answer
