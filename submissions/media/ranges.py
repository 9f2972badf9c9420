"""Parts of a file (RFC 9110, section 14): players that seek ask for them, and iOS plays nothing without."""

import re

from django.http import FileResponse, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024


def wants_part(request, *, etag, modified):
    """Whether `request` asks for a part, of the very version that has `etag` and `modified` (header values or "")."""
    if request.method != "GET" or "Range" not in request.headers:
        return False
    condition = request.headers.get("If-Range")
    # Only a strong tag proves that the parts fit together.
    return condition is None or (condition in (etag, modified) and not condition.startswith("W/"))


def bounds(header, *, size):
    """First and last byte that the Range `header` asks for, of a file of `size` bytes; None when it is no single range.

    Raises ValueError when the file has no such bytes.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start > end:
        raise ValueError(header)
    return start, end


def with_parts(request, response):
    """`response`, which hands out a whole file, or the part of the file that `request` asks for."""
    if not isinstance(response, FileResponse) or response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    if not wants_part(request, etag=response.get("ETag", ""), modified=response.get("Last-Modified", "")):
        return response
    size = int(response["Content-Length"])
    try:
        wanted = bounds(request.headers["Range"], size=size)
    except ValueError:
        # The file alone: closing the response would tell Django that the request is over.
        response.file_to_stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    if wanted is None:
        return response
    start, end = wanted
    file = response.file_to_stream
    file.seek(start)
    # The response goes on to close the file.
    response.streaming_content = pieces(file, left=end - start + 1)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = end - start + 1
    return response


def pieces(file, *, left):
    """The next `left` bytes of the open `file`."""
    while left and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        yield piece
