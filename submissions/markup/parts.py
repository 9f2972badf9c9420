"""HTML from outside (a Word file, what was pasted) as the parts of a text, in the form in which the body stores it.

What is not on the list of tags is taken out, its words stay; scripts and styles go with all that is in them. Nothing
here knows Django: a Word file is read in a process without it.
"""

import re
from dataclasses import dataclass, field, replace
from html import escape, unescape

import nh3
from lxml import etree, html

from vietnamese.old_fonts.legacy import convert, recognise
from vietnamese.text import normalise

TAGS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "br", "blockquote", "a"),
    *("b", "strong", "i", "em", "sup", "sub", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
}
CELL = {"colspan", "rowspan"}
# As public pages and mail programs take them; all else leads nowhere for a reader, or does harm.
SCHEMES = {"http", "https", "mailto"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "div", "li", "ul", "ol", "blockquote", "table"}
APART = BLOCKS | {"br", "td", "th", "caption"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a"}
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
BLANKS = re.compile(r"[ \t\r\n]+")
# A cell may say that it is wider than any table.
MOST_COLUMNS = 30


@dataclass(frozen=True, kw_only=True)
class Part:
    """A paragraph ("p"), a heading ("h1" to "h6"), a list ("ul", "ol") or a table ("table").

    `html` is what stands inside a paragraph or heading, and the whole of a list; `text` the words alone. `classes` are
    those that were let through. A table has `rows` of cells, each the Parts in it.
    """

    tag: str
    html: str = ""
    text: str = ""
    is_bold: bool = False
    is_italic: bool = False
    classes: frozenset = frozenset()
    rows: tuple = ()
    is_spanned: bool = False
    lost_links: tuple = field(default=())

    def plain(self):
        """This part without the bold or italic that all of it is in."""
        return self if not self.html else replace(self, html=_without(self.html, "b", "i"))


def cleaned(source, *, classes=()):
    """`source` (HTML of anybody) with the tags of TAGS and nothing else; `classes` are let through on paragraphs."""
    allowed = {"p": set(classes)} if classes else None
    return nh3.clean(
        source,
        tags=TAGS,
        clean_content_tags={"script", "style", "title", "template", "noscript", "svg", "math"},
        attributes={"a": {"href"}, "td": CELL, "th": CELL},
        url_schemes=SCHEMES,
        link_rel=None,
        allowed_classes=allowed,
    )


def parts_of(source, *, classes=()):
    """[Part] of `source` (HTML), in reading order; empty paragraphs are none."""
    clean = cleaned(source, classes=classes)
    if not clean.strip():
        return []
    root = html.fragment_fromstring(clean, create_parent="div", parser=html.HTMLParser(huge_tree=False))
    _write_anew(root)
    return list(_parts_in(root))


def _write_anew(root):
    """The texts in `root` as Unicode, in place, where all of them are written in TCVN3 or VNI."""
    encoding = recognise("".join(_words(root)))
    if encoding is None:
        return
    for element in root.iter():
        element.text = convert(element.text or "", encoding)
        element.tail = convert(element.tail or "", encoding)


def _words(element):
    """The texts in `element`, those of different blocks apart."""
    yield "\n" if element.tag in APART else ""
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield "\n" if child.tag in APART else ""
        yield child.tail or ""


def _parts_in(element):
    """The parts in `element`: words that stand between its blocks are paragraphs too."""
    run = []

    def paragraph():
        part = _paragraph("p", run, element)
        run.clear()
        return [part] if part else []

    if element.text:
        run.append(element.text)
    for child in element:
        if child.tag in BLOCKS:
            yield from paragraph()
            yield from _block(child)
        else:
            run.append(child)
        if child.tail:
            run.append(child.tail)
    yield from paragraph()


def _block(element):
    if element.tag == "table":
        yield _table(element)
    elif element.tag in ("ul", "ol"):
        inner = _list(element)
        if text := words_of(inner):
            yield Part(tag=element.tag, html=inner, text=text, lost_links=tuple(_lost(element)))
    elif element.tag in HEADINGS or not any(child.tag in BLOCKS for child in element):
        tag = element.tag if element.tag in HEADINGS else "p"
        part = _paragraph(tag, [element.text or "", *_with_tails(element)], element)
        if part:
            yield part
    else:
        yield from _parts_in(element)


def _with_tails(element):
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _paragraph(tag, content, element):
    inner = _tidied("".join(_inline(piece) for piece in content))
    text = words_of(inner)
    if not text:
        return None
    return Part(
        tag=tag,
        html=inner,
        text=text,
        is_bold=_is_all(content, BOLD),
        is_italic=_is_all(content, ITALIC),
        classes=frozenset(element.get("class", "").split()) if element.tag == "p" else frozenset(),
        lost_links=tuple(link for piece in content if not isinstance(piece, str) for link in _lost(piece)),
    )


def _lost(element):
    """The words of links in `element` that lead nowhere any more."""
    return (normalise(link.text_content()).strip() for link in element.iter("a") if not _leads_out(link))


def _leads_out(link):
    """Whether `link` has a whole address: what is said without one leads into this site, or to anybody's."""
    return link.get("href", "").lower().startswith(tuple(f"{scheme}:" for scheme in SCHEMES))


def _inline(piece):
    """HTML of `piece` (a text, or an element within a paragraph) in the tags of the body."""
    if isinstance(piece, str):
        return escape(normalise(BLANKS.sub(" ", piece)), quote=False)
    if piece.tag == "br":
        return "<br/>"
    inner = escape(normalise(BLANKS.sub(" ", piece.text or "")), quote=False)
    inner += "".join(_inline(child) for child in _with_tails(piece))
    if piece.tag in ("sup", "sub"):
        return inner.translate(RAISED if piece.tag == "sup" else LOWERED) if "<" not in inner else inner
    tag = INLINE.get(piece.tag)
    if tag is None or not inner.strip():
        return inner
    if tag == "a":
        return f'<a href="{escape(piece.get("href"))}">{inner}</a>' if _leads_out(piece) else inner
    return f"<{tag}>{inner}</{tag}>"


def _tidied(inner):
    """`inner` without blanks and breaks at its ends, and with neighbours of one kind joined."""
    inner = re.sub(r"</(b|i)>( ?)<\1>", r"\2", inner)
    inner = re.sub(r"^(\s|<br/>)+|(\s|<br/>)+$", "", inner)
    return re.sub(r" *<br/> *", "<br/>", re.sub(r" {2,}", " ", inner))


def _list(element):
    """The HTML of a list as the body stores it, lists inside its points included."""
    points = []
    for point in element.iterchildren("li", "ul", "ol"):
        if point.tag != "li":
            points.append(f"<li>{_list(point)}</li>")
            continue
        pieces, lists = [point.text or ""], []
        for child in point:
            if child.tag in ("ul", "ol"):
                lists.append(_list(child))
            elif child.tag in BLOCKS:
                pieces += [etree.Element("br"), child.text or "", *_with_tails(child)]
            else:
                pieces.append(child)
            pieces.append(child.tail or "")
        inner = _tidied("".join(_inline(piece) for piece in pieces))
        if inner or lists:
            points.append(f"<li>{inner}{''.join(lists)}</li>")
    return f"<{element.tag}>{''.join(points)}</{element.tag}>"


def _is_all(content, tags):
    """Whether all words of `content` stand in one of `tags`."""

    def words_outside(piece):
        if isinstance(piece, str):
            return bool(piece.strip())
        if piece.tag in tags:
            return False
        return bool((piece.text or "").strip()) or any(map(words_outside, _with_tails(piece)))

    return not any(map(words_outside, content))


def words_of(inner):
    """The words of `inner`, HTML of ours, as plain text."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br/>|</?li>", " ", inner))).split())


def _without(inner, *tags):
    """`inner` without `tags`, which are ours and never nested wrongly."""
    return re.sub(rf"</?({'|'.join(tags)})>", "", inner)


def _table(element):
    """A table with all rows of one length: a joined cell has its words in its first place, the others are empty."""
    rows, below, is_spanned = [], {}, False
    for row in element.iter("tr"):
        if next(row.iterancestors("table")) is not element:
            continue
        cells = []
        for cell in row.iterchildren("td", "th"):
            while below.pop((len(rows), len(cells)), False):
                cells.append(())
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            is_spanned = is_spanned or wide > 1 or high > 1
            for down in range(1, high):
                below |= {(len(rows) + down, len(cells) + right): True for right in range(wide)}
            cells += [tuple(_parts_in(cell)), *[()] * (wide - 1)]
        while below.pop((len(rows), len(cells)), False):
            cells.append(())
        rows.append(cells)
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    rows = tuple(tuple([*row, *[()] * width][:width]) for row in rows)
    text = " ".join(part.text for row in rows for cell in row for part in cell)
    return Part(tag="table", text=text, rows=rows, is_spanned=is_spanned)


def _span(cell, name):
    said = cell.get(name, "")
    return min(max(int(said), 1), MOST_COLUMNS) if said.isdigit() and len(said) < 6 else 1
