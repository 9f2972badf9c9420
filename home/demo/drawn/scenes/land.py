"""Inland: dragon-fruit fields, fish-sauce yards, the Chăm towers."""

from home.demo.drawn.canvas import HEIGHT, WIDTH, Canvas, curve, mix
from home.demo.drawn.scenes.light import DAWN, DAY, DUSK, NIGHT, Light, clouds, sky, stars
from home.demo.drawn.scenes.people import person
from home.demo.drawn.scenes.things import hills, palm, tree


def dragon_fruit(canvas: Canvas) -> None:
    """Rows of dragon fruit under the lamps that make them flower out of season."""
    light = canvas.rng.choice((NIGHT, NIGHT, DUSK))
    horizon = 430
    sky(canvas, light, horizon=horizon, sun_x=canvas.rng.uniform(200, 1300), sun_y=150, sun=38)
    stars(canvas, bottom=330, count=150 if light is NIGHT else 30)
    hills(canvas, light.far, base=370, height=60, bottom=horizon + 4)
    hills(canvas, light.mid, base=415, height=24, bottom=horizon + 4)
    canvas.gradient((mix(light.mid, "#e0a94e", 0.35), "#4b3b3a", "#2a2430"), top=horizon)
    canvas.glow(750, horizon + 20, 900, "#ffd577", strength=0.75, flatness=0.22)
    vanish = 750 + canvas.rng.uniform(-120, 120)
    rows = 11
    for depth in range(rows):
        share = (depth + 1) / rows
        y = horizon + 18 + 560 * share**2.1
        size = 14 + 190 * share**1.9
        gap = 40 + 330 * share**1.7
        for lane in range(-16, 17):
            x = vanish + (lane + 0.5) * gap
            if -150 < x < WIDTH + 150:
                _cactus(canvas, x=x, foot=y, size=size)
        for lane in range(-16, 17):
            x = vanish + lane * gap
            if -200 < x < WIDTH + 200:
                _lamp(canvas, x=x, y=y - size * 1.35, size=size)
    if canvas.rng.random() < 0.8:
        person(canvas, x=vanish, foot=880, height=230, hat="cone")


def _cactus(canvas: Canvas, *, x: float, foot: float, size: float) -> None:
    green = mix("#3f8a4d", "#e2c95a", canvas.rng.uniform(0.05, 0.25))
    dark = mix(green, "#14213a", 0.45)
    canvas.rect(x - size * 0.07, foot - size, size * 0.14, size, "#6b594b")
    canvas.ellipse(x, foot + size * 0.02, size * 0.4, size * 0.06, "#17141f", alpha=110)
    for arm in range(8):
        reach = size * (0.2 + 0.4 * arm / 7 if arm % 2 else 0.62 - 0.05 * arm)
        side = -1 if arm < 4 else 1
        points = curve(
            (x, foot - size * 0.98),
            (x + side * reach * 0.9, foot - size * 1.32),
            (x + side * reach, foot - size * canvas.rng.uniform(0.25, 0.6)),
            8,
        )
        canvas.line(points, dark if arm % 2 else green, width=max(2, size * 0.085))
        if size > 40 and canvas.rng.random() < 0.3:
            fx, fy = points[-1]
            canvas.ellipse(fx, fy, size * 0.075, size * 0.095, "#e0346f")
            canvas.ellipse(fx - size * 0.02, fy - size * 0.03, size * 0.03, size * 0.04, "#ff8fae")


def _lamp(canvas: Canvas, *, x: float, y: float, size: float) -> None:
    canvas.glow(x, y, size * 0.95, "#ffdf8a", strength=0.8)
    canvas.rect(x - size * 0.012, y - size * 0.3, size * 0.024, size * 0.25, "#1d1a28")
    canvas.ellipse(x, y, max(2, size * 0.065), max(2.4, size * 0.085), "#fff6d2")


def fish_sauce(canvas: Canvas) -> None:
    """A yard of covered jars where fish sauce ripens in the sun."""
    light = canvas.rng.choice((DAY, DAWN, DAY))
    horizon = 420
    sky(canvas, light, horizon=horizon, sun_x=canvas.rng.choice((260, 1240)), sun_y=160)
    clouds(canvas, light, top=60, bottom=280, count=5)
    hills(canvas, light.far, base=390, height=30, bottom=horizon + 2)
    for x in (60, 330, 1180, 1400):
        palm(
            canvas,
            mix("#3f7d5b", light.shade, 0.15),
            x=x + canvas.rng.uniform(-30, 30),
            foot=470,
            height=canvas.rng.uniform(250, 340),
            lean=canvas.rng.uniform(-50, 50),
        )
    canvas.gradient(("#e5d3ad", "#cdb385"), top=horizon)
    _sauce_house(canvas)
    helper = canvas.rng.randint(1, 3)
    for row in range(5):
        y, size = 520 + 30 * row + 27 * row**1.75, 44 + 19 * row
        step = size * 2.15
        x = -size * (0.4 if row % 2 else 1.3)
        while x < WIDTH + size:
            _jar(canvas, x=x, foot=y, size=size)
            x += step
        if row == helper:
            person(
                canvas,
                x=canvas.rng.uniform(350, 1150),
                foot=y + size * 0.55,
                height=190 + 38 * row,
                hat="cone",
            )


def _sauce_house(canvas: Canvas) -> None:
    canvas.rect(420, 300, 660, 160, "#efe0c0")
    canvas.polygon([(390, 310), (470, 235), (1030, 235), (1110, 310)], "#b65a40")
    for x in range(450, 1060, 102):
        canvas.rect(x, 345, 60, 115, "#7c5d45")


def _jar(canvas: Canvas, *, x: float, foot: float, size: float) -> None:
    clay = canvas.rng.choice(("#a5603c", "#96553a", "#b06b43"))
    canvas.ellipse(x + size * 0.14, foot, size * 0.95, size * 0.16, "#7a6444", alpha=120)
    left = curve(
        (x - size * 0.55, foot),
        (x - size * 1.15, foot - size * 0.75),
        (x - size * 0.62, foot - size * 1.3),
        14,
    )
    right = [(2 * x - px, py) for px, py in left[::-1]]
    canvas.shaded(left + right, (mix(clay, "#ffe3b0", 0.3), clay, mix(clay, "#2a1c24", 0.42)), sideways=True)
    for band in (0.95, 0.45):
        canvas.line(
            curve(
                (x - size * 0.8, foot - size * band),
                (x, foot - size * (band - 0.14)),
                (x + size * 0.8, foot - size * band),
                10,
            ),
            mix(clay, "#2a1c24", 0.35),
            width=size * 0.035,
        )
    lid = mix("#e0bd7b", "#a5763f", canvas.rng.uniform(0, 0.35))
    top = foot - size * 1.28
    canvas.shaded(
        [(x - size * 0.86, top + size * 0.06), (x, top - size * 0.5), (x + size * 0.86, top + size * 0.06)],
        (mix(lid, "#fff2cf", 0.4), lid, mix(lid, "#55381f", 0.35)),
        sideways=True,
    )
    canvas.ellipse(x, top + size * 0.06, size * 0.86, size * 0.13, lid)
    canvas.ellipse(x, top - size * 0.46, size * 0.09, size * 0.07, mix(lid, "#55381f", 0.4))


def cham_tower(canvas: Canvas) -> None:
    """The brick towers of Pô Sah Inư on their hill."""
    light = canvas.rng.choice((DAWN, DAY, DUSK))
    sun_x = canvas.rng.uniform(260, 620)
    sky(canvas, light, horizon=760, sun_x=sun_x, sun_y=canvas.rng.uniform(330, 520), sun=60)
    clouds(canvas, light, top=90, bottom=430, count=6)
    canvas.rect(0, 640, WIDTH, 130, light.sea[1])
    hills(canvas, light.far, base=640, height=36, bottom=900)
    grass = mix("#8aa35a", light.shade, light.shade_share)
    brow = curve((-20, 880), (950, 560), (WIDTH + 20, 790), 40)
    canvas.shaded(
        [*brow, (WIDTH + 20, HEIGHT + 5), (-20, HEIGHT + 5)],
        (mix(grass, light.sun, 0.2), grass, mix(grass, "#24402f", 0.5)),
    )
    for x, foot, size in ((1180, 745, 330), (560, 745, 240), (870, 730, 520)):
        _kalan(canvas, light, x=x, foot=foot, size=size)
    for x, foot in ((110, 880), (280, 850), (1400, 850)):
        tree(
            canvas,
            x=x,
            foot=foot,
            height=canvas.rng.uniform(190, 260),
            leaf=mix("#4d8b57", light.shade, light.shade_share),
        )
    path = curve((640, HEIGHT + 5), (700, 840), (850, 733), 16)
    back = curve((895, 733), (860, 850), (930, HEIGHT + 5), 16)
    canvas.polygon(path + back, mix("#dbc193", light.shade, light.shade_share))
    for _ in range(5):
        share = canvas.rng.random()
        person(
            canvas,
            x=860 - 90 * share + canvas.rng.uniform(-25, 25),
            foot=770 + 190 * share,
            height=80 + 70 * share,
            hat=canvas.rng.choice(("cone", "")),
        )


def _kalan(canvas: Canvas, light: Light, *, x: float, foot: float, size: float) -> None:
    brick = mix("#b8623f", light.shade, light.shade_share * 0.8)
    sunny, dark = mix(brick, "#ffdfa6", 0.3), mix(brick, light.shade, 0.5)
    width, y = size * 0.44, foot
    for tier in range(4):
        tall = size * (0.46, 0.2, 0.14, 0.1)[tier]
        half = width / 2
        canvas.shaded(
            [(x - half, y), (x - half * 0.93, y - tall), (x + half * 0.93, y - tall), (x + half, y)],
            (sunny, brick, dark),
            sideways=True,
        )
        for pilaster in (-0.8, -0.45, 0.45, 0.8):
            canvas.rect(x + half * pilaster - half * 0.06, y - tall, half * 0.12, tall, dark, alpha=110)
        canvas.rect(x - half * 1.12, y - tall - size * 0.018, half * 2.24, size * 0.03, mix(sunny, brick, 0.4))
        for corner in (-1, 1):
            canvas.polygon(
                [
                    (x + corner * half * 1.05 - size * 0.02, y - tall - size * 0.015),
                    (x + corner * half * 1.0, y - tall - size * 0.075),
                    (x + corner * half * 0.95 + size * 0.02, y - tall - size * 0.015),
                ],
                brick,
            )
        rise, arch = (0.62, 0.36) if tier == 0 else (0.6, 0.3)
        _doorway(canvas, x=x, foot=y, half=half * arch, rise=tall * rise, frame=mix(sunny, brick, 0.3), dark=dark)
        y -= tall
        width *= 0.74
    peak = curve((x - width * 0.42, y), (x - width * 0.3, y - size * 0.08), (x, y - size * 0.13), 10)
    canvas.polygon(peak + [(2 * x - px, py) for px, py in peak[::-1]], brick)


def _doorway(canvas: Canvas, *, x: float, foot: float, half: float, rise: float, frame: str, dark: str) -> None:
    """Draw an arched opening or false door; ``half`` is half of its width."""
    gloom = mix(dark, "#1d1626", 0.65)
    canvas.pie(x, foot - rise, half * 1.5, half * 2.1, frame, start=180, end=360)
    canvas.pie(x, foot - rise, half, half * 1.4, gloom, start=180, end=360)
    canvas.rect(x - half, foot - rise, half * 2, rise, gloom)
