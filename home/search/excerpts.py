"""A piece of a text with the words looked for in it, as parts that a template writes with and without a mark."""

from functools import lru_cache
from typing import NamedTuple

from home.search.words import WORD
from vietnamese.text import fold

# Words before the first hit, and in all.
BEFORE, LENGTH = 8, 36
# What lies further down in a long text is not looked at.
LOOKED_AT = 20_000

folded = lru_cache(maxsize=20_000)(fold)


class Part(NamedTuple):
    text: str
    is_hit: bool


class Word(NamedTuple):
    start: int
    end: int
    folded: str


def marked(text, words):
    """All of `text` as Parts, those of `words` (folded) as hits; words with nothing but blanks between are one hit."""
    return _parts(text, _words(text), set(words))


def excerpt(text, words):
    """The Parts of `text` around the place with most of `words` (folded), next to each other if they are anywhere.

    Its beginning where none of them stands; "…" shows where something was left out.
    """
    text = text[:LOOKED_AT]
    found = _words(text)
    first = max(_place(found, tuple(words)) - BEFORE, 0)
    shown = found[first : first + LENGTH]
    if not shown:
        return []
    last = first + LENGTH < len(found)
    end = shown[-1].end if last else len(text)
    start = shown[0].start if first else 0
    cut = text[start:end]
    moved = [Word(word.start - start, word.end - start, word.folded) for word in shown]
    parts = _parts(cut, moved, set(words))
    # Blanks that do not break: a "…" never stands alone in a line.
    return [
        *([Part("…\N{NO-BREAK SPACE}", False)] if first else []),
        *parts,
        *([Part("\N{NO-BREAK SPACE}…", False)] if last else []),
    ]


def _words(text):
    return [Word(match.start(), match.end(), folded(match.group())) for match in WORD.finditer(text)]


def _place(found, words):
    """The number of the word of `found` at which the excerpt's hit begins."""
    if not words:
        return 0
    hits = [number for number, word in enumerate(found) if word.folded in words]
    best, most = 0, 0
    for place, number in enumerate(hits):
        together = tuple(word.folded for word in found[number : number + len(words)])
        if together == words:
            return number
        near = {found[hit].folded for hit in hits[place : place + LENGTH] if hit < number + LENGTH - BEFORE}
        if len(near) > most:
            best, most = number, len(near)
    return best


def _parts(text, found, words):
    parts, done = [], 0
    for word in found:
        if word.folded not in words:
            continue
        between = text[done : word.start]
        if parts and parts[-1].is_hit and not between.strip():
            parts[-1] = Part(parts[-1].text + between + text[word.start : word.end], True)
        else:
            if between:
                parts.append(Part(between, False))
            parts.append(Part(text[word.start : word.end], True))
        done = word.end
    if text[done:]:
        parts.append(Part(text[done:], False))
    return parts
