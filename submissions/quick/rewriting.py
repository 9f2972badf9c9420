"""The body of a piece put together again from what was typed: what nobody changed stays as it was, with its id."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from html import escape
from uuid import uuid4

from submissions.quick.parts import KEPT, PHOTO, TEXT, Part, as_typed, is_typed, parts_of, photos_in, split, text_of

BLANK_LINE = re.compile(r"\n\s*\n")
# So many paragraphs of before times those of now are compared, which takes a second: far more than any piece has.
MOST_COMPARED = 4_000_000


def rewritten(body, *, texts, photos):
    """The raw blocks of `body` with `texts` (a list, by the numbers of the sections) and `photos` (as photos_in)."""
    before = parts_of(body)
    runs, kept = split(before)
    shown = [text_of(run) for place, run in enumerate(runs) if is_typed(runs, place)]
    typed = fitting([as_typed(text) for text in texts], number=len(shown))
    if typed == shown and says_the_same(photos_in(body), photos):
        return list(body.raw_data)
    after, number = [], 0
    for place, run in enumerate(runs):
        after += [kept[place - 1]] if place else []
        if is_typed(runs, place):
            run = woven(run, typed[number])
            number += 1
        after += run
    return blocks_of(placed(after, photos=photos, before=before))


def says_the_same(stored, photos):
    return len(stored) == len(photos) and all(map(is_same, stored, photos))


def is_same(stored, values):
    """Whether the `values` of a photo are those that are `stored`, which may have more."""
    return all((stored.get(name) or "") == value for name, value in values.items())


def fitting(texts, *, number):
    """`texts` as just so many as there are fields: what is over goes into the last one, nothing is lost."""
    texts = [*texts, *[""] * (number - len(texts))]
    return [*texts[: number - 1], "\n\n".join(filter(None, texts[number - 1 :]))]


def woven(run, text):
    """`run` (Parts) with the paragraphs of `text`: those that stay are the same Parts, photos stay between them.

    Of more paragraphs than a piece has (MOST_COMPARED), all are written anew.
    """
    new = [line.strip() for line in BLANK_LINE.split(text) if line.strip()]
    old = [[]]
    for part in run:
        if part.kind == TEXT:
            old.append([part])
        else:
            old[-1].append(part)
    leading, old = old[0], old[1:]
    parts = list(leading)
    for tag, from_old, to_old, from_new, to_new in changes([part.text for part, *photos in old], new):
        if tag == "equal":
            parts += [part for some in old[from_old:to_old] for part in some]
            continue
        fresh = [paragraph(text) for text in new[from_new:to_new]]
        for number in range(max(len(fresh), to_old - from_old)):
            parts += fresh[number : number + 1]
            if from_old + number < to_old:
                parts += old[from_old + number][1:]
    return parts


def changes(before, now):
    """What became of the paragraphs `before` (texts), as difflib says it."""
    if len(before) * len(now) > MOST_COMPARED:
        return [("replace", 0, len(before), 0, len(now))]
    return SequenceMatcher(None, list(map(key_of, before)), list(map(key_of, now)), False).get_opcodes()


def key_of(text):
    return " ".join(text.split())


def paragraph(text):
    """A new Part of what was typed between two blank lines."""
    lines = "<br/>".join(escape(line.strip(), quote=False) for line in text.split("\n"))
    return Part(TEXT, None, f"<p>{lines}</p>", text=text)


def placed(parts, *, photos, before):
    """`parts` with just the `photos`, each where it was; those of a piece laid out here stand as `laid_out` says."""
    shown = {part.source["image"]: part for part in parts if part.kind == PHOTO}
    wanted = [with_values(shown.get(photo["image"]), photo) for photo in photos]
    text_before = [part for part in before if part.kind != PHOTO]
    if laid_out(text_before, [part for part in before if part.kind == PHOTO]) == before:
        return laid_out([part for part in parts if part.kind != PHOTO], wanted)
    staying = [part for part in wanted if part.source["image"] in shown]
    places = iter(staying)
    numbers = {part.source["image"] for part in staying}
    kept = [
        next(places) if part.kind == PHOTO else part
        for part in parts
        if part.kind != PHOTO or part.source["image"] in numbers
    ]
    for place, part in enumerate(wanted):
        if part not in staying:
            kept.insert(kept.index(wanted[place - 1]) + 1 if place else first_photo(kept), part)
    return kept


def first_photo(parts):
    return next((place for place, part in enumerate(parts) if part.kind == PHOTO), len(parts))


def with_values(part, values):
    """The photo `part` (None: a new one) with `values`; the same where nothing differs."""
    if part is None:
        return Part(PHOTO, None, values)
    return part if is_same(part.source, values) else replace(part, source=part.source | values)


def laid_out(text, photos):
    """The Parts of a piece as this form lays it out: the first photo after the first paragraph, the rest at the end."""
    first = next((place for place, part in enumerate(text, start=1) if part.kind == TEXT), len(text))
    return [*text[:first], *photos[:1], *text[first:], *photos[1:]]


def blocks_of(parts):
    """The raw blocks of `parts`: paragraphs of one stored block stay together, new ones join their neighbours."""
    blocks, used, open_text = [], set(), None
    for part in parts:
        if part.is_html:
            if open_text is None or (None not in (open_text["of"], part.block) and open_text["of"] is not part.block):
                open_text = {"of": part.block, "sources": []}
                blocks.append(open_text)
            open_text["of"] = open_text["of"] or part.block
            open_text["sources"].append(part.source)
        else:
            open_text = None
            value = part.block["value"] if part.kind == KEPT else part.source
            kind = part.block["type"] if part.kind == KEPT else "photo"
            blocks.append({"of": part.block, "raw": {"type": kind, "value": value}})
    return [finished(block, used=used) for block in blocks]


def finished(block, *, used):
    """A raw block, under the id of the stored one unless another has taken it (`used`: a set of ids, added to)."""
    raw = block.get("raw") or {"type": "text", "value": "".join(block["sources"])}
    number = (block["of"] or {}).get("id")
    if number is None or number in used:
        number = str(uuid4())
    used.add(number)
    return {**raw, "id": number}
