"""Files that a screen hands out: what they are, and under which name they are saved."""

from pathlib import PurePath
from urllib.parse import quote

from django.http import HttpResponse

from vietnamese.slugs import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"


def as_file(content, *, name, content_type):
    """`content` (bytes) as a download called `name`."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = saved_as(name)
    return response


def saved_as(name):
    """The header value by which a browser saves a file under `name`; a program that knows no marks, without them.

    RFC 6266: `filename*` (RFC 5987) goes before `filename`, whatever their order.
    """
    whole = PurePath(name)
    plain = f"{slugify(whole.stem) or 'tep'}{whole.suffix if whole.suffix.isascii() else ''}"
    if plain == name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
