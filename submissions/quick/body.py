"""The body of a piece as the quick form shows it: text to type, photos in a row, and what is kept as it is.

The form shows plain paragraphs and photos. Everything else (tables, galleries, headings, bold words, links) stays
where it is, byte for byte; so does each paragraph and photo that nobody changes, with its id.
"""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape, unescape
from uuid import uuid4

from vietnamese.text import normalise

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
VOID = {"br", "hr", "img", "embed"}
# What Draftail writes of a paragraph of mere text: its key, words, line breaks.
PLAIN = re.compile(r'<p(?: data-block-key="[^"]*")?>((?:[^<]|<br ?/?>)*)</p>\s*')
BREAK = re.compile(r"<br ?/?>")
BLANK_LINE = re.compile(r"\n\s*\n")

TEXT, PHOTO, KEPT = "text", "photo", "kept"


@dataclass(frozen=True, eq=False)
class Part:
    """A paragraph, a photo, or something kept: an element of rich text, or a whole block.

    `block` is the stored block (a dict) that it is from, None of what is new; `source` the HTML of an element, the
    values of a photo, None of a whole block.
    """

    kind: str
    block: dict | None
    source: str | dict | None = None
    text: str = ""

    @property
    def is_html(self):
        return isinstance(self.source, str)


@dataclass(frozen=True)
class Section:
    """What the form shows at one place: a field for text with its number, or what is kept (a list of raw blocks)."""

    number: int | None
    text: str = ""
    kept: tuple = ()


def sections_of(body):
    """The Sections of `body` (a StreamValue), in reading order, without the photos."""
    runs, kept = split(parts_of(body))
    sections, number = [], 0
    for place, run in enumerate(runs):
        if place:
            sections = with_kept(sections, kept[place - 1])
        if is_typed(runs, place):
            sections.append(Section(number, text=text_of(run)))
            number += 1
    return sections


def with_kept(sections, part):
    """`sections` with `part` shown at the end, beside what is kept just before it."""
    block = {"type": "text", "value": part.source} if part.is_html else part.block
    if sections and sections[-1].number is None:
        return [*sections[:-1], replace(sections[-1], kept=(*sections[-1].kept, block))]
    return [*sections, Section(None, kept=(block,))]


def photos_in(body):
    """The values (dicts of image, caption, credit, alt) of the photos that the form shows of `body`, in order."""
    return [part.source for part in parts_of(body) if part.kind == PHOTO]


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


def as_typed(text):
    """`text` as a browser posts it, in the form in which it is stored."""
    return normalise(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


# --- taking apart


def parts_of(body):
    """The Parts of `body` (a StreamValue)."""
    seen, parts = set(), []
    for block in body.raw_data:
        value = block["value"]
        if block["type"] == "text":
            parts += paragraphs_of(block)
        elif block["type"] == "photo" and isinstance(value["image"], int) and value["image"] not in seen:
            seen.add(value["image"])
            parts.append(Part(PHOTO, block, value))
        else:
            parts.append(Part(KEPT, block))
    return parts


def paragraphs_of(block):
    """The Parts of a block of rich text: one for each of its elements; the whole where it is not made of such."""
    elements = elements_of(block["value"])
    if elements is None:
        return [Part(KEPT, block, block["value"])]
    parts = []
    for element in elements:
        plain = PLAIN.fullmatch(element)
        text = "" if plain is None else unescape(BREAK.sub("\n", plain[1]))
        if plain is None:
            parts.append(Part(KEPT, block, element))
        elif text.strip():
            parts.append(Part(TEXT, block, element, text=as_typed(text)))
        elif parts:  # A blank paragraph belongs to the one before it.
            parts[-1] = replace(parts[-1], source=parts[-1].source + element)
    return parts


def elements_of(html):
    """The elements at the top of `html` (str), which joined are `html`; None where there is text beside them."""
    elements, begun, end, depth = [], None, 0, 0
    for tag in TAG.finditer(html):
        if depth == 0:
            if html[end : tag.start()].strip() or tag[1]:
                return None
            begun = end
        if not (tag[3] or tag[2].lower() in VOID):
            depth += -1 if tag[1] else 1
        if depth == 0:
            end = tag.end()
            elements.append(html[begun:end])
    if depth or html[end:].strip():
        return None
    if elements:
        elements[-1] += html[end:]
    return elements


def split(parts):
    """(runs, kept): the lists of paragraphs and photos before, between and after the parts that are kept."""
    runs, kept = [[]], []
    for part in parts:
        if part.kind == KEPT:
            kept.append(part)
            runs.append([])
        else:
            runs[-1].append(part)
    return runs, kept


def is_typed(runs, place):
    """Whether the run at `place` is a field: it has text, or it is the last, where one goes on writing."""
    return place == len(runs) - 1 or any(part.kind == TEXT for part in runs[place])


def text_of(run):
    return "\n\n".join(part.text for part in run if part.kind == TEXT)


# --- putting together


def woven(run, text):
    """`run` (Parts) with the paragraphs of `text`: those that stay are the same Parts, photos stay between them."""
    new = [line.strip() for line in BLANK_LINE.split(text) if line.strip()]
    old = [[]]
    for part in run:
        if part.kind == TEXT:
            old.append([part])
        else:
            old[-1].append(part)
    leading, old = old[0], old[1:]
    matcher = SequenceMatcher(None, [key_of(part.text) for part, *photos in old], [key_of(t) for t in new], False)
    parts = list(leading)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            parts += [part for some in old[from_old:to_old] for part in some]
            continue
        fresh = [paragraph(text) for text in new[from_new:to_new]]
        for number in range(max(len(fresh), to_old - from_old)):
            parts += fresh[number : number + 1]
            if from_old + number < to_old:
                parts += old[from_old + number][1:]
    return parts


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
            if open_text is None or None not in (open_text["of"], part.block) and open_text["of"] is not part.block:
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
