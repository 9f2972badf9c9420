"""What stands in more than one scene: hills, water, palms, flags, trees, houses."""

import math

from home.demo.drawn.canvas import WIDTH, Canvas, curve, mix
from home.demo.drawn.scenes.light import Light

WALLS = ("#f0d9a8", "#e7b98a", "#d9e0c8", "#c9dbe0", "#f2e6cf", "#e3a58e", "#cfd3ea")


def hills(canvas: Canvas, colour: str, *, base: float, height: float, bottom: float, steps: int = 90) -> None:
    """Fill a soft range from ``base`` (its mean line) down to ``bottom``."""
    waves = [(canvas.rng.uniform(0, 6.3), canvas.rng.uniform(0.7, 1.4) * k, 1 / k) for k in (1, 2.3, 4.7)]
    points = [(-5.0, bottom)]
    for step in range(steps + 1):
        x = WIDTH * step / steps
        lift = sum(size * math.sin(phase + rate * x / WIDTH * 6.3) for phase, rate, size in waves)
        points.append((x, base - height * lift / 1.7))
    points.append((WIDTH + 5.0, bottom))
    canvas.polygon(points, colour)


def sea(canvas: Canvas, light: Light, *, top: float, bottom: float, sun_x: float) -> None:
    """Paint water with the sun's road on it and a few lines of swell."""
    canvas.gradient(light.sea, top=top, bottom=bottom)
    depth = bottom - top
    for _ in range(150):
        share = canvas.rng.random() ** 1.6
        y = top + 3 + share * depth
        x = canvas.rng.gauss(sun_x, 30 + 170 * share)
        canvas.ellipse(x, y, 8 + 46 * share * canvas.rng.random(), 1 + 3.2 * share, light.sun, alpha=150)
    for _ in range(60):
        share = canvas.rng.random() ** 1.3
        x, y = canvas.rng.uniform(-60, WIDTH), top + 6 + share * depth
        canvas.ellipse(x, y, 25 + 120 * share, 0.8 + 2.4 * share, light.sea[0], alpha=70)


def palm(canvas: Canvas, colour: str, *, x: float, foot: float, height: float, lean: float) -> None:
    """Draw a coconut palm; ``lean`` is how far the crown stands right of the foot."""
    top_x, top_y = x + lean, foot - height
    width = height * 0.028
    spine = curve((x, foot), (x + lean * 0.15, foot - height * 0.6), (top_x, top_y))
    edge = [(px + width * (1.6 - i / len(spine)), py) for i, (px, py) in enumerate(spine)]
    canvas.polygon(spine + edge[::-1], colour)
    for angle in (-172, -150, -122, -95, -66, -38, -14, 8, 186):
        angle += canvas.rng.uniform(-8, 8)
        _frond(canvas, colour, x=top_x, y=top_y, length=height * canvas.rng.uniform(0.36, 0.46), angle=angle)
    for dx, dy in ((-0.02, 0.03), (0.03, 0.035), (0.005, 0.05)):
        canvas.ellipse(top_x + height * dx, top_y + height * dy, height * 0.022, height * 0.022, colour)


def _frond(canvas: Canvas, colour: str, *, x: float, y: float, length: float, angle: float) -> None:
    radians = math.radians(angle)
    tip = (x + length * math.cos(radians), y + length * 0.75 * math.sin(radians) + length * 0.5)
    bend = (x + length * 0.6 * math.cos(radians), y + length * 0.95 * math.sin(radians) - length * 0.12)
    spine = curve((x, y), bend, tip, 30)
    canvas.line(spine, colour, width=length * 0.024)
    for index in range(2, len(spine)):
        (px, py), (qx, qy) = spine[index], spine[index - 1]
        heading = math.atan2(py - qy, px - qx)
        leaf = length * 0.27 * math.sin(math.pi * (index + 3) / (len(spine) + 4)) ** 0.7
        for turn in (0.95, -0.95):
            end_x = px + leaf * math.cos(heading + turn) * 0.9
            end_y = py + leaf * math.sin(heading + turn) * 0.7 + leaf * 0.42
            canvas.polygon([(px - length * 0.016, py), (end_x, end_y), (px + length * 0.016, py)], colour)


def flag(canvas: Canvas, *, x: float, foot: float, height: float, width: float = 90) -> None:
    """Draw the national flag on a pole."""
    canvas.rect(x - 2.5, foot - height, 5, height, "#d9d4c8")
    canvas.ellipse(x, foot - height, 6, 6, "#e8c65a")
    top, tall = foot - height + 8, width * 0.66
    wave = [(x + width * t / 20, top + width * 0.05 * math.sin(t / 20 * 6)) for t in range(21)]
    canvas.polygon(wave + [(px, py + tall) for px, py in wave[::-1]], "#d6322d")
    star(canvas, x=x + width / 2, y=top + tall / 2, radius=tall * 0.3)


def star(canvas: Canvas, *, x: float, y: float, radius: float, colour: str = "#ffd84a") -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.39
        turn = math.radians(36 * corner - 90)
        points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    canvas.polygon(points, colour)


def tree(canvas: Canvas, *, x: float, foot: float, height: float, leaf: str, trunk: str = "#5b4636") -> None:
    """Draw a round shade tree, lighter where the sun falls."""
    canvas.polygon(
        [
            (x - height * 0.045, foot),
            (x - height * 0.02, foot - height * 0.6),
            (x + height * 0.02, foot - height * 0.6),
            (x + height * 0.045, foot),
        ],
        trunk,
    )
    crown = foot - height * 0.68
    blobs = [
        (canvas.rng.uniform(-0.26, 0.26), canvas.rng.uniform(-0.2, 0.16), canvas.rng.uniform(0.13, 0.21))
        for _ in range(11)
    ]
    for tone, shift in ((mix(leaf, "#13283a", 0.3), 0.03), (leaf, 0.0), (mix(leaf, "#fff3b0", 0.22), -0.05)):
        for dx, dy, size in blobs:
            reach = height * size * (1 if shift >= 0 else 0.62)
            canvas.ellipse(x + height * (dx + shift), crown + height * (dy + shift), reach, reach * 0.9, tone)


def house(canvas: Canvas, *, x: float, foot: float, width: float, height: float, wall: str, lit: bool = False) -> None:
    """Draw a narrow town house with shutters, a balcony and a flat roof."""
    canvas.rect(x, foot - height, width, height, wall)
    canvas.rect(x + width * 0.82, foot - height, width * 0.18, height, mix(wall, "#2a2a45", 0.16))
    canvas.rect(x - 4, foot - height - 10, width + 8, 14, mix(wall, "#ffffff", 0.35))
    glass = "#ffdf8e" if lit else mix(wall, "#23405a", 0.62)
    floors = max(2, round(height / 130))
    for floor in range(1, floors):
        y = foot - height * (floor + 0.78) / floors
        for column in (0.14, 0.52):
            canvas.rect(x + width * column, y, width * 0.24, height / floors * 0.52, glass)
            canvas.rect(x + width * column, y - 5, width * 0.24, 5, mix(wall, "#ffffff", 0.4))
        canvas.rect(x + width * 0.06, y + height / floors * 0.56, width * 0.78, 6, mix(wall, "#30304a", 0.4))
    canvas.rect(
        x + width * 0.1,
        foot - height / floors * 0.72,
        width * 0.66,
        height / floors * 0.72,
        mix(wall, "#20283c", 0.7),
    )
    awning = canvas.rng.choice(("#c8553d", "#2f7f86", "#d79a35", "#5a7d4f"))
    canvas.polygon(
        [
            (x, foot - height / floors * 0.76),
            (x + width, foot - height / floors * 0.76),
            (x + width + 12, foot - height / floors * 0.58),
            (x - 12, foot - height / floors * 0.58),
        ],
        awning,
    )
