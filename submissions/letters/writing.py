"""The words of a mail as paragraphs of HTML: plain text, flowed text (RFC 3676) and HTML alike, the rest cut off."""

import html
import re

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.utils.html import strip_tags

from submissions.letters.cutting import cut
from vietnamese.old_fonts.legacy import as_unicode, convert, recognise
from vietnamese.text import normalise, normalise_html

# No piece of news is longer; what is, was made by a programme.
LONGEST, MOST_TAGS, DEEPEST = 1_000_000, 20_000, 100
INLINE = {"a", "b", "strong", "i", "em"}
WHOLE = {"ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "img"}
EMPTY = {"br", "hr", "img"}
CONTAINERS = {"p", "div", "br", "blockquote", "center", "section", "article", "pre", "hr"}
CAPTION = "figcaption"
OF_LISTS_AND_TABLES = {"li", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
# A line of a programme that breaks lines is about as long as it may be; a shorter one was meant to end there.
FULL_LINE = 60


class TooLong(Exception):
    """More words, or tags, or tags within each other, than a piece of news has."""


def paragraphs_of(words):
    """(paragraphs of HTML, sentences on what was left out) of `words` (letters.Words, in order)."""
    if sum(len(part.text) for part in words) > LONGEST:
        raise TooLong
    if any(part.is_html for part in words):
        blocks = [block for part in words for block in blocks_of(part)]
        found = cut(blocks, text_of=lambda block: html.unescape(strip_tags(block)))
        return [block for block in found.lines if block.strip()], found.left_out
    lines = [line for part in words for line in [*lines_of(part), ""]]
    found = cut(lines)
    return [f"<p>{html.escape(text, quote=False)}</p>" for text in joined(found.lines)], found.left_out


def blocks_of(part):
    """The paragraphs of `part` (Words) as HTML, in order; "" for an empty one. Plain text among HTML as well."""
    if not part.is_html:
        return [f"<p>{html.escape(line, quote=False)}</p>" if line.strip() else "" for line in lines_of(part)]
    # Before it is cleaned: that takes time for what lies within each other.
    if part.text.count("<") > MOST_TAGS:
        raise TooLong
    clean = nh3.clean(
        part.text,
        tags=INLINE | WHOLE | CONTAINERS | OF_LISTS_AND_TABLES | {CAPTION},
        attributes={"a": {"href"}, "img": {"src"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes={"http", "https", "mailto", "cid"},
        link_rel=None,
    )
    # TCVN3 and VNI are known by letters that would be tidied away.
    old = recognise(html.unescape(strip_tags(clean)))
    clean = clean if old is not None else normalise_html(clean)
    if depth_of(clean) > DEEPEST:
        raise TooLong
    soup = BeautifulSoup(clean, "html.parser")
    if old is not None:
        for text in soup.find_all(string=True):
            text.replace_with(normalise(convert(str(text), old)))
    reading = Reading()
    reading.go_through(soup)
    reading.end()
    return reading.blocks


class Reading:
    """Takes HTML apart into `blocks`: a `run` of words and inline tags ends where a block, or a line, does."""

    def __init__(self):
        self.blocks, self.run = [], []

    def go_through(self, node):
        for child in node.children:
            if isinstance(child, NavigableString):
                self.run.append(html.escape(re.sub(r"\s+", " ", str(child)), quote=False))
            elif child.name in WHOLE:
                self.end()
                self.blocks.append(str(child))
            elif child.name == CAPTION:
                # As people write one by hand below a photo.
                self.end()
                self.run = [f"<i>{html.escape(' '.join(child.get_text(' ').split()), quote=False)}</i>"]
                self.end()
            elif child.name in INLINE and not child.find(list(WHOLE | CONTAINERS)):
                self.run.append(str(child))
            elif child.name in INLINE:
                self.go_through(child)
            else:
                self.end()
                self.go_through(child)
                self.end()

    def end(self):
        text = "".join(self.run)
        self.blocks.append(f"<p>{text.strip()}</p>" if strip_tags(text).strip() else "")
        self.run = []


def depth_of(clean):
    """How many tags lie within each other in `clean` (HTML that is well formed)."""
    depth = deepest = 0
    for closes, name in re.findall(r"<(/?)([a-z0-9]+)", clean):
        if name not in EMPTY:
            depth += -1 if closes else 1
            deepest = max(deepest, depth)
    return deepest


def lines_of(part):
    """The lines of `part` (Words in plain text), in NFC; a flowed paragraph (RFC 3676, section 4) is one line."""
    lines = normalise(as_unicode(part.text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    if not part.flowed:
        return [line.rstrip() for line in lines]
    flowed, open_line = [], None
    for line in lines:
        # Stuffed: a space before what would be read as something else.
        line = line.removeprefix(" ") if not line.startswith(">") else line
        whole = line if open_line is None else open_line + line
        if line.endswith(" ") and line != "-- " and not line.startswith(">"):
            open_line = whole[:-1] if part.delsp else whole
        else:
            flowed.append(whole.rstrip())
            open_line = None
    return flowed if open_line is None else [*flowed, open_line.rstrip()]


def joined(lines):
    """The paragraphs (str) of `lines`: an empty line ends one, and so does a line that is shorter than full."""
    paragraphs, run = [], []
    for line in [*lines, ""]:
        text = " ".join(line.split())
        if text:
            run.append(text)
        if run and len(text) < FULL_LINE:
            paragraphs.append(" ".join(run))
            run = []
    return paragraphs
