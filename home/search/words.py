"""The words that a text is found by, and those that a query asks for. Pure; the database sees nothing else of either.

Of each word the index has three: folded (`phan`), as it is spelled (`=phần`), and with the next one (`phan_thiet`), for
Vietnamese is written in syllables, and "phần" somewhere and "thiết" elsewhere are no Phan Thiết. Words of a title stand
there once more (`^phan`), for what is proposed while somebody types.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from vietnamese.text import as_spelled, fold, normalise

# Longer texts are found by their beginning; PostgreSQL takes a megabyte of words, each with the blank behind it.
MOST_WORDS_OF_A_TEXT = 10_000
MOST_BYTES = 900_000
MOST_WORDS_OF_A_QUERY = 12
LONGEST_QUERY = 200
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


def words_of(title, text):
    """All words under which a page of this `title` and `text` is found, each once, with blanks between."""
    forms = _forms(f"{title}\n{text}", MOST_WORDS_OF_A_TEXT)
    folded = [form for form, _spelled in forms]
    spelled = [form for _folded, form in forms]
    titles = [f"^{form}" for form, _spelled in _forms(title, MOST_WORDS_OF_A_TEXT)]
    return " ".join(_within(MOST_BYTES, dict.fromkeys([*titles, *folded, *spelled, *_pairs(folded)])))


def _within(most, words):
    """Those of `words` that come before the first one which would make them more than `most` bytes."""
    for word in words:
        most -= len(word.encode()) + 1
        if most < 0:
            return
        yield word


def _forms(text, most):
    """(folded, as it is spelled) of the first `most` words of `text`."""
    return [form for word in islice(WORD.findall(normalise(text)), most) if (form := _forms_of(word))[0]]


@lru_cache(maxsize=20_000)
def _forms_of(word):
    return fold(word)[:LONGEST_WORD].replace(" ", ""), f"={as_spelled(word)[:LONGEST_WORD]}".replace(" ", "")


def _folded(text):
    return [form for form, _spelled in _forms(text, MOST_WORDS_OF_A_QUERY)]


def _pairs(folded):
    return [f"{one}_{other}" for one, other in pairwise(folded)]


@dataclass(frozen=True)
class Query:
    """What somebody looks for: the text as typed, for the box, and its words, folded."""

    typed: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, typed):
        """The query in `typed` (str of any kind and length); without `words` it asks for nothing."""
        typed = " ".join("".join(char if char.isprintable() else " " for char in typed).split())[:LONGEST_QUERY].strip()
        return cls(typed, tuple(_folded(typed)))

    def __bool__(self):
        return bool(self.words)

    @property
    def ranks(self):
        """What a hit of each rank has to have, best first, as lists of words of the index.

        As it is spelled before folded, next to each other before apart. What stands between quotation marks has to
        stand next to each other. What has the words of one rank also has those of the last.
        """
        spelled = list(dict.fromkeys(form for _folded, form in _forms(self.typed, MOST_WORDS_OF_A_QUERY)))
        folded, pairs = list(dict.fromkeys(self.words)), list(dict.fromkeys(_pairs(self.words)))
        together = [pair for quoted in QUOTED.findall(self.typed) for pair in _pairs(_folded(quoted))]
        if together:
            pairs = together[:MOST_WORDS_OF_A_QUERY]
            ranks = [[*spelled, *pairs], [*folded, *pairs]]
        elif pairs:
            ranks = [[*spelled, *pairs], spelled, pairs, folded]
        else:
            ranks = [spelled, folded]
        return [rank for rank in ranks if rank]

    @property
    def begun(self):
        """The words of titles that begin as typed: (whole words, the beginning of the last)."""
        *whole, last = self.words
        return [f"^{word}" for word in whole], f"^{last}"
