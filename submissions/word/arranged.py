"""The parts of a Word file as a piece of news: the title, the lead, whose the photos are and what they show.

Writers mark little and differently. Rules, most certain first; what is not found is left to the person.
"""

import re
from dataclasses import replace
from html import escape

from submissions.markup.captions import Caption, caption_in, is_caption
from submissions.markup.parts import HEADINGS
from submissions.word.package import CLOSE, OPEN, shortened, without_marks
from submissions.word.pieces import Note, PhotoHere, Table, Text, WordPiece
from vietnamese.text import fold

LONGEST_TITLE = 255
LONGEST_LEAD = 600
LONGEST_HEADING = 120
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
TITLE_LABEL = re.compile(r"^(tiêu đề|tít|tên (tin|bài)|title)\s*:\s*", re.IGNORECASE)
LEAD_LABEL = re.compile(r"^(sapo|sa-pô|chapeau|tóm tắt|mô tả|lead|dẫn)\s*:\s*", re.IGNORECASE)
AUTHOR = re.compile(
    r"^\(?(tin|bài|bài viết|tin,? bài|tác giả|người viết|người thực hiện|thực hiện|nguồn tin)"
    r"(\s*(,|và|-|&)\s*ảnh)?\s*:\s*(?P<name>[^:]{2,80}?)(\s*[-–;,.]\s*ảnh\s*:\s*(?P<photo>[^:]{2,80}))?[).]?$",
    re.IGNORECASE,
)
NAME = re.compile(r"^([A-ZÀ-ỸĐ][^\W\d_]*\.?)( [A-ZÀ-ỸĐ][^\W\d_]*\.?){1,4}( \(.{2,60}\))?$")
POINT = re.compile(r"^[-–•*+]\s+")


def arranged(parts, photos, *, left_out, problems):
    """The WordPiece of `parts` (Parts with marks where photos stood), `photos` ([Photo]) and the notes so far."""
    left_out, problems = list(left_out), list(problems)
    parts = list(_opened(parts, problems))
    title, parts = _title(parts)
    author, photo_credit, parts = _author(parts, left_out)
    lead, parts = _lead(parts)
    if not title:
        problems.append(Note("no_title"))
    if not lead:
        problems.append(Note("no_lead"))
    problems += [Note("link", link, near=shortened(part.text)) for part in parts for link in part.lost_links]
    blocks, photos = _blocks(parts, [replace(photo, credit=photo_credit) for photo in photos], problems)
    return WordPiece(
        title=title,
        lead=lead,
        author=author,
        blocks=tuple(blocks),
        photos=tuple(photos),
        left_out=tuple(left_out),
        problems=tuple(problems),
    )


def look_of(part):
    """(kind, look) of the class that says how a paragraph looks: ("title", "cb"); ("p", "") where there is none."""
    for name in part.classes:
        _w, kind, look = name.split("-")
        return kind, look
    # Only what was pasted has headings by their tags.
    return (part.tag if part.tag in HEADINGS else "p"), ""


def is_centred(part):
    return "c" in look_of(part)[1]


def numbers_in(part):
    return [int(number) for number in MARK.findall(part.html)]


# --- tables ---------------------------------------------------------------------------------------


def _opened(parts, problems):
    """`parts`, with tables that only place photos or frame words opened into what is in them."""
    for part in parts:
        if part.tag != "table":
            yield part
        elif len(part.rows) == 1 and len(part.rows[0]) == 1:
            yield from _opened(part.rows[0][0], problems)
        elif _only_places_photos(part):
            yield from _photos_of(part)
        else:
            if part.is_spanned:
                problems.append(Note("merged_cells", near=shortened(without_marks(part.text))))
            inside = [inner for row in part.rows for cell in row for inner in cell]
            yield part
            for number in [number for inner in inside for number in numbers_in(inner)]:
                problems.append(Note("picture_moved", near=shortened(without_marks(part.text))))
                yield replace(part, tag="p", rows=(), text="", html=f"{OPEN}{number}{CLOSE}")


def _only_places_photos(table):
    """Whether the table holds photos with words below them, and nothing else."""
    cells = [cell for row in table.rows for cell in row if cell]
    with_photo = [cell for cell in cells if any(map(numbers_in, cell))]
    return bool(with_photo) and len(cells) <= 2 * len(with_photo)


def _photos_of(table):
    """The photos of the table, each followed by the words in its cell or in the cell below."""
    used = set()
    for down, row in enumerate(table.rows):
        for right, cell in enumerate(row):
            if (down, right) in used:
                continue
            yield from cell
            below = table.rows[down + 1][right] if down + 1 < len(table.rows) else ()
            has_words = any(without_marks(inner.text) for inner in cell)
            if any(map(numbers_in, cell)) and not has_words and below and not any(map(numbers_in, below)):
                used.add((down + 1, right))
                yield from (replace(inner, classes=frozenset({"w-caption-"})) for inner in below)


# --- title, lead, author --------------------------------------------------------------------------


def _title(parts):
    """(title, `parts` without it)."""
    words = [place for place, part in enumerate(parts[:8]) if part.tag != "table" and without_marks(part.text)]
    for place in words:
        if TITLE_LABEL.match(parts[place].text):
            return TITLE_LABEL.sub("", parts[place].text), _without(parts, place)
    for kinds in (("title",), ("h1",)):
        for place in words:
            if look_of(parts[place])[0] in kinds:
                return parts[place].text, _without(parts, place)
    if not words or numbers_in(parts[words[0]]) or parts[words[0]].tag in ("ul", "ol"):
        return "", parts
    first = words[0]
    line = parts[first]
    if len(line.text) > LONGEST_TITLE or LEAD_LABEL.match(line.text):
        return "", parts
    if is_centred(line) and (line.is_bold or line.text.isupper()):
        # A title of several lines.
        end = first + 1
        while end < min(len(parts), first + 4) and is_centred(parts[end]) and _looks_like(parts[end], line):
            end += 1
        return " ".join(part.text for part in parts[first:end]), [*parts[:first], *parts[end:]]
    has_text_below = len(words) > 1
    if has_text_below and (line.is_bold or line.text.isupper() or is_centred(line)):
        return line.text, _without(parts, first)
    if has_text_below and len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ":", ";", ",")):
        return line.text, _without(parts, first)
    return "", parts


def _looks_like(part, line):
    return (
        (part.is_bold, part.is_italic, part.text.isupper()) == (line.is_bold, line.is_italic, line.text.isupper())
        and len(part.text) <= LONGEST_HEADING
        and not numbers_in(part)
    )


def _without(parts, place):
    return [*parts[:place], *parts[place + 1 :]]


def _lead(parts):
    """(lead, `parts` without it): the first paragraph, unless it is all there is or too long."""
    for place, part in enumerate(parts[:4]):
        if numbers_in(part) or (place and is_caption(part, look_of(part)) and numbers_in(parts[place - 1])):
            continue
        if part.tag != "p" or look_of(part)[0] != "p":
            return "", parts
        text = LEAD_LABEL.sub("", part.text)
        is_alone = sum(bool(without_marks(other.text)) for other in parts) == 1
        if len(text) > LONGEST_LEAD or POINT.match(text) or (is_alone and text == part.text):
            return "", parts
        return text, _without(parts, place)
    return "", parts


def _author(parts, left_out):
    """(author, who made the photos, `parts` without the line that says so)."""
    for place in range(len(parts) - 1, max(len(parts) - 5, 0), -1):
        part = parts[place]
        if part.tag != "p" or numbers_in(part):
            continue
        found = AUTHOR.match(part.text)
        is_under_photo = bool(numbers_in(parts[place - 1]))
        is_name = not is_under_photo and (part.is_bold or "r" in look_of(part)[1]) and NAME.match(part.text)
        if not found and not is_name:
            continue
        left_out.append(Note("byline", part.text))
        if is_name and not found:
            return part.text.split(" (")[0], "", _without(parts, place)
        author = found["name"].strip(" .")
        credit = (found["photo"] or (author if found[2] else "")).strip(" .)")
        return author, credit, _without(parts, place)
    return "", "", parts


# --- body -----------------------------------------------------------------------------------------


def _blocks(parts, photos, problems):
    """([blocks], [Photo] with their captions): running text in one block up to the next photo or table."""
    blocks, text, photos = [], [], list(photos)
    waiting = []

    def end_text():
        if text:
            blocks.append(Text("".join(_joined_points(text))))
            text.clear()

    for part in parts:
        kind, _look = look_of(part)
        numbers = numbers_in(part)
        words = _words_beside(part)
        if part.tag == "table":
            end_text()
            waiting = []
            if part.text:
                blocks.append(_table(part))
            continue
        if numbers:
            before, after = words
            if before:
                text.append(_paragraph(replace(part, html=before, text=before, is_bold=False)))
            end_text()
            for number in numbers:
                blocks.append(PhotoHere(number))
            waiting = numbers
            if after:
                waiting = _say(caption_in(after), photos, waiting)
            continue
        if waiting and is_caption(part, (kind, _look)):
            waiting = _say(caption_in(part.text), photos, waiting)
            continue
        waiting = []
        text.append(_paragraph(part))
    end_text()
    return blocks, photos


def _say(caption, photos, numbers):
    """Give the photo of the last of `numbers` what `caption` says; those that still wait for a part of it."""
    last = numbers[-1]
    photo = photos[last]
    said = Caption(caption.text or photo.caption, caption.credit or photo.credit)
    if caption.credit and not caption.text:
        # "Ảnh: …" below several photos is about all of them.
        for number in numbers:
            photos[number] = replace(photos[number], credit=caption.credit)
    elif caption.text and photo.caption:
        said = Caption(f"{photo.caption} {caption.text}", said.credit)
    photos[last] = replace(photo, caption=said.text, credit=said.credit)
    return [] if said.text and caption.credit else numbers


def _words_beside(part):
    """(words before the first photo in the paragraph, words behind it)."""
    if not numbers_in(part):
        return "", ""
    before, _open, rest = part.text.partition(OPEN)
    return before.strip(), " ".join(without_marks(OPEN + rest).split())


def _paragraph(part):
    """The HTML of a paragraph, heading or list, as the body has it."""
    if part.tag in ("ul", "ol"):
        return part.html
    kind, _look = look_of(part)
    if kind in ("title", "h1", "h2"):
        return f"<h2>{escape(part.text, quote=False)}</h2>"
    if kind.startswith("h"):
        return f"<h3>{escape(part.text, quote=False)}</h3>"
    is_short = len(part.text) <= LONGEST_HEADING and not part.text.endswith((".", ",", ";", "!", "?", "…"))
    if part.is_bold and is_short and "<a " not in part.html:
        return f"<h2>{escape(part.text, quote=False)}</h2>"
    return f"<p>{part.html}</p>"


def _joined_points(paragraphs):
    """`paragraphs` (HTML) with several typed points after each other ("- …") as one list."""
    points = []
    for paragraph in [*paragraphs, ""]:
        inner = paragraph[3:-4] if paragraph.startswith("<p>") else ""
        if POINT.match(inner):
            points.append(inner)
            continue
        if len(points) > 1:
            yield "<ul>" + "".join(f"<li>{POINT.sub('', point)}</li>" for point in points) + "</ul>"
        else:
            yield from (f"<p>{point}</p>" for point in points)
        points = []
        yield paragraph


def _table(part):
    rows = [[without_marks("\n".join(inner.text for inner in cell)).strip() for cell in row] for row in part.rows]
    rows = [row for row in rows if any(row)]
    filled = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    rows = tuple(tuple(row[place] for place in filled) for row in rows)
    first = [inner for cell in part.rows[0] for inner in cell]
    has_heading = len(rows) > 1 and all(rows[0]) and bool(first) and all(_is_heading(inner) for inner in first)
    return Table(rows, has_heading=has_heading)


def _is_heading(part):
    return part.is_bold or part.text.isupper() or fold(part.text) in ("stt", "tt")
