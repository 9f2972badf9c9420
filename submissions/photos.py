"""What leaves a photo before it is stored: where it was taken, with which camera, by whom.

A photo carries where it was taken, with which camera and by whom, in EXIF, XMP, IPTC, text chunks, comments and
trailers. Instead of knowing every place, the picture is decoded and written anew without any of it (docs/safety.md).
"""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

# What of a picture's information is needed to show it rightly; all the rest is metadata.
KEPT = ("icc_profile", "transparency")
LOSSY_QUALITY = 92


class BarePhoto(ContentFile):
    """A picture that `without_metadata` has written."""


def without_metadata(file, *, name):
    """Return a BarePhoto named `name` (str) with the picture of `file` and none of its metadata.

    The picture is turned upright first, because the orientation is metadata too; the colour profile stays. Of an
    animation the first picture is kept. JPEG keeps its quantisation, so that nothing is lost to speak of. Only JPEG,
    PNG and WebP come this far (WAGTAILIMAGES_EXTENSIONS). Raises OSError, ValueError or SyntaxError when the file
    is no whole picture, PIL.Image.DecompressionBombError when it is far beyond WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    if isinstance(file, BarePhoto):
        return file
    file.seek(0)
    with Image.open(file) as picture:
        # MPO is a JPEG with further pictures behind it, as some phones write.
        picture_format = "JPEG" if picture.format == "MPO" else picture.format
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
        options = {"icc_profile": picture.info.get("icc_profile")}
        if picture_format != "PNG":
            options["quality"] = "keep" if picture.format == "JPEG" else LOSSY_QUALITY
        written = BytesIO()
        picture.save(written, picture_format, **options)
    return BarePhoto(written.getvalue(), name=name)
