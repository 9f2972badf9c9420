"""What stands in the head of a mail, read without trusting that it is well formed.

The standard library's structured parser takes seconds, or fails, on heads that are made for it; so heads are taken as
they came (`compat32`) and what is needed is read here.
"""

import codecs
import contextlib
import re
from base64 import b64decode
from quopri import decodestring

from vietnamese.text import normalise

# RFC 2047, section 2.
ENCODED_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
COMMENT = re.compile(r"\([^()]*\)")
IN_ANGLES = re.compile(r"<([^<>]*)>")
# What a register of offices holds; stricter than RFC 5321, which allows what no mail server here gives out.
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
# Nobody's head is longer; what is, is read so far.
LONGEST = 20_000
# What writers call ASCII or Latin is often UTF-8; Outlook in Vietnamese writes windows-1258.
OFTEN_WRONG = {"ascii", "iso8859-1", "cp1252"}
# Python knows them by the same means, and mails are not written in them.
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
FALLBACKS = ("utf-8", "cp1258")


def values(message, name):
    """All values of the head `name` of `message` (email.message.Message), topmost first, unfolded (str)."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return [" ".join(str(value)[:LONGEST].split()) for value in found]


def value(message, name):
    """The topmost value of `name`, "" when there is none."""
    return next(iter(values(message, name)), "")


def text(message, name):
    """As `value`, with its encoded words read, in the form in which it is stored."""
    return decoded(value(message, name))


def decoded(raw):
    """`raw` (str, as it came) with encoded words (RFC 2047) and bare eight-bit letters read; one line, in NFC.

    Neighbours are put together before they are read: many programs cut a letter of several bytes in two.
    """
    pieces, position = [], 0
    for word in ENCODED_WORD.finditer(raw):
        between = raw[position : word.start()]
        if between.strip() or not pieces:
            pieces.append([as_bytes(between), "utf-8"])
        content, charset = content_of(word), word[1].lower()
        if pieces and pieces[-1][1] == charset:
            pieces[-1][0] += content
        else:
            pieces.append([content, charset])
        position = word.end()
    pieces.append([as_bytes(raw[position:]), "utf-8"])
    return " ".join(normalise("".join(as_text(*piece) for piece in pieces)).split())


def content_of(word):
    """The bytes of an encoded word (a match); what is broken in it is left out."""
    if word[2] in "qQ":
        return decodestring(as_bytes(word[3]), header=True)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", word[3])
    return b64decode(letters[: len(letters) // 4 * 4 + (0 if len(letters) % 4 == 1 else len(letters) % 4)] + "==")


def as_bytes(raw):
    """What a mail's parser made a str of, back as it came."""
    return raw.encode("utf-8", "surrogateescape")


def as_text(content, charset):
    """`content` (bytes) read as `charset` (a name, or nonsense); never an error."""
    try:
        named = codecs.lookup(str(charset or "").strip("\"' ")).name
    except (LookupError, ValueError):
        named = "ascii"
    attempts = FALLBACKS if named in OFTEN_WRONG | NO_CHARSETS else [named, *FALLBACKS]
    for attempt in attempts:
        # Not by `codecs.decode`, which would also unpack what is compressed.
        with contextlib.suppress(UnicodeError, LookupError):
            return content.decode(attempt)
    return content.decode("cp1258", "replace")


def sole_address(raw):
    """The one address in `raw` (a From) in small letters; "" when there is none, or room for doubt which it is."""
    bare = COMMENT.sub(" ", QUOTED.sub(" ", raw))
    inside = IN_ANGLES.findall(bare)
    beside = IN_ANGLES.sub(" ", bare)
    if len(inside) > 1 or (inside and "@" in beside):
        return ""
    address = (inside[0] if inside else beside).strip().lower()
    return address if ADDRESS.fullmatch(address) else ""


def sender(message):
    """The address that `message` says it is from; "" unless it says so once and clearly."""
    said = values(message, "From")
    return sole_address(said[0]) if len(said) == 1 else ""


def message_ids(raw):
    """The ids (with their angles) in `raw`, as Message-ID, In-Reply-To and References have them."""
    return MESSAGE_ID.findall(raw)
