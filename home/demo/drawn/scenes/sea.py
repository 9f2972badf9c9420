"""Beach, harbour, lighthouse, dunes: the coast."""

import math

from home.demo.drawn.canvas import HEIGHT, WIDTH, Canvas, curve, mix
from home.demo.drawn.scenes.boats import coracle, fishing_boat
from home.demo.drawn.scenes.light import DAWN, DAY, DUSK, Light, clouds, sky
from home.demo.drawn.scenes.people import person
from home.demo.drawn.scenes.things import hills, palm, sea


def _birds(canvas: Canvas, colour: str, *, count: int, top: float, bottom: float) -> None:
    for _ in range(count):
        x, y = canvas.rng.uniform(150, WIDTH - 150), canvas.rng.uniform(top, bottom)
        span = canvas.rng.uniform(12, 26)
        wing = curve((x - span, y - span * 0.35), (x - span * 0.4, y - span * 0.5), (x, y), 8)
        canvas.line(
            wing + curve((x, y), (x + span * 0.4, y - span * 0.5), (x + span, y - span * 0.35), 8),
            colour,
            width=3,
        )


def _shore(canvas: Canvas, light: Light, *, left: float, right: float) -> None:
    """Lay the sand with a wet edge and a line of foam; the edge runs from ``left`` to ``right`` (heights)."""
    for lift, stops in ((0, (light.sun, light.sun)), (12, (light.sand[1], light.sea[1])), (34, light.sand)):
        edge = [
            (x, left + (right - left) * x / WIDTH + 14 * math.sin(x / 190 + lift / 30) + lift)
            for x in range(-10, WIDTH + 20, 15)
        ]
        canvas.shaded([*edge, (WIDTH + 10, HEIGHT + 5), (-10, HEIGHT + 5)], stops)


def beach(canvas: Canvas) -> None:
    light = canvas.rng.choice((DAWN, DAWN, DAY, DUSK))
    horizon, sun_x = 430, canvas.rng.uniform(420, 1050)
    sky(canvas, light, horizon=horizon, sun_x=sun_x, sun_y=horizon - canvas.rng.uniform(60, 170))
    clouds(canvas, light, top=90, bottom=330)
    hills(canvas, light.far, base=horizon - 18, height=26, bottom=horizon)
    sea(canvas, light, top=horizon, bottom=860, sun_x=sun_x)
    for x in (260, 930, 1190):
        shift = canvas.rng.uniform(-70, 70)
        fishing_boat(
            canvas,
            x=x + shift,
            water=horizon + canvas.rng.uniform(14, 50),
            length=canvas.rng.uniform(70, 120),
            hull="#2f6d92",
            shade=light.near,
            share=0.55,
        )
    _shore(canvas, light, left=690, right=800)
    tint = light.shade_share
    for x, y, size in ((360, 800, 118), (640, 880, 150), (120, 905, 100)):
        coracle(canvas, x=x + canvas.rng.uniform(-40, 40), y=y, size=size, shade=light.shade, share=tint)
    if canvas.rng.random() < 0.7:
        person(canvas, x=canvas.rng.uniform(880, 960), foot=905, height=190, hat="cone")
    palm(canvas, light.near, x=1330, foot=1010, height=800, lean=-130)
    palm(canvas, mix(light.near, light.mid, 0.35), x=1440, foot=1000, height=600, lean=40)
    _birds(canvas, light.near, count=6, top=150, bottom=330)


def cleanup(canvas: Canvas) -> None:
    """People gathering rubbish on the beach in the morning."""
    light = canvas.rng.choice((DAWN, DAY, DAY))
    horizon, sun_x = 360, canvas.rng.uniform(250, 1250)
    sky(canvas, light, horizon=horizon, sun_x=sun_x, sun_y=horizon - 150)
    clouds(canvas, light, top=70, bottom=260, count=4)
    sea(canvas, light, top=horizon, bottom=640, sun_x=sun_x)
    _shore(canvas, light, left=560, right=500)
    for x in range(90, WIDTH, 190):
        palm(
            canvas,
            mix(light.near, light.mid, canvas.rng.uniform(0.1, 0.5)),
            x=x + canvas.rng.uniform(-40, 40),
            foot=548,
            height=canvas.rng.uniform(170, 250),
            lean=canvas.rng.uniform(-50, 50),
        )
    for _ in range(26):
        x, y = canvas.rng.uniform(40, 1460), canvas.rng.uniform(640, 960)
        canvas.ellipse(x, y, 7, 3, canvas.rng.choice(("#c9b08b", "#b79f7e", "#8d9c84")))
    shirts = canvas.rng.choice((("#2d6fb0", "#2d6fb0", "#3f88c9"), ("#3f9568", "#3f9568", "#56ad7f")))
    crew = sorted((canvas.rng.uniform(700, 930), 120 + 185 * place + canvas.rng.uniform(-35, 35)) for place in range(8))
    for foot, x in crew:
        _volunteer(canvas, light, x=x, foot=foot, shirt=canvas.rng.choice(shirts))


def harbour(canvas: Canvas) -> None:
    light = canvas.rng.choice((DAWN, DAY, DUSK))
    horizon, sun_x = 400, canvas.rng.uniform(200, 1300)
    sky(canvas, light, horizon=horizon, sun_x=sun_x, sun_y=horizon - canvas.rng.uniform(90, 200))
    clouds(canvas, light, top=60, bottom=280)
    hills(canvas, light.far, base=horizon - 40, height=40, bottom=horizon + 4)
    for x in range(-20, WIDTH, 46):
        tall = canvas.rng.uniform(25, 75)
        canvas.rect(
            x,
            horizon + 8 - tall,
            canvas.rng.uniform(28, 44),
            tall,
            mix(light.far, light.mid, canvas.rng.random()),
        )
    sea(canvas, light, top=horizon + 6, bottom=HEIGHT, sun_x=sun_x)
    hulls = ("#2a6f97", "#1f8a8a", "#3c7d54", "#2a6f97", "#c2703d", "#3d5a9a")
    for row, (water, length, step) in enumerate(((462, 190, 150), (590, 330, 330), (800, 600, 720))):
        share = (0.45, 0.2, 0.0)[row] + light.shade_share * 0.6
        start = canvas.rng.uniform(-140, -20)
        x = start
        while x < WIDTH:
            fishing_boat(
                canvas,
                x=x,
                water=water + canvas.rng.uniform(-12, 12),
                length=length * canvas.rng.uniform(0.9, 1.1),
                hull=canvas.rng.choice(hulls),
                shade=light.mid if row == 0 else light.shade,
                share=min(share, 0.7),
            )
            x += step * canvas.rng.uniform(0.9, 1.15)
    coracle(canvas, x=canvas.rng.uniform(500, 900), y=925, size=85, shade=light.shade, share=light.shade_share)
    _birds(canvas, light.near, count=7, top=120, bottom=310)


def _volunteer(canvas: Canvas, light: Light, *, x: float, foot: float, shirt: str) -> None:
    height = 150 + (foot - 700) * 0.45
    canvas.ellipse(x, foot + 4, height * 0.2, height * 0.035, light.shade, alpha=60)
    person(
        canvas,
        x=x,
        foot=foot,
        height=height,
        shirt=shirt,
        hat=canvas.rng.choice(("cone", "#e6dfce", "#d7503f")),
    )
    bag = canvas.rng.choice(("#4b6b52", "#e9e2cf", "#3d5a77"))
    canvas.ellipse(x + height * 0.26, foot - height * 0.12, height * 0.12, height * 0.15, bag)
    canvas.limb(
        [(x + height * 0.17, foot - height * 0.48), (x + height * 0.25, foot - height * 0.24)],
        bag,
        width=height * 0.03,
    )


def dunes(canvas: Canvas) -> None:
    light = canvas.rng.choice((DAWN, DAY, DUSK, DUSK))
    horizon, sun_x = 470, canvas.rng.uniform(900, 1250)
    sky(canvas, light, horizon=600, sun_x=sun_x, sun_y=horizon - 190)
    clouds(canvas, light, top=60, bottom=240, count=3)
    canvas.rect(0, horizon, WIDTH, 40, light.sea[1])
    hills(canvas, mix(light.sand[0], light.haze, 0.55), base=520, height=40, bottom=HEIGHT)
    sunny, dark = light.sand[0], mix(light.sand[1], light.shade, 0.3)
    for crest_x, crest_y, spread in ((1120, 520, 800), (420, 585, 1400), (980, 720, 1300)):
        crest_x += canvas.rng.uniform(-120, 120)
        left = curve((crest_x - spread, crest_y + 240), (crest_x - spread * 0.35, crest_y + 30), (crest_x, crest_y))
        right = curve((crest_x, crest_y), (crest_x + spread * 0.3, crest_y + 130), (crest_x + spread, crest_y + 210))
        low = HEIGHT + 10
        canvas.shaded(
            [*left, *right, (crest_x + spread, low), (crest_x - spread, low)],
            (mix(sunny, light.sun, 0.25), sunny, light.sand[1]),
        )
        foot = curve((crest_x, crest_y), (crest_x - spread * 0.12, crest_y + 120), (crest_x - spread * 0.02, low))
        canvas.shaded([*left, *foot, (crest_x - spread, low)], (mix(sunny, dark, 0.6), dark))
    for row in range(9):
        y = 850 + row * 17
        ripple = [(x, y + 7 * math.sin(x / 60 + row)) for x in range(-10, WIDTH + 20, 20)]
        canvas.line(ripple, light.sun, width=2, alpha=46)
    line = canvas.rng.uniform(150, 330)
    for index in range(canvas.rng.randint(3, 5)):
        person(canvas, x=line + 62 * index, foot=742 + 7 * index, height=88, hat=canvas.rng.choice(("cone", "")))


def lighthouse(canvas: Canvas) -> None:
    """Kê Gà: the granite tower of 1899 on its islet."""
    light = canvas.rng.choice((DAWN, DAY, DUSK))
    horizon, sun_x = 640, canvas.rng.uniform(180, 520)
    sky(canvas, light, horizon=horizon, sun_x=sun_x, sun_y=horizon - canvas.rng.uniform(120, 320))
    clouds(canvas, light, top=90, bottom=450, count=7)
    hills(canvas, light.far, base=horizon - 12, height=22, bottom=horizon)
    sea(canvas, light, top=horizon, bottom=HEIGHT, sun_x=sun_x)
    x, foot = 960, 690
    rock = mix("#8d8073", light.shade, 0.3 + light.shade_share * 0.6)
    _islet(canvas, rock, light, x=x, y=foot)
    _granite_tower(canvas, light, x=x, foot=foot, top=190)
    for _ in range(26):
        spray = canvas.rng.uniform(-420, 420)
        canvas.ellipse(x + spray, 742 + abs(spray) * 0.05, canvas.rng.uniform(12, 48), 5, light.sun, alpha=120)
    fishing_boat(
        canvas,
        x=canvas.rng.uniform(120, 330),
        water=800,
        length=240,
        hull="#2a6f97",
        shade=light.shade,
        share=light.shade_share,
    )
    _birds(canvas, light.near, count=6, top=150, bottom=420)


def _granite_tower(canvas: Canvas, light: Light, *, x: float, foot: float, top: float) -> None:
    stone = mix("#d9d0bf", light.shade, light.shade_share * 0.7)
    dark = mix(stone, light.shade, 0.45)
    canvas.shaded([(x - 70, foot), (x - 46, top), (x + 46, top), (x + 70, foot)], (stone, stone, dark), sideways=True)
    for course in range(22):
        y = top + (foot - top) * course / 22
        half = 46 + 24 * course / 22
        canvas.line([(x - half, y), (x + half, y)], dark, width=1.6, alpha=90)
    for y in range(280, 640, 110):
        canvas.rounded(x - 9, y, 18, 40, mix(dark, "#1d2233", 0.5), radius=8)
    canvas.rect(x - 66, top - 14, 132, 16, dark)
    canvas.rect(x - 40, top - 72, 80, 58, mix("#f6e7b8", light.shade, light.shade_share * 0.3))
    for post in range(6):
        canvas.rect(x - 41 + post * 16, top - 72, 3, 58, dark)
    canvas.pie(x, top - 70, 46, 44, mix("#a8433a", light.shade, light.shade_share * 0.6), start=180, end=360)
    canvas.rect(x - 2, top - 140, 4, 40, dark)
    if light is not DAY:
        canvas.polygon([(x, top - 44), (-20, top - 150), (-20, top - 10)], "#fff3c4", alpha=46)
        canvas.glow(x, top - 44, 170, "#fff3c4", strength=0.9)


def _islet(canvas: Canvas, rock: str, light: Light, *, x: float, y: float) -> None:
    for tone, count, lift in (
        (mix(rock, light.shade, 0.35), 16, -12),
        (rock, 18, 14),
        (mix(rock, "#f4e2c4", 0.18), 9, 26),
    ):
        for _ in range(count):
            place = canvas.rng.uniform(-1, 1)
            cx, cy = x + 430 * place, y + lift + 44 * place * place + canvas.rng.uniform(-8, 22)
            wide, tall = canvas.rng.uniform(45, 95), canvas.rng.uniform(30, 58) * (1.15 - abs(place) * 0.5)
            canvas.polygon(
                [
                    (cx - wide, cy + tall),
                    (cx - wide * 0.72, cy - tall * 0.3),
                    (cx - wide * 0.1, cy - tall),
                    (cx + wide * 0.6, cy - tall * 0.55),
                    (cx + wide, cy + tall),
                ],
                tone,
            )
    for _ in range(9):
        cx = x + canvas.rng.choice((-1, 1)) * canvas.rng.uniform(90, 300)
        canvas.ellipse(cx, y - 20, canvas.rng.uniform(24, 46), 22, mix("#4d7a55", light.shade, light.shade_share))
