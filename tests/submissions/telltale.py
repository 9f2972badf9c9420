"""Pictures that tell too much: position, camera and owner in every place where a format has room for them."""

import io
import struct

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

# Words that must be nowhere in anything that is stored. TELL_PNG marks what stands behind the picture's end.
SECRETS = [
    b"Canon-Secret",
    b"Owner-Secret",
    b"xmp-secret",
    b"iptc-secret",
    b"text-secret",
    b"comment-secret",
    b"trailer",
]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def exif(*, orientation=1):
    """EXIF with a position in Phan Thiết, a camera, an owner and an orientation."""
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x8298], data[0x0112] = "Canon-Secret", "Canon-Secret", "Owner-Secret", orientation
    data.get_ifd(0x8825).update({1: "N", 2: (10.0, 55.0, 42.0), 3: "E", 4: (108.0, 6.0, 3.0)})
    return data.tobytes()


def xmp():
    return b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>xmp-secret 10.9283,108.1021</rdf></x:xmpmeta>"


def halves(size, mode="RGB"):
    """A picture whose left half is red and right half blue, so that turning it shows."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return picture.convert(mode)


def jpeg(*, size=(80, 40), orientation=1, mode="RGB", quality=90):
    """Bytes of a JPEG with EXIF, XMP, IPTC (APP13), a comment, a colour profile and a trailer."""
    out = io.BytesIO()
    halves(size, mode).save(
        out,
        "JPEG",
        quality=quality,
        exif=exif(orientation=orientation),
        xmp=xmp(),
        icc_profile=PROFILE,
        comment=b"comment-secret",
    )
    written = out.getvalue()
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 16) + b"\x1c\x02\x50\0\x0biptc-secret"
    app13 = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return written[:2] + app13 + written[2:] + b"trailer" * 4


def png(*, size=(80, 40), mode="RGB", **options):
    """Bytes of a PNG with text chunks and EXIF."""
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Author", "text-secret")
    chunks.add_itxt("XML:com.adobe.xmp", xmp().decode())
    chunks.add_text("Comment", "text-secret", zip=True)
    out = io.BytesIO()
    picture = halves(size).convert(mode) if mode != "I;16" else Image.new("I;16", size, 30_000)
    if "transparency" in options:
        options["transparency"] = picture.getpixel((5, 5))
    picture.save(out, "PNG", pnginfo=chunks, exif=exif(), icc_profile=PROFILE, **options)
    return out.getvalue() + b"trailer"


def webp(*, size=(80, 40), frames=1):
    """Bytes of a WebP with EXIF and XMP, of one or more pictures."""
    out = io.BytesIO()
    more = [Image.new("RGB", size, colour) for colour in ["green", "black", "white"][: frames - 1]]
    extra = {"save_all": True, "append_images": more} if more else {}
    halves(size).save(out, "WEBP", lossless=True, exif=exif(), xmp=xmp(), icc_profile=PROFILE, **extra)
    return out.getvalue()


def upload(name, content, content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type=content_type)


def tells(content):
    """What the bytes of a picture still tell: words, and tags that Pillow finds."""
    found = [secret for secret in SECRETS if secret in content]
    with Image.open(io.BytesIO(content)) as picture:
        tags = dict(picture.getexif())
        position = dict(picture.getexif().get_ifd(0x8825))
        spoken = {
            key for key in picture.info if key in ("exif", "xmp", "comment", "photoshop", "Author", "XML:com.adobe.xmp")
        }
    return found, tags, position, spoken


NOTHING = ([], {}, {}, set())
