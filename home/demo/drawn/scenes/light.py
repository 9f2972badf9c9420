"""Times of day: the palettes that the outdoor scenes share."""

from dataclasses import dataclass

from home.demo.drawn.canvas import WIDTH, Canvas


@dataclass(frozen=True)
class Light:
    """Colours of one time of day; ``far`` to ``near`` are silhouettes, ``shade`` tints what has a colour."""

    sky: tuple[str, ...]
    sun: str
    haze: str
    far: str
    mid: str
    near: str
    sea: tuple[str, ...]
    sand: tuple[str, ...]
    shade: str
    shade_share: float


DAWN = Light(
    sky=("#35497d", "#7d78a8", "#e0a3a0", "#ffd9a8"),
    sun="#fff1cf",
    haze="#ffd0a6",
    far="#9a88ad",
    mid="#6d6c98",
    near="#2f3b63",
    sea=("#f2b79d", "#a796b4", "#5c7aa6", "#34558a"),
    sand=("#e7b894", "#b98a78"),
    shade="#3a3a68",
    shade_share=0.18,
)
DAY = Light(
    sky=("#3f8fc4", "#7dbbdc", "#c5e3ea", "#f6efdc"),
    sun="#fffbe8",
    haze="#f3f0df",
    far="#9cc3cf",
    mid="#5f9fa8",
    near="#276274",
    sea=("#bfe3e0", "#62b9c4", "#2b93ae", "#1a6c92"),
    sand=("#f6e2b9", "#e4c18c"),
    shade="#2b5a78",
    shade_share=0.0,
)
DUSK = Light(
    sky=("#2b2d5b", "#7a3f72", "#e2665b", "#ffc063"),
    sun="#fff0b5",
    haze="#ffb066",
    far="#a8566f",
    mid="#6c3f69",
    near="#2d2547",
    sea=("#ffb765", "#d3705f", "#7a4a78", "#333561"),
    sand=("#d9945f", "#8f5a55"),
    shade="#2f2350",
    shade_share=0.32,
)
NIGHT = Light(
    sky=("#0c1638", "#16285a", "#2b4680", "#5b6fa3"),
    sun="#f4efd6",
    haze="#6d7fb3",
    far="#2f4478",
    mid="#1f3060",
    near="#0d1738",
    sea=("#5b76a8", "#2c4a82", "#17305f", "#0d1d42"),
    sand=("#5a5f80", "#2f3557"),
    shade="#101a40",
    shade_share=0.5,
)


def sky(canvas: Canvas, light: Light, *, horizon: float, sun_x: float, sun_y: float, sun: float = 46) -> None:
    """Paint the sky down to ``horizon``, with the sun's (or moon's) disc and its glow."""
    canvas.gradient(light.sky, bottom=horizon)
    canvas.glow(sun_x, sun_y, 620, light.sun, strength=0.75)
    canvas.glow(sun_x, sun_y, 190, light.sun, strength=0.7)
    canvas.ellipse(sun_x, sun_y, sun, sun, light.sun)


def clouds(canvas: Canvas, light: Light, *, top: float, bottom: float, count: int = 5) -> None:
    """Lay long flat clouds, as over the sea in the dry season."""
    for _ in range(count):
        x, y = canvas.rng.uniform(-150, WIDTH - 100), canvas.rng.uniform(top, bottom)
        length = canvas.rng.uniform(220, 520)
        for row in range(3):
            width = length * (1 - 0.24 * row) * canvas.rng.uniform(0.8, 1)
            left = x + canvas.rng.uniform(0, length - width)
            canvas.rounded(left, y - row * 13, width, 17, light.sun, radius=8, alpha=58)


def stars(canvas: Canvas, *, bottom: float, count: int = 110) -> None:
    for _ in range(count):
        x, y = canvas.rng.uniform(0, WIDTH), canvas.rng.uniform(0, bottom)
        radius = canvas.rng.uniform(0.8, 2.2)
        canvas.ellipse(x, y, radius, radius, "#fdf6dd", alpha=canvas.rng.randint(90, 230))
