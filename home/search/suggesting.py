"""What is proposed: titles that begin as typed, units and sections by name, other words where nothing was found."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

from home.search.entry import SearchEntry
from home.search.finding import entries
from home.search.matching import newest_with
from home.search.words import WORD, Query
from vietnamese.text import fold

TITLES = 8
SHORTEST = 2
# The newest titles, whose words are known when a word is looked for that nobody wrote.
KNOWN_TITLES = 2_000
LIKENESS = 0.6
# More words that nobody wrote are no slip of the finger, and each is compared with all that are known.
MOST_UNKNOWN = 4


def titles(query):
    """Up to TITLES entries, newest first, whose titles have the words of `query`, the last one begun."""
    if len("".join(query.words)) < SHORTEST:
        return []
    whole, begun = query.begun
    return entries([one.id for one in newest_with(whole, begun=begun, limit=TITLES)])


def named(query, things, name):
    """Those of `things` whose `name` (an attribute) has all words of `query`, next to each other."""
    wanted = f" {' '.join(query.words)} "
    return [thing for thing in things if query and wanted in f" {fold(getattr(thing, name))} "]


def did_you_mean(query):
    """Other words for a `query` that found nothing (str, as titles spell them), which do find something; else None.

    Words that stand in no recent title give way to the most alike that do: also two run together ("phanthiet").
    """
    spellings = _known_spellings()
    if sum(word not in spellings for word in query.words) > MOST_UNKNOWN:
        return None
    proposed = [_nearest(word, spellings) for word in query.words]
    if None in proposed:
        return None
    text = " ".join(proposed)
    other = Query.of(text)
    found = other.words != query.words and entries([one.id for one in newest_with(list(other.words), limit=1)])
    return text if found else None


def _known_spellings():
    """{folded word, or two words in one: Counter of how titles spell it}."""
    spellings = {}
    known = SearchEntry.objects.filter(page__live=True).order_by("-pk")
    for title in known.values_list("title", flat=True)[:KNOWN_TITLES]:
        words = [(fold(word), word) for word in WORD.findall(title)]
        for key, word in words:
            spellings.setdefault(key, Counter())[word] += 1
        for (one, word), (other, next_word) in pairwise(words):
            spellings.setdefault(one + other, Counter())[f"{word} {next_word}"] += 1
    return spellings


def _nearest(word, spellings):
    """How titles spell `word` (folded), or what is most like it; None when nothing is."""
    if word in spellings:
        return spellings[word].most_common(1)[0][0]
    matcher = SequenceMatcher(b=word)
    best = (LIKENESS, 0, None)
    for key, counted in spellings.items():
        matcher.set_seq1(key)
        if (
            abs(len(key) - len(word)) <= 2
            and matcher.real_quick_ratio() >= best[0]
            and matcher.quick_ratio() >= best[0]
        ):
            best = max(best, (matcher.ratio(), counted.total(), key), key=lambda one: one[:2])
    return spellings[best[2]].most_common(1)[0][0] if best[2] else None
