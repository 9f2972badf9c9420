"""What belongs to an official paper and to no piece of news, cut off at both ends of it and named.

Head: nation and motto, agency, number, place and date, as Decree 30/2020/NĐ-CP (annex I) and Circular 01/2011/TT-BNV
set them. Foot: recipients, signature. Words are compared without marks and capitals.
"""

import re

from submissions.word.package import without_marks
from submissions.word.pieces import Note
from vietnamese.text import fold

NATION = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "dang cong san viet nam")
NUMBER = re.compile(r"^số\s*:?[\s\d.…_]*[/-]\s*\S", re.IGNORECASE)
PLACE_AND_DATE = re.compile(r"^[^,.]{2,40},\s*ngày[\s\d.…]*tháng[\s\d.…]*năm[\s\d.…]*$", re.IGNORECASE)
AGENCIES = re.compile(
    r"^(uy ban nhan dan|uy ban mttq|ubnd|ubmttq|hdnd|hoi dong nhan dan|dang uy|dang bo|thanh uy|phong|truong|trung tam"
    r"|dai|ban|hoi|doan|cong an|so|chi cuc|dang cong san|bch|ban chap hanh)\b"
)
LABELS = {
    *("tin", "bai", "tin bai", "tin anh", "bai viet", "tin tuc", "tin hoat dong", "tin bai cong tac vien", "tin vui"),
    *("tin bai gui trang thong tin dien tu", "tin bai gui cong thong tin dien tu", "noi dung tin bai", "ban tin"),
}
RECIPIENTS = "noi nhan"
SIGNED_BY = re.compile(
    r"^((kt|tm|tl|tuq|q) )?(pho )?(chu tich|bi thu|truong phong|hieu truong|giam doc|chanh van phong|truong ban"
    r"|truong cong an|thu truong|lanh dao|nguoi viet|nguoi lap|nguoi thuc hien|nguoi dua tin|xac nhan cua|duyet cua"
    r"|da duyet|ky ten|da ky)\b"
    r"|^(kt|tm|tl|tuq) "
)
LONGEST_LINE = 120
LONGEST_SIGNED = 80
HEAD, FOOT = 14, 10


def without_frame(parts):
    """(`parts` without the frame of a paper around them, [Note] of what was cut off)."""
    parts, head = _without_head(parts)
    parts, foot = _without_foot(parts)
    return parts, [*head, *foot]


def _said(part):
    """The words of `part` as they are compared."""
    return fold(without_marks(part.text))


def _has_photo(part):
    return without_marks(part.text) != part.text


def _lines(part):
    """The lines that stand in `part`, folded: of a table every paragraph of every cell."""
    if part.tag != "table":
        return [_said(part)]
    return [_said(inner) for row in part.rows for cell in row for inner in cell]


def _is_of_the_head(part):
    return any(
        fold(line.text).startswith(NATION) or NUMBER.match(line.text) or PLACE_AND_DATE.match(line.text)
        for line in _paragraphs(part)
    )


def _without_head(parts):
    """Up to the last line of the head, where there is one: an agency's name alone may begin a title."""
    end = 0
    for place, part in enumerate(parts[:HEAD]):
        if _has_photo(part) or (part.tag != "table" and len(part.text) > LONGEST_LINE):
            break
        if _is_of_the_head(part):
            end = place + 1
    cut = [part.text for part in parts[:end]]
    notes = [Note("heading", " / ".join(cut))] if cut else []
    while end and end < len(parts) and _continues_the_head(parts[end]):
        notes.append(Note("heading", parts[end].text))
        end += 1
    while end < len(parts) and _said(parts[end]) in LABELS:
        notes.append(Note("label", parts[end].text))
        end += 1
    return parts[end:], notes


def _continues_the_head(part):
    """A rule drawn with signs, or the name of an agency in capitals on a line of its own."""
    said = _said(part)
    return not said or (part.text.isupper() and len(part.text) < 60 and AGENCIES.match(said) is not None)


def _without_foot(parts):
    notes, end = [], len(parts)
    start = next((place for place, part in enumerate(parts) if _is_recipients(part)), None)
    if start is not None:
        # Photos are often put behind everything, with their captions.
        photo = next((place for place in range(start, len(parts)) if _has_photo(parts[place])), len(parts))
        notes.append(Note("recipients", " / ".join(part.text for part in parts[start:photo])))
        parts, end = [*parts[:start], *parts[photo:]], start
    start = _beginning_of_signature(parts, end)
    if start < end:
        notes.insert(0, Note("signature", " / ".join(part.text for part in parts[start:end])))
    return [*parts[:start], *parts[end:]], notes


def _is_recipients(part):
    is_short = part.tag == "table" or len(part.text) < LONGEST_LINE
    return is_short and any(line == RECIPIENTS or line.startswith(f"{RECIPIENTS} ") for line in _lines(part))


def _beginning_of_signature(parts, end):
    """The place where the signature begins that ends before `end`; `end` where there is none."""
    start = end
    for place in range(end - 1, max(end - FOOT, 0), -1):
        part = parts[place]
        if _has_photo(part) or part.tag in ("ul", "ol") or not _may_be_signature(part):
            break
        if _has_photo(parts[place - 1]) and not part.text.isupper():
            # The words below a photo are its caption.
            break
        if any(map(_signs, _paragraphs(part))):
            start = place
    return start


def _paragraphs(part):
    if part.tag != "table":
        return [part]
    return [inner for row in part.rows for cell in row for inner in cell]


def _may_be_signature(part):
    """Lines of a few words; a table of them has a row or two, where one of figures goes on."""
    return len(part.rows) <= 3 and all(len(line.text) <= LONGEST_SIGNED for line in _paragraphs(part))


def _signs(line):
    """Whether `line` (a Part) says who signs, in capitals or set apart from the text, or the place and the day."""
    said = fold(line.text)
    if PLACE_AND_DATE.match(line.text):
        return True
    is_apart = line.text.isupper() or line.is_bold or line.is_italic or any(name[-3:] != "-p-" for name in line.classes)
    return is_apart and not line.text.endswith((".", ":")) and SIGNED_BY.match(said) is not None
