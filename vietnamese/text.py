"""Comparable forms of Vietnamese text.

The same word reaches us in several byte sequences: composed or decomposed, with no-break spaces from Word,
with the tone on either vowel ("Phú Thủy", "Phú Thuỷ"). What is stored is normalised; what is compared or
searched is folded.
"""

import re
import unicodedata

# Characters that show nothing. They come with text pasted from web pages and PDF files and split words
# unseen.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NO_BREAK_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
# No letters, and nothing that a database, a feed or an office's file takes: halves of a character, what steers a
# printer. Word breaks lines and pages by two of these, and writes a hyphen that holds its words together as another.
_CONTROLS = {*range(0x20), 0x7F} - set(map(ord, "\t\n\r"))
_NEVER_STORED = dict.fromkeys([*_CONTROLS, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_FROM_WORD = {0x0B: " ", 0x0C: " ", 0x1E: "-"}
_UNPRINTABLE = _NEVER_STORED | _FROM_WORD
_HAS_UNPRINTABLE = re.compile(f"[{re.escape(''.join(map(chr, _UNPRINTABLE)))}]")
_TIDY = _INVISIBLE | _NO_BREAK_SPACES | _UNPRINTABLE

# Unicode does not decompose đ. Eth and the African D look the same and are met in converted legacy text.
_FOLDED_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
_SPELLED_LETTERS = str.maketrans({"ð": "đ", "ɖ": "đ"})
# Grave, hook above, tilde, acute, dot below: huyền, hỏi, ngã, sắc, nặng.
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
# As the Stream-Safe Text Format has it (UAX #15, section 13): no letter has more. Putting a longer row in order takes
# the square of its length, minutes for what fits into a form. What may be such a row is found quickly.
_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"(<[^>]*>)")


def normalise(text: str) -> str:
    """Return ``text`` in the form in which it is stored: NFC, ordinary spaces, nothing invisible.

    Runs of spaces, line breaks and the author's placing of tone marks are kept as typed.
    """
    return unicodedata.normalize("NFC", _tidy(text))


def printable(text: str) -> str:
    """Return ``text`` without what no file, feed or mail has a place for, and otherwise as it is.

    Where text enters it is taken out (`vietnamese.middleware.PrintableForms`, and `normalise`); where text leaves, once
    more: what was stored before may have it.
    """
    return text.translate(_UNPRINTABLE) if _HAS_UNPRINTABLE.search(text) else text


def normalise_html(html: str) -> str:
    """Return ``html`` with the text between its tags normalised, and the tags with their addresses as they are.

    ``html`` has every "<" and ">" that is no tag escaped, as Wagtail's rich text has. As one text it would lose
    tags: ">" and a combining stroke after it compose to "≯".
    """
    return "".join(part if part.startswith("<") else normalise(part) for part in _TAG.split(html))


def fold(text: str) -> str:
    """Return ``text`` without marks, case and punctuation, words separated by one space.

    Two spellings that a reader takes for the same name fold to the same string, so this is the form for
    search, import matching and the check for duplicates: ``fold("Phú Thuỷ") == fold("PHÚ THỦY") == "phu
    thuy"``. i and y are kept apart, since they are different letters in names.
    """
    bare = _without_marks(_without_marks(_tidy(text)).casefold())
    words = _NOT_WORD.sub(" ", bare.translate(_FOLDED_LETTERS))
    return unicodedata.normalize("NFC", words.strip())


def as_spelled(text: str) -> str:
    """Return ``text`` in small letters with its marks, without punctuation, words separated by one space.

    The tone stands at the end of its word, on whatever vowel it was typed: ``as_spelled("Phú Thuỷ") ==
    as_spelled("PHÚ THỦY") != as_spelled("Phu Thuy")``. What ``fold`` is to search without marks, this is to search
    as typed; it is no spelling to be shown.
    """
    composed = unicodedata.normalize("NFC", normalise(text).casefold().translate(_SPELLED_LETTERS))
    return " ".join(_tone_last(word) for word in _NOT_WORD.sub(" ", composed).split())


def _tidy(text: str) -> str:
    return _MAY_BE_MARKS.sub(_few_marks, text.translate(_TIDY))


def _few_marks(found: re.Match[str]) -> str:
    kept, row = [], 0
    for char in found[0]:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _tone_last(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in _TONES)
    letters = "".join(char for char in decomposed if char not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Me", "Cf"})
