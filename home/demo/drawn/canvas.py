"""A small drawing board for the pictures of the demo city.

Everything is given in units of a board 1500 wide and 1000 high, whatever the size in pixels, and drawn at
twice the size so that edges come out smooth. Only Pillow is used: a demo must not ask for more than the
product does.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw

WIDTH, HEIGHT = 1500, 1000
_OVERSAMPLING = 2
_GRAIN_TILE = 384

# Pillow's radial gradient reaches white in the corners; this is its value in the middle of an edge.
_RADIAL_EDGE = 178

Colour = tuple[int, ...]
Point = tuple[float, float]


def rgb(name: str, alpha: int = 255) -> Colour:
    """Return a colour from its hexadecimal name; ``alpha`` from 0 (clear) to 255 (solid)."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return (red, green, blue) if alpha == 255 else (red, green, blue, alpha)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour between two, ``share`` (0 to 1) of the way to ``other``."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def curve(start: Point, bend: Point, end: Point, steps: int = 24) -> list[Point]:
    """Return the points of a quadratic curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        points.append(
            (
                u * u * start[0] + 2 * u * t * bend[0] + t * t * end[0],
                u * u * start[1] + 2 * u * t * bend[1] + t * t * end[1],
            )
        )
    return points


class Canvas:
    """An RGB picture with a pen; ``rng`` is the only source of chance, so a picture can be drawn again."""

    def __init__(self, size: tuple[int, int], rng: random.Random):
        self.size = size
        self.rng = rng
        self.scale_x = size[0] * _OVERSAMPLING / WIDTH
        self.scale_y = size[1] * _OVERSAMPLING / HEIGHT
        self.image = Image.new("RGB", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _point(self, point: Point) -> Point:
        return point[0] * self.scale_x, point[1] * self.scale_y

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
        x1, y1 = self._point((left, top))
        x2, y2 = self._point((right, bottom))
        return round(x1), round(y1), max(round(x2), round(x1) + 1), max(round(y2), round(y1) + 1)

    def polygon(self, points: Sequence[Point], colour: str, alpha: int = 255) -> None:
        self.pen.polygon([self._point(point) for point in points], fill=rgb(colour, alpha))

    def rect(self, x: float, y: float, width: float, height: float, colour: str, *, alpha: int = 255) -> None:
        self.pen.rectangle(self._box(x, y, x + width, y + height), fill=rgb(colour, alpha))

    def rounded(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        radius: float = 8,
        alpha: int = 255,
    ) -> None:
        self.pen.rounded_rectangle(
            self._box(x, y, x + width, y + height), radius=radius * self.scale_x, fill=rgb(colour, alpha)
        )

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: str, *, alpha: int = 255) -> None:
        """Fill an ellipse around (x, y)."""
        self.pen.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), fill=rgb(colour, alpha))

    def pie(self, x: float, y: float, rx: float, ry: float, colour: str, *, start: float, end: float) -> None:
        """Fill the part of an ellipse between two angles, in degrees clockwise from the right."""
        self.pen.pieslice(self._box(x - rx, y - ry, x + rx, y + ry), start, end, fill=rgb(colour))

    def line(self, points: Sequence[Point], colour: str, *, width: float = 3, alpha: int = 255) -> None:
        thickness = max(1, round(width * self.scale_x))
        fill = rgb(colour, alpha)
        self.pen.line([self._point(point) for point in points], fill=fill, width=thickness, joint="curve")

    def limb(self, points: Sequence[Point], colour: str, *, width: float) -> None:
        """Draw a line with round ends."""
        self.line(points, colour, width=width)
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, colour)

    def gradient(self, stops: Sequence[str], *, top: float = 0, bottom: float = HEIGHT) -> None:
        """Fill the whole width between ``top`` and ``bottom`` with colours from above to below."""
        box = self._box(0, top, WIDTH, bottom)
        self.image.paste(_column(stops).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR), box)

    def shaded(self, points: Sequence[Point], stops: Sequence[str], *, sideways: bool = False) -> None:
        """Fill a polygon with a gradient from above to below, or from left to right."""
        pixels = [self._point(point) for point in points]
        left, top = (math.floor(min(p[axis] for p in pixels)) for axis in (0, 1))
        right, bottom = (math.ceil(max(p[axis] for p in pixels)) for axis in (0, 1))
        size = max(right - left, 1), max(bottom - top, 1)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        column = _column(stops)
        if sideways:
            column = column.transpose(Image.Transpose.ROTATE_90)
        self.image.paste(column.resize(size, Image.Resampling.BILINEAR), (left, top), mask)

    def glow(
        self, x: float, y: float, radius: float, colour: str, *, strength: float = 0.6, flatness: float = 1
    ) -> None:
        """Lay a soft light around (x, y); ``flatness`` below 1 makes it lower than wide."""
        box = self._box(x - radius, y - radius * flatness, x + radius, y + radius * flatness)
        falloff = [round(255 * strength * max(0, 1 - value / _RADIAL_EDGE) ** 2) for value in range(256)]
        mask = Image.radial_gradient("L").point(falloff)
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(rgb(colour), box, mask)

    def haze(self, colour: str, *, top: float, bottom: float, strength: float = 0.5) -> None:
        """Lay a veil that thickens from ``top`` to ``bottom``, as distance does."""
        box = self._box(0, top, WIDTH, bottom)
        mask = Image.linear_gradient("L").point([round(value * strength) for value in range(256)])
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(rgb(colour), box, mask)

    def jpeg(self) -> bytes:
        """Return the finished picture, darker at the rim and with the noise of a camera, without metadata."""
        picture = self.image.reduce(_OVERSAMPLING)
        picture = ImageChops.multiply(picture, _vignette(picture.size))
        for noise in NOISES:
            picture = ImageChops.add(picture, noise.sheet(picture.size, self.rng), offset=-(noise.strength // 2))
        out = BytesIO()
        picture.save(out, "JPEG", quality=86)
        return out.getvalue()


def _column(stops: Sequence[str]) -> Image.Image:
    column = Image.new("RGB", (1, len(stops)))
    column.putdata([rgb(stop) for stop in stops])
    return column.resize((1, 256), Image.Resampling.BILINEAR)


def _vignette(size: tuple[int, int]) -> Image.Image:
    rim = Image.radial_gradient("L").crop((38, 38, 218, 218))
    return rim.point([255 - max(0, value - 110) // 5 for value in range(256)]).resize(size).convert("RGB")


@dataclass(frozen=True)
class Noise:
    """Chance laid over a picture: grains of so many pixels (`grain`), up to `strength` of 255, grey or in colours."""

    grain: int
    strength: int
    mode: str = "L"

    def sheet(self, size: tuple[int, int], rng: random.Random) -> Image.Image:
        """Return it as a picture of ``size``, laid out in tiles."""
        side = min(_GRAIN_TILE, max(size) // self.grain + 2)
        tile = Image.frombytes(self.mode, (side, side), rng.randbytes(side * side * len(self.mode)))
        tile = tile.point([value * self.strength // 255 for value in range(256)] * len(self.mode))
        if self.grain > 1:
            tile = tile.resize((side * self.grain,) * 2, Image.Resampling.BILINEAR)
        sheet = Image.new(self.mode, size)
        for x in range(0, size[0], tile.width):
            for y in range(0, size[1], tile.height):
                sheet.paste(tile, (x, y))
        return sheet.convert("RGB")


# What a sensor adds to each pixel, what surfaces have of their own, and light that is never quite even.
NOISES = (Noise(1, 26, "RGB"), Noise(1, 14), Noise(3, 16), Noise(40, 14))
