"""The radio station's mast and loudspeakers."""

import math

from home.demo.drawn.canvas import WIDTH, Canvas, mix
from home.demo.drawn.scenes.light import DAWN, DAY, DUSK, Light, clouds, sky
from home.demo.drawn.scenes.things import WALLS, hills, house, palm


def radio(canvas: Canvas) -> None:
    """Mast and loudspeakers over the roofs."""
    light = canvas.rng.choice((DAWN, DUSK, DAY))
    sky(
        canvas,
        light,
        horizon=800,
        sun_x=canvas.rng.uniform(480, 720),
        sun_y=canvas.rng.uniform(380, 560),
        sun=70,
    )
    clouds(canvas, light, top=90, bottom=560, count=7)
    hills(canvas, light.far, base=720, height=70, bottom=900)
    _mast(canvas, light, x=980, foot=860, top=110)
    for left in range(-30, WIDTH, 118):
        wall = mix(canvas.rng.choice(WALLS), light.shade, 0.12 + light.shade_share)
        house(
            canvas,
            x=left,
            foot=1020,
            width=118,
            height=canvas.rng.uniform(150, 260),
            wall=wall,
            lit=light is DUSK,
        )
    canvas.rect(300, 420, 16, 600, light.near)
    for y, side in ((450, -1), (470, 1), (560, -1), (580, 1)):
        _horn(canvas, x=308, y=y, side=side, steel=light.near)
    palm(canvas, light.near, x=1400, foot=1010, height=520, lean=-60)


def _mast(canvas: Canvas, light: Light, *, x: float, foot: float, top: float) -> None:
    for wave in range(1, 5):
        for side in (-1, 1):
            arc = [(x + side * 62 * wave * math.cos(t / 10), top + 62 * wave * math.sin(t / 10)) for t in range(-7, 8)]
            canvas.line(arc, light.sun, width=6, alpha=235 - 45 * wave)
    for bay in range(16):
        y1, y2 = foot - (foot - top) * bay / 16, foot - (foot - top) * (bay + 1) / 16
        w1, w2 = 72 * (1 - bay / 16.6), 72 * (1 - (bay + 1) / 16.6)
        tone = "#cf4b3d" if bay // 2 % 2 == 0 else mix("#f2ead8", light.shade, light.shade_share)
        for side in (-1, 1):
            canvas.line([(x - side * w1, y1), (x - side * w2, y2)], tone, width=6)
            canvas.line([(x - side * w1, y1), (x + side * w2, y2)], tone, width=6)
        canvas.line([(x - w2, y2), (x + w2, y2)], tone, width=6)
    canvas.rect(x - 3, top - 60, 6, 64, light.near)
    canvas.glow(x, top - 60, 60, "#ff6b57", strength=0.9)
    canvas.ellipse(x, top - 60, 7, 7, "#ff7a66")


def _horn(canvas: Canvas, *, x: float, y: float, side: int, steel: str) -> None:
    canvas.line([(x, y), (x + side * 34, y)], steel, width=8)
    near, far = x + side * 26, x + side * 112
    canvas.shaded([(near, y - 12), (far, y - 50), (far, y + 50), (near, y + 12)], ("#f0ead9", "#b9b3a6"))
    canvas.ellipse(far, y, 17, 50, "#d8d1c0")
    canvas.ellipse(far, y, 11, 38, "#4a4e5c")
    canvas.rounded(x + side * 18 - 14, y - 16, 28, 32, "#8f8d88", radius=5)
