"""A mail taken apart: who, what about, its words, its files, and what of it is not taken."""

import email
import email.policy
import re
import unicodedata
from dataclasses import dataclass, field
from email.message import Message
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from submissions.letters import headers
from vietnamese.text import normalise

# Beyond this it is no letter: mails of programmes that were made to keep readers busy.
MOST_PARTS, DEEPEST = 200, 20
WORDS = ("text/plain", "text/html")
# Outlook's wrapper, a mail in a mail, and what is encrypted: nothing in them is read.
CLOSED = {
    "application/ms-tnef",
    "application/vnd.ms-tnef",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
    "multipart/encrypted",
}
# They tell of the letter and are none of it.
BESIDE = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar"}


class TooManyParts(Exception):
    """A mail of more parts, or deeper in each other, than a person sends."""


@dataclass(frozen=True)
class File:
    """A file in a mail; `is_inline`: it stands in the text, as photos and the emblems of signatures do."""

    name: str
    content: bytes
    content_type: str
    is_inline: bool = False
    # By which the text names it, where it stands in the text.
    content_id: str = ""


@dataclass(frozen=True)
class Words:
    """One part of what was written: `text` as it came, in plain text or HTML, `flowed` by RFC 3676."""

    text: str
    is_html: bool = False
    flowed: bool = False
    delsp: bool = False


@dataclass
class Letter:
    """`message` and what is asked of it: `words` and `files` in their order, `closed` (names) is what is not read."""

    message: Message
    sender: str = ""
    subject: str = ""
    message_id: str = ""
    words: list[Words] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def head_of(raw):
    """The Letter of `raw` (bytes) with its head alone. Never an error: a head that says nothing is of nobody."""
    message = email.message_from_bytes(raw.partition(b"\r\n\r\n")[0] if b"\r\n\r\n" in raw else raw[:200_000])
    ids = headers.message_ids(headers.value(message, "Message-ID"))
    return Letter(
        message=message,
        sender=headers.sender(message),
        subject=headers.text(message, "Subject"),
        message_id=ids[0] if ids else "",
    )


def key_of(letter, raw):
    """What the same mail has again and no other: of its id and sender, or of all of it (`raw`) when it has no id.

    With the sender, so that nobody can use up the id of somebody else's mail.
    """
    said = f"{letter.message_id} {letter.sender}".encode() if letter.message_id else raw
    return sha256(said).hexdigest()


def read(raw):
    """The whole Letter of `raw` (bytes). TooManyParts for what no person sends."""
    if raw.lower().count(b"\ncontent-type:") > 2 * MOST_PARTS:
        raise TooManyParts
    letter = head_of(raw)
    letter.message = email.message_from_bytes(raw)
    take_apart(letter, letter.message, count=[0])
    return letter


def take_apart(letter, part, *, count, depth=0, into=None):
    """Put what is in `part` where it belongs in `letter`; its words into the list `into`, where one of many counts."""
    count[0] += 1
    if count[0] > MOST_PARTS or depth > DEEPEST:
        raise TooManyParts
    words = letter.words if into is None else into
    kind = part.get_content_type()
    if kind in CLOSED or part.get_content_maintype() == "message":
        letter.closed.append(name_of(part) or kind)
    elif kind == "multipart/alternative" and part.is_multipart():
        words.extend(best_of(letter, part.get_payload(), count=count, depth=depth))
    elif part.is_multipart():
        for child in part.get_payload():
            take_apart(letter, child, count=count, depth=depth + 1, into=words)
    elif kind in WORDS and part.get_content_disposition() != "attachment" and not name_of(part):
        words.append(words_of(part, kind))
    elif kind not in BESIDE:
        take_file(letter, part, kind)


def best_of(letter, versions, *, count, depth):
    """Of several versions of the same words those in HTML, which keep headings and lists; else the first there is."""
    written = []
    for version in versions:
        into = []
        take_apart(letter, version, count=count, depth=depth + 1, into=into)
        written.append(into)
    formatted = [words for words in written if any(part.is_html and part.text.strip() for part in words)]
    return next(iter([*formatted, *filter(None, written)]), [])


def words_of(part, kind):
    content = part.get_payload(decode=True) or b""
    return Words(
        text=headers.as_text(content, charset_of(part)),
        is_html=kind == "text/html",
        flowed=str(part.get_param("format", "")).lower() == "flowed",
        delsp=str(part.get_param("delsp", "")).lower() == "yes",
    )


def charset_of(part):
    """The charset that `part` names, "" when it names none that the standard library can even ask for."""
    try:
        return part.get_content_charset("")
    except ValueError:
        return ""


def take_file(letter, part, kind):
    content = part.get_payload(decode=True) or b""
    name = name_of(part)
    if PurePosixPath(name).name.lower() == "winmail.dat":
        letter.closed.append(name)
        return
    content_id = headers.value(part, "Content-ID").strip("<>")
    is_inline = part.get_content_disposition() == "inline" or bool(content_id)
    letter.files.append(File(name or kind, content, kind, is_inline=is_inline, content_id=content_id))


def name_of(part):
    """The name of the file of `part`, "" when it has none: RFC 2231, or RFC 2047, or bare letters; no folders in it."""
    raw = parameter(part, "Content-Disposition", "filename") or parameter(part, "Content-Type", "name")
    name = PurePosixPath(normalise(headers.decoded(raw)).replace("\\", "/")).name
    shown = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip()
    stem, dot, ending = shown.rpartition(".")
    return shown if len(shown) <= 100 else f"{(stem or shown)[:90]}{dot}{ending[:9]}"


def parameter(part, head, name):
    """The parameter `name` of the head `head` of `part`, its continuations (RFC 2231) put together; "" if none."""
    raw = headers.value(part, head)
    found = re.findall(rf';\s*{name}(\*\d+)?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', raw, re.IGNORECASE)
    if not found:
        return ""
    numbered = sorted(found, key=lambda piece: int(piece[0][1:] or 0) if piece[0] else 0)
    if any(piece[0] for piece in numbered):
        numbered = [piece for piece in numbered if piece[0]]
    else:
        # Both forms for old and new programmes: the newer one says more.
        numbered = [next((piece for piece in numbered if piece[1]), numbered[0])]
    charset, content = "", b""
    for position, (_number, extended, value) in enumerate(numbered):
        value = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
        if extended and position == 0 and value.count("'") >= 2:
            charset, _language, value = value.split("'", 2)
        content += unquote_to_bytes(headers.as_bytes(value)) if extended else headers.as_bytes(value)
    return headers.as_text(content, charset) if charset else content.decode("utf-8", "surrogateescape")
