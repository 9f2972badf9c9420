"""What a person sees when the disk is full or the database does not answer: a sentence, and what they sent, kept.

docs/faults.md. Asks nothing of database, cache or session.
"""

import errno
import sys
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from django.views.defaults import server_error

from site_cms.storage import StoreAway

# The scripts of the back office keep what is typed, and say so when they send (submissions/guard/kept_forms.py).
KEPT = "X-Kept"
# No room, a quota, the largest file that the process may write.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# PostgreSQL: disk_full. SQLite has words only; what the system refuses to write is an I/O error to it.
POSTGRES_FULL = "53100"
# read_only_sql_transaction: deploy/update changes the database meanwhile.
POSTGRES_READ_ONLY = "25006"
SQLITE_FULL = ("disk is full", "disk I/O error")
SQLITE_BUSY = ("locked", "busy", "unable to open")


@dataclass(frozen=True)
class Fault:
    """What is wrong, as `heading` and `advice` (str) tell it."""

    status: int
    heading: str
    advice: str


NO_ROOM = Fault(
    507,
    gettext_lazy("The server has no room left"),
    gettext_lazy(
        "What you sent has not been stored. Please tell the administrator that the disk of the server is full, and "
        "send it again later."
    ),
)
STORE_AWAY = Fault(
    503,
    gettext_lazy("The store of photos and documents does not answer at the moment"),
    gettext_lazy("Please wait a minute and try again. What was sent just now has not been stored."),
)
AWAY = Fault(
    503,
    gettext_lazy("The database does not answer at the moment"),
    gettext_lazy("Please wait a minute and try again. What was stored before is all there."),
)


def causes(error):
    """`error` and the errors behind it, each once."""
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


def fault_of(error):
    """The Fault that `error` (an exception, or None) tells of; None for any other, which is a mistake of ours."""
    for cause in causes(error):
        if is_full(cause):
            return NO_ROOM
        if isinstance(cause, StoreAway):
            return STORE_AWAY
        if is_away(cause):
            return AWAY
    return None


def is_full(error):
    """Whether `error` says that something could not be written for want of room."""
    if isinstance(error, OSError):
        return error.errno in FULL
    if not isinstance(error, DatabaseError):
        return False
    return getattr(error.__cause__, "pgcode", None) == POSTGRES_FULL or any(told in str(error) for told in SQLITE_FULL)


def is_away(error):
    """Whether `error` says that the database was not reached, broke off, took nothing in, or had no turn."""
    if isinstance(error, InterfaceError) or getattr(error.__cause__, "pgcode", None) == POSTGRES_READ_ONLY:
        return True
    if not isinstance(error, OperationalError):
        return False
    # SQLite calls a missing table by the same name: that is a mistake of ours.
    is_sqlite = type(error.__cause__).__module__ == "sqlite3"
    return not is_sqlite or any(told in str(error) for told in SQLITE_BUSY)


def answer_to_error(request):
    """The answer to an error that nothing else answered (Django's handler500)."""
    fault = fault_of(sys.exception())
    if fault is None:
        return server_error(request)
    if is_asked_by_script(request):
        response = JsonResponse({"error": f"{fault.heading}. {fault.advice}"}, status=fault.status)
    else:
        response = HttpResponse(page_of(fault, request), status=fault.status)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = "60"
    return response


def is_asked_by_script(request):
    return (
        KEPT in request.headers
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or "Tus-Resumable" in request.headers
    )


def page_of(fault, request):
    fields, files = sent_with(request)
    context = {"fault": fault, "path": request.get_full_path(), "fields": fields, "files": files}
    return render_to_string("fault.html", {**context, "has_files": request.content_type == "multipart/form-data"})


def sent_with(request):
    """([(name, value)], [(name, name of the file)]) of the form that `request` sent; both empty where none may go on.

    A password is not written into a page. The mark against forged forms is the one that was sent: none is given out.
    """
    if request.method != "POST":
        return [], []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [(name, file.name) for name, sent in request.FILES.lists() for file in sent]
    except Exception:
        # There was no room for the form itself, or its end never came.
        return [], []
    if any("password" in name for name, _value in fields):
        return [], []
    return fields, files
