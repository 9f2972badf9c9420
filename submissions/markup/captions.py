"""The words below a photo: what it shows, and who made it or where it is from."""

import re
from dataclasses import dataclass

LONGEST_CAPTION = 300
# "Ảnh: Minh Hằng", "(Ảnh: Minh Hằng)", "Nguồn: Báo Bình Thuận", at the end of a caption or alone.
CREDIT = re.compile(
    r"(^|[\s.;,(–-])\(?(?P<what>ảnh|nguồn|photo|ảnh minh họa|nguồn ảnh|ảnh và bài)\s*:\s*(?P<who>[^:]{2,120}?)\)?\.?$",
    re.IGNORECASE,
)
# "Ảnh 1:", "Hình 2.", "Trong ảnh:", "Chú thích:".
NUMBERED = re.compile(r"^\(?(ảnh|hình)( số)? ?\d{1,2}\s*[:.\-–]\s*", re.IGNORECASE)
ANNOUNCED = re.compile(r"^(trong ảnh|chú thích( ảnh)?|ảnh trên|ảnh dưới)\s*[:.]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Caption:
    text: str = ""
    credit: str = ""


def caption_in(text):
    """The Caption in `text`: "Ảnh: X" is a credit of X, "Nguồn: X" stays as it is, since it is no photographer."""
    text = ANNOUNCED.sub("", NUMBERED.sub("", text)).strip()
    found = CREDIT.search(text)
    if found is None:
        return Caption(_bare(text))
    who = found["who"].strip(" ).")
    credit = f"Nguồn: {who}" if found["what"].casefold().startswith("nguồn") else who
    return Caption(_bare(text[: found.start()]), credit)


def _bare(text):
    """`text` without the brackets round all of it."""
    text = text.strip(" -–;,")
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") and "(" not in text[1:] else text


def is_caption(part, look):
    """Whether `part` (a Part that follows a photo), which looks so (kind, look), is about the photo."""
    kind, looks = look
    if part.tag != "p" or len(part.text) > LONGEST_CAPTION or kind not in ("p", "caption"):
        return False
    if kind == "caption" or NUMBERED.match(part.text) or ANNOUNCED.match(part.text):
        return True
    found = CREDIT.search(part.text)
    return found is not None or part.is_italic or ("c" in looks and not part.text.isupper())
