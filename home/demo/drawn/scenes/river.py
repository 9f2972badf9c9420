"""The Cà Ty river: water tower, bridge, festival lanterns."""

from home.demo.drawn.canvas import HEIGHT, WIDTH, Canvas, curve, mix
from home.demo.drawn.scenes.boats import coracle, fishing_boat
from home.demo.drawn.scenes.light import DAWN, DAY, DUSK, NIGHT, Light, clouds, sky, stars
from home.demo.drawn.scenes.people import motorbike, person
from home.demo.drawn.scenes.things import WALLS, house, sea, tree


def water_tower(canvas: Canvas) -> None:
    """The city's water tower on the Cà Ty river."""
    light = canvas.rng.choice((DAWN, DAY, DUSK))
    bank, sun_x = 660, canvas.rng.uniform(200, 600)
    sky(canvas, light, horizon=bank, sun_x=sun_x, sun_y=canvas.rng.uniform(330, 520))
    clouds(canvas, light, top=80, bottom=420, count=6)
    for tone, low, high in ((light.far, 50, 150), (mix(light.far, light.mid, 0.5), 30, 100)):
        x = -20.0
        while x < WIDTH:
            width = canvas.rng.uniform(40, 95)
            canvas.rect(x, bank - canvas.rng.uniform(low, high), width, 200, tone)
            x += width
    for x in range(-20, WIDTH + 60, 74):
        tree(
            canvas,
            x=x,
            foot=bank + 14,
            height=canvas.rng.uniform(100, 165),
            leaf=mix("#48855d", light.shade, 0.25),
        )
    _tower(canvas, light, x=1010, foot=bank + 10, height=560)
    sea(canvas, light, top=bank + 22, bottom=HEIGHT, sun_x=sun_x)
    stone = mix("#d8ccb6", light.shade, 0.15 + light.shade_share)
    canvas.rect(0, bank + 6, WIDTH, 26, stone)
    for x in range(10, WIDTH, 44):
        canvas.rect(x, bank - 16, 5, 24, stone)
    canvas.rect(0, bank - 18, WIDTH, 5, stone)
    canvas.polygon([(945, bank + 34), (1075, bank + 34), (1052, HEIGHT), (968, HEIGHT)], light.far, alpha=70)
    for x, y, length in ((120, 770, 260), (620, 860, 330)):
        fishing_boat(
            canvas,
            x=x + canvas.rng.uniform(-60, 90),
            water=y,
            length=length,
            hull="#2b6f95",
            shade=light.shade,
            share=light.shade_share,
        )
    coracle(canvas, x=1230, y=900, size=90, shade=light.shade, share=light.shade_share)


def _tower(canvas: Canvas, light: Light, *, x: float, foot: float, height: float) -> None:
    """Octagonal: five faces are seen, each a little darker away from the sun."""
    top, drum = foot - height, foot - height * 0.74
    plain, dark = (
        mix("#f3e6cd", light.shade, light.shade_share * 0.5),
        mix("#a58a78", light.shade, light.shade_share),
    )
    edges = (-1, -0.71, -0.25, 0.25, 0.71, 1)
    for face in range(5):
        tone = mix(plain, dark, (0.12, 0.0, 0.16, 0.46, 0.7)[face])
        a, b = edges[face], edges[face + 1]
        canvas.polygon([(x + a * 66, foot), (x + a * 42, drum), (x + b * 42, drum), (x + b * 66, foot)], tone)
        canvas.polygon([(x + a * 62, drum), (x + a * 84, drum - 34), (x + b * 84, drum - 34), (x + b * 62, drum)], tone)
        canvas.rect(x + a * 84, drum - 120, (b - a) * 84 + 1, 88, tone)
        for level in range(5):
            y = drum + (foot - drum) * (level + 0.35) / 5.2
            wide = 42 + 24 * (y - drum) / (foot - drum)
            if b - a > 0.4:
                canvas.rounded(x + (a + b) / 2 * wide - 5, y, 10, 26, mix(tone, "#26304a", 0.6), radius=4)
        tile = mix("#b4573f", light.shade, light.shade_share * 0.6 + 0.08 * face)
        canvas.polygon(
            [
                (x + a * 98, drum - 118),
                (x + a * 36, top + 8),
                (x + b * 36, top + 8),
                (x + b * 98, drum - 118),
            ],
            tile,
        )
        if b - a > 0.4:
            canvas.rounded(x + (a + b) / 2 * 84 - 12, drum - 98, 24, 46, mix(tone, "#2f6f86", 0.55), radius=5)
    canvas.rect(x - 88, drum - 40, 176, 8, mix(plain, "#2f6f86", 0.5))
    canvas.polygon(
        [(x - 40, top + 10), (x, top - 34), (x + 40, top + 10)],
        mix("#9d4936", light.shade, light.shade_share),
    )
    canvas.rect(x - 2, top - 62, 4, 36, dark)


def bridge(canvas: Canvas) -> None:
    """A bridge of arches over the river, lit in the evening."""
    light = canvas.rng.choice((DUSK, NIGHT, DAY))
    bank, sun_x = 560, canvas.rng.uniform(200, 1300)
    sky(canvas, light, horizon=bank, sun_x=sun_x, sun_y=canvas.rng.uniform(150, 360), sun=40)
    if light is NIGHT:
        stars(canvas, bottom=420)
    clouds(canvas, light, top=80, bottom=400, count=4)
    x = -20.0
    while x < WIDTH:
        width, tall = canvas.rng.uniform(50, 110), canvas.rng.uniform(60, 230)
        wall = mix(mix(canvas.rng.choice(WALLS), light.mid, 0.55), light.shade, light.shade_share)
        canvas.rect(x, bank - tall, width, tall + 10, wall)
        for wx in range(int(x) + 10, int(x + width) - 12, 22):
            for wy in range(int(bank - tall) + 14, bank - 16, 30):
                if canvas.rng.random() < 0.6:
                    canvas.rect(wx, wy, 10, 14, "#ffdd8a" if light is not DAY else "#5b8296", alpha=210)
        x += width
    sea(canvas, light, top=bank, bottom=HEIGHT, sun_x=sun_x)
    deck = mix("#e9dcc4", light.shade, 0.1 + light.shade_share)
    for span in range(4):
        _span(canvas, left=-60 + 410 * span, deck=deck, light=light)
    canvas.rect(0, 606, WIDTH, 26, deck)
    canvas.rect(0, 632, WIDTH, 8, mix(deck, "#1c2238", 0.4))
    _street_lamps(canvas, light, post=mix(deck, "#1c2238", 0.45))
    for place in range(5):
        motorbike(canvas, x=canvas.rng.uniform(0, 220) + 290 * place, road=608, size=62)
    fishing_boat(
        canvas,
        x=canvas.rng.uniform(150, 800),
        water=880,
        length=360,
        hull="#2b6f95",
        shade=light.shade,
        share=light.shade_share,
    )


def _street_lamps(canvas: Canvas, light: Light, *, post: str) -> None:
    for x in range(20, WIDTH, 110):
        canvas.rect(x, 536, 5, 70, post)
        canvas.ellipse(x + 2, 532, 8, 8, "#fff0bf")
        if light is not DAY:
            canvas.glow(x + 2, 532, 66, "#ffdf90", strength=0.85)
            canvas.ellipse(x + 2, 760, 7, 90, "#ffdf90", alpha=46)


def _span(canvas: Canvas, *, left: float, deck: str, light: Light) -> None:
    dark = mix(deck, light.shade, 0.4)
    canvas.polygon([(left - 26, 620), (left + 26, 620), (left + 34, 760), (left - 34, 760)], dark)
    outer = curve((left + 20, 608), (left + 205, 350), (left + 390, 608), 40)
    canvas.line(outer, deck, width=17)
    for index in range(5, 36, 3):
        px, py = outer[index]
        canvas.line([(px, py), (px, 608)], deck, width=3)


def lanterns(canvas: Canvas) -> None:
    """A festival night by the river."""
    sky(canvas, NIGHT, horizon=620, sun_x=1180, sun_y=180, sun=58)
    stars(canvas, bottom=520)
    for x in range(-10, WIDTH, 90):
        wall = mix(canvas.rng.choice(WALLS), "#141c40", 0.62)
        house(canvas, x=x, foot=640, width=92, height=canvas.rng.uniform(150, 290), wall=wall, lit=True)
    sea(canvas, NIGHT, top=640, bottom=HEIGHT, sun_x=1180)
    for strand in range(4):
        droop = canvas.rng.uniform(90, 170)
        level = 40 + 90 * strand
        string = curve((-20, level), (WIDTH / 2, level + droop * 2), (WIDTH + 20, level - 20), 13 - strand)
        canvas.line(string, "#2b2140", width=3)
        for x, y in string[1:-1]:
            _lantern(canvas, x=x + canvas.rng.uniform(-14, 14), y=y + 34, size=26 + 5 * strand)
    for _ in range(26):
        share = canvas.rng.random()
        x, y = canvas.rng.uniform(20, 1480), 680 + 290 * share
        canvas.glow(x, y, 26 + 50 * share, "#ffb94f", strength=0.7, flatness=0.6)
        canvas.ellipse(x, y, 8 + 11 * share, 4 + 5 * share, "#ffe2a0")
        canvas.pie(x, y + 2, 13 + 15 * share, 8 + 9 * share, "#e0617b", start=0, end=180)
    for side in (0, 1):
        for place in range(4):
            person(
                canvas,
                x=side * 1250 + 50 + 62 * place + canvas.rng.uniform(-12, 12),
                foot=1010,
                height=canvas.rng.uniform(190, 240),
            )


def _lantern(canvas: Canvas, *, x: float, y: float, size: float) -> None:
    colour = canvas.rng.choice(("#e8453c", "#f29a3a", "#f2c14a", "#d94f8a", "#48a6a0"))
    canvas.glow(x, y, size * 3.1, mix(colour, "#ffe9b0", 0.4), strength=0.6)
    canvas.rect(x - 1, y - size * 1.5, 2, size, "#2b2140")
    canvas.ellipse(x, y, size, size * 0.86, colour)
    canvas.ellipse(x, y, size * 0.62, size * 0.86, mix(colour, "#fff2c0", 0.35))
    canvas.ellipse(x, y, size * 0.26, size * 0.86, mix(colour, "#fff2c0", 0.65))
    canvas.rect(x - size * 0.4, y - size * 0.95, size * 0.8, size * 0.16, "#c99a3d")
    canvas.rect(x - size * 0.4, y + size * 0.8, size * 0.8, size * 0.16, "#c99a3d")
    canvas.rect(x - 1.5, y + size * 0.95, 3, size * 0.7, colour)
