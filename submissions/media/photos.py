"""What leaves a photo before it is stored: where it was taken, with which camera, by whom.

A photo carries where it was taken, with which camera and by whom, in EXIF, XMP, IPTC, text chunks, comments and
trailers. Nothing is searched for: only the picture itself is taken over (docs/safety.md).
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms
from pillow_heif import register_heif_opener

from submissions.media.picture_chunks import PICTURE_OF

register_heif_opener()

# Of an office's emblem, in pixels: the least and the largest side, and what is not even opened.
LEAST_EMBLEM, LARGEST_EMBLEM = 192, 512
MOST_PIXELS = 40_000_000

# What is tried at all; Pillow knows many formats more.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
# The ending of each format as it is stored. AVIF and HEIF of phones, which not every browser shows, become JPEG.
ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "AVIF": ".jpg", "HEIF": ".jpg", "PNG": ".png", "WEBP": ".webp"}
TURNED_TO_JPEG = ("MPO", "AVIF", "HEIF")
# What of a picture's information is needed to show it rightly; all the rest is metadata.
KEPT = ("icc_profile", "transparency")
LOSSY_QUALITY = 92
JPEG_MODES = ("RGB", "L")
# The modes that renditions are made from, and the colour space that a profile for them describes.
PROFILE_SPACE = {"RGB": "RGB", "RGBA": "RGB", "P": "RGB", "L": "GRAY", "LA": "GRAY", "1": "GRAY"}

# What the values of EXIF's orientation ask for (Exif 2.32, tag 274).
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class BarePhoto(ContentFile):
    """A picture that `without_metadata` has written."""


@dataclass(frozen=True)
class Header:
    """What the header of a picture says: its format (a name of Pillow's), and how many pixels all its frames have."""

    format: str
    pixels: int


def header_of(file):
    """The Header of the open `file`; nothing is decoded, and the ending of its name is not asked.

    Raises OSError, ValueError, SyntaxError or EOFError when it is no picture of FORMATS,
    PIL.Image.DecompressionBombError when it announces far too many pixels.
    """
    file.seek(0)
    with Image.open(file, formats=FORMATS) as header:
        found = Header(header.format, header.width * header.height * getattr(header, "n_frames", 1))
    file.seek(0)
    return found


def named_by_content(name, picture_format):
    """`name` (str) with the ending that a stored picture of `picture_format` has, whatever a phone called it."""
    return PurePath(name).stem + ENDINGS[picture_format]


def without_metadata(file, *, name):
    """Return a BarePhoto named `name` (str) with the picture of `file` and none of its metadata.

    The picture is decoded, which shows that it is one, and turned upright, because the orientation is metadata too;
    the colour profile stays. Of an animation the first picture is kept. PNG and WebP are otherwise taken over as
    they are; JPEG is written with its own quantisation, so that nothing is lost to speak of; AVIF and HEIF become
    JPEG. The ending of `name` becomes that of the content. Raises OSError, ValueError, SyntaxError or EOFError when
    the file is no whole picture, PIL.Image.DecompressionBombError when it is far beyond WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    if isinstance(file, BarePhoto):
        return file
    file.seek(0)
    with Image.open(file, formats=FORMATS) as picture:
        picture.load()
        shown = in_web_colours(upright(picture))
        if shown is picture and picture.format in PICTURE_OF and not getattr(picture, "is_animated", False):
            file.seek(0)
            content = PICTURE_OF[picture.format](file.read())
        else:
            content = written_anew(shown, picture_format=picture.format)
        return BarePhoto(content, name=named_by_content(name, picture.format))


@dataclass(frozen=True)
class Fraction:
    """A photo with its sides divided by `divisor`, as the bytes of a JPEG or PNG."""

    divisor: int
    content: bytes


def fraction_of(file, *, least):
    """The Fraction of the open `file` of a photo whose sides have at least `least` pixels; None where there is none.

    JPEG is decoded at a half, a quarter or an eighth at once, which takes a fraction of the time and of the memory; of
    other formats the fraction is made of the whole, which is decoded once for all sizes that are drawn.
    """
    with Image.open(file, formats=FORMATS) as picture:
        whole = picture.width
        if picture.format == "JPEG":
            picture.draft(None, (least, least))
            divisor = round(whole / picture.width)
        else:
            divisor = min(picture.size) // least
        if divisor < 2:
            return None
        written, profile = BytesIO(), picture.info.get("icc_profile")
        # Nothing is lost to see: what is drawn of it has other pixels and a quality of its own.
        if picture.format == "JPEG":
            picture.save(written, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        else:
            smaller = in_full_colours(picture).reduce(divisor)
            smaller.save(written, "PNG", compress_level=1, icc_profile=profile)
        return Fraction(divisor=divisor, content=written.getvalue())


def in_full_colours(picture):
    """Return `picture` in a mode whose pixels can be mixed: a palette, or one colour that stands for none, cannot."""
    if picture.mode in ("1", "P") or "transparency" in picture.info:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def upright(picture):
    """Return `picture` as it is meant to be seen: itself, or a turned copy. Broken EXIF turns nothing.

    Asked of the EXIF alone, as browsers do: Pillow's own `getexif` takes XMP's word where there is none.
    """
    exif = Image.Exif()
    try:
        exif.load(picture.info.get("exif"))
        orientation = exif.get(ExifTags.Base.Orientation)
    except (SyntaxError, ValueError, LookupError, TypeError, struct.error):
        return picture
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture if turn is None else picture.transpose(turn)


def written_anew(picture, *, picture_format):
    """The bytes of `picture`, saved in the format that it came in with nothing but what shows it rightly."""
    written_as = "JPEG" if picture_format in TURNED_TO_JPEG else picture_format
    if written_as == "JPEG" and picture.mode not in JPEG_MODES:
        picture = on_white(picture)
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    options = {"icc_profile": picture.info.get("icc_profile")}
    if picture_format != "PNG":
        options["quality"] = "keep" if picture.format == "JPEG" else LOSSY_QUALITY
    # MPO is a JPEG with further pictures behind it, as some phones write.
    written = BytesIO()
    picture.save(written, written_as, **options)
    return written.getvalue()


def on_white(picture):
    """`picture`, which lets something through, on white: JPEG knows nothing of that."""
    whole = picture.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    if "icc_profile" in picture.info and PROFILE_SPACE.get(picture.mode) == "RGB":
        ground.info["icc_profile"] = picture.info["icc_profile"]
    return ground


def in_web_colours(picture):
    """Return `picture` in a mode that renditions can be made from, with a profile that fits it or none.

    Willow stops with an exception, and with it the page that shows the photo, where profile and mode disagree.
    """
    profile = readable_profile(picture.info.get("icc_profile"))
    space = profile.profile.xcolor_space.strip() if profile else None
    if picture.mode.startswith("I"):
        # Sixteen bits of grey, as scanners write; a screen shows eight.
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode not in PROFILE_SPACE:
        if space == picture.mode:
            picture = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
        picture = picture.convert("RGB")
        space = None
    if "icc_profile" in picture.info and space != PROFILE_SPACE[picture.mode]:
        picture = picture.copy()
        del picture.info["icc_profile"]
    return picture


def readable_profile(content):
    """The colour profile in `content` (bytes or None), or None when there is none or it is broken."""
    if not content:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(content))
    except OSError:
        return None


def emblem_of(file):
    """The picture in `file` as a PNG (bytes) of at most LARGEST_EMBLEM pixels; ValueError in words for any other."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            if min(width, height) < LEAST_EMBLEM or max(width, height) > 1.2 * min(width, height):
                raise ValueError(_("The emblem is a square picture of at least 192 × 192 pixels."))
            if width * height > MOST_PIXELS:
                raise ValueError(_("The picture is too large."))
            small = picture.convert("RGBA")
    except OSError:
        raise ValueError(_("The file is no picture that can be read.")) from None
    small.thumbnail((LARGEST_EMBLEM, LARGEST_EMBLEM))
    buffer = BytesIO()
    small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
