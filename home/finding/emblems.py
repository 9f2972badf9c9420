"""An office's emblem in the sizes that browsers, phones and shared links ask for: drawn once, when it is kept."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

# As the style sheet has them; of pictures that have no holes, the paper is the ground.
SEA, PAPER = "#0b4a6f", "#fffdf7"
SHARED = (1200, 630)
# The smallest circle that a phone cuts out of a maskable icon: four fifths of its side.
SAFE = 0.58


def draw_signs(locality):
    """Draw what is missing of the signs of `locality` (a Locality) that has an emblem; returns how many (int)."""
    if not locality.emblem:
        return 0
    storage = locality.emblem.storage
    missing = [name for name in DRAWN if not storage.exists(locality.sign_file(name))]
    if missing:
        with locality.emblem.storage.open(locality.emblem.name) as file, Image.open(file) as picture:
            emblem = picture.convert("RGBA")
        for name in missing:
            storage.save(locality.sign_file(name), ContentFile(DRAWN[name](emblem)))
    return len(missing)


def plain(size):
    return lambda emblem: written(fitted(emblem, size), "PNG", optimize=True)


def on_ground(size, *, colour, share, kind="PNG"):
    """`share` of the height is the emblem, in the middle of `colour`."""

    def draw(emblem):
        ground = Image.new("RGB", size, colour)
        sign = fitted(emblem, round(size[1] * share))
        ground.paste(sign, tuple((whole - part) // 2 for whole, part in zip(size, sign.size, strict=True)), sign)
        return written(ground, kind)

    return draw


def icon(emblem):
    return written(fitted(emblem, 48), "ICO", sizes=[(16, 16), (32, 32), (48, 48)])


def fitted(emblem, side):
    """`emblem` in a square of `side` pixels, whole, whatever is beside it being empty."""
    square = Image.new("RGBA", (side, side))
    small = emblem.resize(
        [max(1, round(side * one / max(emblem.size))) for one in emblem.size], Image.Resampling.LANCZOS
    )
    square.paste(small, tuple((side - one) // 2 for one in small.size))
    return square


def written(picture, kind, **how):
    buffer = BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


# By the names of the shipped ones in site_cms/static/img.
DRAWN = {
    "emblem-192.png": plain(192),
    "emblem-512.png": plain(512),
    "touch-180.png": on_ground((180, 180), colour=PAPER, share=0.86),
    "maskable-512.png": on_ground((512, 512), colour=PAPER, share=SAFE),
    "favicon.ico": icon,
    "podcast.jpg": on_ground((1400, 1400), colour=SEA, share=0.64, kind="JPEG"),
    "share.jpg": on_ground(SHARED, colour=SEA, share=0.6, kind="JPEG"),
}
