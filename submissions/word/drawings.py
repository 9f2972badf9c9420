"""Pictures of a Word file: each is read here, and a mark stands in its place; all else that is drawn is noted."""

import re

from submissions.word.package import CLOSE, OFFICE, OPEN, WP, A, R, Unfit, V, W, remove
from submissions.word.pieces import Photo

MOST_PHOTOS = 40
MARKS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
# High-Efficiency pictures by the brand behind "ftyp".
BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"avif": "avif"}
# What writers put there by themselves: names of files, and what Word guesses.
NO_DESCRIPTION = re.compile(
    r"\.(jpe?g|png|gif|bmp|tiff?|heic|webp)$|description automatically generated|mô tả được tạo tự động"
    r"|^(picture|image|hình ảnh|ảnh|hình) ?\d*$",
    re.IGNORECASE,
)
# Lines, as they are drawn below the head of an official paper, say nothing.
LINES = {"line", "straightConnector1"}


def picture_kind(content):
    """The ending ("jpg") that fits the bytes of a picture that the site may take; "" for all others."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        return BRANDS.get(content[8:12], "")
    return next((kind for mark, kind in MARKS if content.startswith(mark)), "")


class Pictures:
    """The pictures of one file, each once however often it stands there."""

    def __init__(self, package, noted):
        self.package, self.noted = package, noted
        self.relations = package.relations_of(package.main)
        self.photos, self.numbers = [], {}

    def mark(self, body):
        """Put a mark in the place of each drawing of `body`: OPEN, the number of its photo, CLOSE."""
        for drawing in list(body.iter(f"{W}drawing", f"{W}pict", f"{W}object")):
            if drawing.getparent() is None:
                continue
            numbers = [] if drawing.tag == f"{W}object" else [self.number(*found) for found in self.found_in(drawing)]
            if not numbers:
                self.note_what_is_drawn(drawing)
            for number in numbers:
                if number is not None:
                    text = drawing.makeelement(f"{W}t")
                    text.text = f"{OPEN}{number}{CLOSE}"
                    drawing.addprevious(text)
            remove(drawing)

    def found_in(self, drawing):
        """(element, relation, description, is cut) of each picture in `drawing`."""
        alt = next((said for one in drawing.iter(f"{WP}docPr") if (said := one.get("descr", "").strip())), "")
        for blip in drawing.iter(f"{A}blip"):
            cut = next((one for one in blip.itersiblings(f"{A}srcRect") if any(map(_is_cut, one.values()))), None)
            key = blip.get(f"{R}embed") or blip.get(f"{R}link")
            yield blip, self.relations.get(key), alt, cut is not None
        for data in drawing.iter(f"{V}imagedata"):
            yield data, self.relations.get(data.get(f"{R}id")), data.get(f"{OFFICE}title", ""), False

    def number(self, element, relation, alt, is_cut):
        """The number of the photo at `element`; None, and a note, where there is none to take."""
        if relation is None or relation["external"]:
            self.noted.add("picture_missing" if relation is None else "picture_linked", element)
            return None
        target = relation["target"]
        if target not in self.numbers:
            if len(self.photos) == MOST_PHOTOS:
                raise Unfit("too_many_photos")
            content = self.package.picture(target)
            kind = picture_kind(content or b"")
            if not kind:
                self.noted.add("picture_missing" if content is None else "picture_kind", element)
                return None
            self.numbers[target] = len(self.photos)
            alt = "" if NO_DESCRIPTION.search(alt) else alt
            self.photos.append(Photo(content=content, kind=kind, alt=alt))
        if is_cut:
            self.noted.add("picture_cut", element)
        return self.numbers[target]

    def note_what_is_drawn(self, drawing):
        names = {element.tag.rpartition("}")[2] for element in drawing.iter() if isinstance(element.tag, str)}
        if drawing.tag == f"{W}object":
            programs = [one.get("ProgID", "") for one in drawing.iter(f"{OFFICE}OLEObject")]
            kind = "equation" if any(program.startswith("Equation") for program in programs) else "object"
        elif "chart" in names:
            kind = "chart"
        elif "relIds" in names:
            kind = "smart_art"
        elif names & {"txbx", "textbox"} or "line" in names or self.is_a_line(drawing):
            return
        else:
            kind = "shape"
        self.noted.add(kind, drawing)

    @staticmethod
    def is_a_line(drawing):
        return any(shape.get("prst") in LINES for shape in drawing.iter(f"{A}prstGeom"))


def _is_cut(share):
    """Whether a side of a picture (in thousandths of a per cent) is cut by more than a hair."""
    return share.lstrip("-").isdigit() and int(share) > 1000
