"""The body of a piece taken apart as the quick form shows it: text to type, photos in a row, what is kept as it is.

The form shows plain paragraphs and photos. Everything else (tables, galleries, headings, bold words, links) stays
where it is, byte for byte; so does each paragraph and photo that nobody changes, with its id.
"""

import re
from dataclasses import dataclass, replace
from html import unescape

from vietnamese.old_fonts.legacy import as_unicode
from vietnamese.text import normalise

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
VOID = {"br", "hr", "img", "embed"}
# What Draftail writes of a paragraph of mere text: its key, words, line breaks.
PLAIN = re.compile(r'<p(?: data-block-key="[^"]*")?>((?:[^<]|<br ?/?>)*)</p>\s*')
BREAK = re.compile(r"<br ?/?>")

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


def as_typed(text):
    """`text` as a browser posts it, in the form in which it is stored."""
    return normalise(as_unicode(text.replace("\r\n", "\n").replace("\r", "\n"))).strip("\n")


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
        return [Part(KEPT, block)]
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
