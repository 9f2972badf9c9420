"""What leaves a photo before it is stored: where it was taken, with which camera, by whom."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps


def without_metadata(file, *, name):
    """Return a ContentFile with the picture of `file` and none of its metadata.

    The picture is turned upright first, because the orientation is metadata too; the colour profile stays.
    Only JPEG, PNG and WebP come this far (WAGTAILIMAGES_EXTENSIONS). Raises PIL.UnidentifiedImageError or
    OSError when the file is no picture.
    """
    file.seek(0)
    with Image.open(file) as picture:
        picture_format = picture.format
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        bare = Image.new(upright.mode, upright.size)
        if upright.palette is not None:
            bare.putpalette(upright.palette)
        bare.paste(upright)
        options = {"icc_profile": profile} if profile else {}
        if upright.mode == "P" and "transparency" in upright.info:
            options["transparency"] = upright.info["transparency"]
        if picture_format in ("JPEG", "WEBP"):
            options["quality"] = 92
        stripped = BytesIO()
        bare.save(stripped, picture_format, **options)
    return ContentFile(stripped.getvalue(), name=name)
