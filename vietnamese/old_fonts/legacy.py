"""Vietnamese from before Unicode: TCVN3 (ABC, the fonts .VnTime …) and VNI (VNI-Times …), read as Unicode.

Both put Vietnamese letters where Latin-1 has others, so that the text shows rightly in their own fonts and as
"Céng hßa x· héi" or "Coäng hoøa xaõ hoäi" in any other. TCVN3 is TCVN 5712:1993, the set VN3; of VNI it is the table
"VNI Windows". Nothing is converted that may be Unicode as it stands.
"""

import re
import unicodedata
from enum import Enum

from vietnamese.old_fonts.syllables import is_syllable


class Encoding(Enum):
    """How a text from before Unicode is written."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3 = dict(
    zip(
        "¡¢§£¤¥¦¨©®ª«¬\u00ad¸µ¶·¹¾»¼½ÆÊÇÈÉËÐÌÎÏÑÕÒÓÔÖÝ×ØÜÞãßáâäèåæçéíêëìîóïñòôøõö÷ùýúûüþ",
        "ĂÂĐÊÔƠƯăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)

# What a sign after a vowel means, as combining marks: letter's mark and tone. Small signs; capitals are the same.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_SIGNS = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_ON_A_E_O = {
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
}
_VNI_ON_A = {
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_sequences() -> dict[str, str]:
    """Every sequence of VNI and what it reads as; small letters, capitals, and a capital with a small sign."""
    small = dict(_VNI_LETTERS)
    for vowel in "aeouyôö":
        signs = dict(_VNI_SIGNS)
        if vowel in "aeo":
            signs |= _VNI_ON_A_E_O
        if vowel == "a":
            signs |= _VNI_ON_A
        letter = _VNI_LETTERS.get(vowel, vowel)
        small |= {vowel + sign: unicodedata.normalize("NFC", letter + marks) for sign, marks in signs.items()}
    capital = {sequence.upper(): letter.upper() for sequence, letter in small.items()}
    mixed = {sequence[0].upper() + sequence[1:]: letter.upper() for sequence, letter in small.items()}
    return small | mixed | capital


_VNI = _vni_sequences()
_VNI_SEQUENCE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
# What in VNI belongs to the letter before it: a run of a document may begin with it.
VNI_SIGNS = frozenset("".join([*_VNI_SIGNS, *_VNI_ON_A_E_O, *_VNI_ON_A]) + "ÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË")

# Letters that no text of these encodings has: with one of them it is Unicode.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
# Symbol fonts keep their characters in the private use area.
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}
_NOT_IN_WORDS = re.compile(r"[\s!-/:-@\[-`{-~0-9–—‘’“”…\u00a0]+")
_TAG = re.compile(r"(<[^>]*>)")
_MARKED = re.compile("[\u00a1-\u00ff]")

# How sure one has to be: of the words with a letter that the encodings write, how many read as Vietnamese.
_ENOUGH_READS = 0.85
_FEW = 2


def encoding_of_font(name: str | None) -> Encoding | None:
    """The Encoding that the font called ``name`` is made for; None for a font of Unicode."""
    name = (name or "").strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    if name.startswith(("vni-", "vni ")):
        return Encoding.VNI
    return None


def is_capital_font(name: str | None) -> bool:
    """Whether the font called ``name`` shows small letters of TCVN3 as capitals: .VnTimeH."""
    return encoding_of_font(name) is Encoding.TCVN3 and bool(re.search(r"[a-z]H$", (name or "").strip()))


def convert(text: str, encoding: Encoding) -> str:
    """Return ``text``, written in ``encoding``, as Unicode NFC."""
    text = text.translate(_SYMBOLS)
    if encoding is Encoding.TCVN3:
        return text.translate(_TCVN3_TABLE)
    return _VNI_SEQUENCE.sub(lambda match: _VNI[match[0]], text)


def recognise(text: str, *, hint: Encoding | None = None) -> Encoding | None:
    """The Encoding that ``text`` is written in; None for Unicode, plain ASCII, another language, or where in doubt.

    Told by its syllables: read that way the words with marks are Vietnamese, read as they stand they are not. With a
    ``hint`` (the font says so) one word is enough, and doubt goes to the hint unless the text reads well as it stands.
    """
    if _UNICODE_ONLY.search(text):
        return None
    words = _words(text)
    if not words:
        return None
    as_it_stands = _share_that_reads(words)
    if hint is not None:
        return hint if _share_that_reads(words, hint) >= as_it_stands else None
    if len(words) < _FEW or as_it_stands > 0.5:
        return None
    best = max(Encoding, key=lambda encoding: _share_that_reads(words, encoding))
    return best if _share_that_reads(words, best) >= _ENOUGH_READS else None


def other_reading(text: str) -> str | None:
    """Return what ``text`` (a name, a cell) seems to mean in TCVN3 or VNI; None where it reads well as it stands.

    For telling a person, who decides: one word is enough, and one that reads badly as it stands.
    """
    words = _words(text)
    if not words or _UNICODE_ONLY.search(text):
        return None
    # VNI where both read: it needs two letters for one of TCVN3's, and has them seldom by chance.
    best = max(reversed(Encoding), key=lambda encoding: _share_that_reads(words, encoding))
    share = _share_that_reads(words, best)
    return convert(text, best) if share >= _ENOUGH_READS and share > _share_that_reads(words) else None


def as_unicode(text: str) -> str:
    """Return ``text`` as Unicode where it is written in TCVN3 or VNI, and as it is where it is not."""
    encoding = recognise(text)
    return text if encoding is None else convert(text, encoding)


def html_as_unicode(html: str) -> str:
    """Return ``html`` with the text between its tags as Unicode, where all of it is written in TCVN3 or VNI.

    ``html`` has every "<" and ">" that is no tag escaped, as Wagtail's rich text has.
    """
    parts = _TAG.split(html)
    encoding = recognise("\n".join(part for part in parts if not part.startswith("<")))
    if encoding is None:
        return html
    return "".join(part if part.startswith("<") else convert(part, encoding) for part in parts)


def _words(text: str) -> set[str]:
    """The words of ``text`` with a letter or sign that the encodings write."""
    split = _NOT_IN_WORDS.split(text.translate(_SYMBOLS))
    return {word for word in split if _MARKED.search(word) and any(map(str.isalpha, word))}


def _share_that_reads(words: set[str], encoding: Encoding | None = None) -> float:
    read = [word if encoding is None else convert(word, encoding) for word in words]
    return sum(map(is_syllable, read)) / len(words)
