"""Alphabetical order as Vietnamese dictionaries and CLDR's ``vi`` collation have it.

Code points put "Đức Long" after "Xuân An". For lists that are sorted in Python, and for SQLite, which knows code
points only (`vietnamese/database.py`).
"""

import unicodedata

from vietnamese.text import normalise

CollationKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}

# Grave, hook above, tilde, acute, dot below: huyền, hỏi, ngã, sắc, nặng.
_TONE_RANK = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

# Circumflex, breve, horn: with their vowel they make a letter of its own, not an accent.
_LETTER_MARKS = "\u0302\u0306\u031b"

_SPACE, _PUNCTUATION, _SYMBOL, _DIGIT, _LETTER, _OTHER_LETTER = range(6)


def collation_key(text: str) -> CollationKey:
    """Return a key that sorts ``text`` as Vietnamese.

    Letters decide first (ă and â are letters after a, đ after d), then tones in the order none, huyền, hỏi,
    ngã, sắc, nặng, then case, small before capital. Spaces come before letters, so "Phú An" precedes "Phúc".
    """
    letters, tones, cases = [], [], []
    for base, marks in _clusters(text):
        letter, accents = _letter_and_accents(base, marks)
        letters.append(_rank(letter))
        tones.append(accents)
        cases.append(int(base != base.lower()))
    return tuple(letters), tuple(tones), tuple(cases)


def person_key(full_name: str) -> tuple[CollationKey, CollationKey]:
    """Return a key that sorts people by given name, which is written last, then by family and middle names."""
    family, _space, given = normalise(full_name).strip().rpartition(" ")
    return collation_key(given), collation_key(family)


def _clusters(text: str) -> list[tuple[str, list[str]]]:
    """Pair each base character with the combining marks that follow it."""
    clusters: list[tuple[str, list[str]]] = []
    for char in unicodedata.normalize("NFD", normalise(text)):
        if unicodedata.combining(char) and clusters:
            clusters[-1][1].append(char)
        else:
            clusters.append((char, []))
    return clusters


def _letter_and_accents(base: str, marks: list[str]) -> tuple[str, int]:
    """Join the marks that make a letter to ``base``; rank what is left as a tone, foreign accents last."""
    letter, accent = base.lower(), 0
    for mark in marks:
        joined = unicodedata.normalize("NFC", letter + mark)
        if mark in _LETTER_MARKS and joined in _LETTER_RANK:
            letter = joined
        else:
            accent = _TONE_RANK.get(mark, ord(mark))
    return letter, accent


def _rank(letter: str) -> tuple[int, int]:
    if letter in _LETTER_RANK:
        return _LETTER, _LETTER_RANK[letter]
    kind = unicodedata.category(letter[:1])[0]
    if kind == "N":
        return _DIGIT, int(unicodedata.numeric(letter[:1], 0) * 1000)
    groups = {"Z": _SPACE, "C": _SPACE, "P": _PUNCTUATION, "S": _SYMBOL}
    return groups.get(kind, _OTHER_LETTER), ord(letter[:1])
