"""Draw the picture of a page that has no photo: its title and whose it is, in the colours of the site."""

from functools import cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from home.finding.emblems import fitted as fitted_emblem

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
SEA, DEEP, PAPER, SAND = "#0b4a6f", "#083652", "#fffdf7", "#f2e3bd"
# The title is as large as five lines allow; stacked marks need air.
SIZES, MOST_LINES, LEADING = (72, 64, 56, 48), 5, 1.28
FOOT = 150
EMBLEM, SIGN = "img/emblem-192.png", 92
FONTS = Path(__file__).parent / "fonts"


def drawn(title, *, kicker, foot, emblem=None):
    """The bytes of a JPEG of WIDTH × HEIGHT with `title`, `kicker` above it and `foot` beside the emblem (texts).

    `emblem` is a file of a picture; None: the one that the site came with.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), SEA)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=DEEP)
    pen.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT - FOOT + 6), fill=SAND)
    pen.text((MARGIN, 64), shortened(kicker, font=font("Regular", 36)), font=font("Regular", 36), fill=SAND)
    size, lines = fitted(title)
    room = HEIGHT - FOOT - 130
    top = 130 + max(0, (room - len(lines) * size * LEADING) / 2)
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * size * LEADING), line, font=font("Bold", size), fill=PAPER)
    sign = sized(emblem) if emblem else shipped()
    card.paste(sign, (MARGIN, HEIGHT - FOOT + 32), sign)
    beside, plain = (MARGIN + 116, HEIGHT - FOOT + 78), font("Regular", 34)
    pen.text(beside, shortened(foot, font=plain, width=900), font=plain, fill=PAPER, anchor="lm")
    written = BytesIO()
    card.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def fitted(title):
    """(size, lines): the largest of SIZES in which `title` takes MOST_LINES at most and fits above the foot."""
    for size in SIZES:
        lines = wrapped(title, font=font("Bold", size))
        if len(lines) <= MOST_LINES and len(lines) * size * LEADING <= HEIGHT - FOOT - 140:
            return size, lines
    whole, rest = lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])
    return size, [*whole, shortened(rest, font=font("Bold", size))]


def wrapped(text, *, font, width=WIDTH - 2 * MARGIN):
    """`text` in lines of at most `width` pixels; a word that is longer has a line of its own, cut."""
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(shortened(word, font=font, width=width))
    return lines


def shortened(text, *, font, width=WIDTH - 2 * MARGIN):
    """`text` as far as `width` pixels allow, with an ellipsis where something was left out."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


@cache
def font(weight, size):
    return ImageFont.truetype(FONTS / f"NotoSans-{weight}.ttf", size)


@cache
def shipped():
    return sized(finders.find(EMBLEM))


def sized(emblem):
    with Image.open(emblem) as picture:
        return fitted_emblem(picture.convert("RGBA"), SIGN)
