"""What a photo looks like, in 64 bits that stay nearly the same when it is made smaller, brighter or saved anew.

A difference hash: is each point of a 9 × 8 picture in grey darker than its right neighbour? Two photos are the same
when few of the answers differ.
"""

from PIL import Image

from submissions.media.photos import FORMATS

WIDTH, HEIGHT = 9, 8
WHOLE = 2**64 - 1
# With fewer differences (or nearly all of them alike) a picture is a plain surface, which many are.
LEAST_SAID = 8
# Measured on photos made smaller, turned to WebP and saved at quality 40 (tests/submissions/uploads/test_likeness.py).
NEAR = 6


def likeness_of(file):
    """The likeness (int, signed, as the databases have it) of the open picture `file`; 0 where it says nothing.

    Raises OSError, ValueError or SyntaxError when it cannot be read.
    """
    with Image.open(file, formats=FORMATS) as picture:
        # JPEG is decoded at an eighth at once.
        picture.draft("L", (WIDTH * 16, HEIGHT * 16))
        grey = picture.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    points = grey.tobytes()
    bits = 0
    for row in range(HEIGHT):
        for left in range(row * WIDTH, row * WIDTH + WIDTH - 1):
            bits = bits << 1 | (points[left] < points[left + 1])
    if not LEAST_SAID <= bits.bit_count() <= 64 - LEAST_SAID:
        return 0
    return bits - 2**64 if bits >= 2**63 else bits


def is_near(one, other):
    """Whether two likenesses (ints) are of the same photo."""
    return bool(one and other) and ((one ^ other) & WHOLE).bit_count() <= NEAR
