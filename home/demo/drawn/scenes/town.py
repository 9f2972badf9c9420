"""Street, ward office, market: the city on an ordinary day."""

from home.demo.drawn.canvas import WIDTH, Canvas, mix
from home.demo.drawn.scenes.light import DAWN, DAY, DUSK, clouds, sky
from home.demo.drawn.scenes.people import motorbike, person
from home.demo.drawn.scenes.things import WALLS, flag, hills, house, star, tree


def street(canvas: Canvas) -> None:
    light = canvas.rng.choice((DAY, DAY, DAWN, DUSK))
    sky(canvas, light, horizon=760, sun_x=canvas.rng.uniform(300, 1200), sun_y=canvas.rng.uniform(150, 260))
    clouds(canvas, light, top=60, bottom=260, count=4)
    lit, tint = light is DUSK, light.shade_share
    x = -30.0
    while x < WIDTH:
        width = canvas.rng.uniform(115, 170)
        wall = mix(canvas.rng.choice(WALLS), light.shade, tint)
        house(canvas, x=x, foot=770, width=width, height=canvas.rng.uniform(280, 480), wall=wall, lit=lit)
        x += width
    canvas.rect(0, 765, WIDTH, 55, mix("#d9cdb8", light.shade, tint))
    canvas.rect(0, 815, WIDTH, 9, mix("#a8a294", light.shade, tint))
    canvas.gradient((mix("#6c7480", light.shade, tint), mix("#4c5462", light.shade, tint)), top=824)
    for mark in range(-40, WIDTH, 170):
        canvas.polygon([(mark, 915), (mark + 90, 915), (mark + 84, 925), (mark - 6, 925)], "#efe8d5", alpha=220)
    for place in range(5):
        tree(
            canvas,
            x=110 + 320 * place + canvas.rng.uniform(-40, 40),
            foot=806,
            height=canvas.rng.uniform(250, 330),
            leaf=mix("#4d8f5c", light.shade, tint),
        )
    for _ in range(4):
        person(
            canvas,
            x=canvas.rng.uniform(60, 1440),
            foot=812,
            height=112,
            hat=canvas.rng.choice(("", "cone", "")),
        )
    for x, y in ((canvas.rng.uniform(150, 500), 905), (canvas.rng.uniform(800, 1250), 965)):
        motorbike(canvas, x=x, road=y, size=150)


def office(canvas: Canvas) -> None:
    """A ward's office with its yard, flag and the national emblem's place left plain."""
    light = canvas.rng.choice((DAY, DAY, DAWN))
    sky(canvas, light, horizon=720, sun_x=canvas.rng.choice((210, 1290)), sun_y=190)
    clouds(canvas, light, top=70, bottom=330, count=5)
    hills(canvas, mix("#6fa58a", light.shade, light.shade_share), base=660, height=36, bottom=760)
    for x in (70, 190, 1320, 1440):
        tree(canvas, x=x, foot=770, height=canvas.rng.uniform(320, 430), leaf="#4f9161")
    wall = mix(canvas.rng.choice(("#f3dfae", "#f6ead0", "#f0d3a2")), light.shade, light.shade_share * 0.5)
    _office_building(canvas, wall=wall)
    canvas.gradient(("#d8cbb0", "#b9a88b"), top=808)
    canvas.rect(0, 752, 546, 58, "#5c9a5f")
    canvas.rect(954, 752, 546, 58, "#5c9a5f")
    flag(canvas, x=canvas.rng.choice((430, 1070)), foot=860, height=560, width=150)
    _flower_beds(canvas)
    for _ in range(canvas.rng.randint(3, 5)):
        person(canvas, x=canvas.rng.uniform(300, 1250), foot=canvas.rng.uniform(850, 925), height=150)


def _office_building(canvas: Canvas, *, wall: str) -> None:
    roof = canvas.rng.choice((("#b6523c", "#fff6e2"), ("#8d4a3c", "#fff1d6")))
    trim = mix(wall, "#8a5a35", 0.45)
    canvas.rect(250, 400, 1000, 360, wall)
    canvas.polygon([(220, 405), (310, 318), (1190, 318), (1280, 405)], roof[0])
    for x in [*range(300, 560, 86), *range(962, 1200, 86)]:
        for y in (440, 600):
            canvas.rect(x, y, 54, 92, "#3e6377")
            canvas.rect(x - 5, y - 8, 64, 8, roof[1])
            canvas.rect(x + 25, y, 4, 92, roof[1])
    canvas.rect(560, 330, 380, 430, mix(wall, "#ffffff", 0.35))
    canvas.polygon([(530, 338), (750, 228), (970, 338)], roof[0])
    canvas.polygon([(598, 330), (750, 254), (902, 330)], mix(wall, "#ffffff", 0.5))
    star(canvas, x=750, y=302, radius=25, colour="#d6a02a")
    canvas.rounded(612, 366, 276, 46, "#b23a32", radius=4)
    for x in range(592, 920, 78):
        canvas.rect(x, 430, 26, 330, roof[1])
        canvas.rect(x + 18, 430, 8, 330, trim, alpha=120)
    canvas.rect(664, 560, 172, 200, "#5f4331")
    canvas.rect(748, 560, 4, 200, "#3b291f")
    canvas.rect(560, 546, 380, 14, roof[1])
    canvas.rect(540, 752, 420, 60, mix(wall, "#8a8172", 0.3))
    for step in range(4):
        canvas.rect(600 - 24 * step, 758 + 13 * step, 300 + 48 * step, 14, mix("#e6dac3", "#8a8172", 0.14 * step))


def _flower_beds(canvas: Canvas) -> None:
    for left in (40, 1010):
        for _ in range(60):
            x, y = left + canvas.rng.uniform(0, 440), canvas.rng.uniform(790, 815)
            canvas.ellipse(x, y, 7, 6, canvas.rng.choice(("#e0574f", "#f2b544", "#e88fa6", "#3f7f4c", "#3f7f4c")))


def market(canvas: Canvas) -> None:
    """Stalls under awnings, with baskets of fruit and fish."""
    warm = canvas.rng.choice(("#f7e3b8", "#f3d9c0", "#e3ebe0"))
    canvas.gradient((mix(warm, "#7a5b46", 0.35), warm, mix(warm, "#a5805a", 0.25)))
    for x in range(-40, WIDTH, 130):
        canvas.polygon([(x, 0), (x + 26, 0), (x + 16, 170), (x + 10, 170)], "#8d6f58")
    canvas.rect(0, 150, WIDTH, 18, "#7b5f4b")
    canvas.glow(750, 60, 900, "#fff6d8", strength=0.7, flatness=0.5)
    for place in range(12):
        person(
            canvas,
            x=75 + 123 * place + canvas.rng.uniform(-30, 30),
            foot=680,
            height=canvas.rng.uniform(250, 285),
            hat=canvas.rng.choice(("cone", "cone", "")),
        )
    canvas.rect(0, 640, WIDTH, 360, mix(warm, "#8a6a4c", 0.55))
    pairs = [("#d2473d", "#f8ecd6"), ("#2f8a80", "#f4ecd6"), ("#e0962f", "#fdf2dc"), ("#3a74a8", "#f2ead8")]
    canvas.rng.shuffle(pairs)
    for place, (one, other) in enumerate(pairs):
        _stall(canvas, left=-30 + 395 * place, one=one, other=other)
    for place, x in enumerate((200, 720, 1180)):
        person(
            canvas,
            x=x + canvas.rng.uniform(-70, 70),
            foot=1040 + 12 * place,
            height=430,
            hat="cone",
            back=True,
        )


def _stall(canvas: Canvas, *, left: float, one: str, other: str) -> None:
    for stripe in range(8):
        x = left + 46 * stripe
        colour = one if stripe % 2 == 0 else other
        canvas.polygon([(x + 14, 230), (x + 52, 230), (x + 46, 350), (x, 350)], colour)
        canvas.pie(x + 23, 350, 23, 22, colour, start=0, end=180)
    canvas.rect(left + 8, 350, 9, 420, "#6e523f")
    canvas.rect(left + 352, 350, 9, 420, "#6e523f")
    canvas.glow(left + 185, 430, 130, "#ffedb0", strength=0.8)
    canvas.ellipse(left + 185, 402, 14, 17, "#fff6d0")
    canvas.rect(left, 690, 372, 30, "#a8794e")
    canvas.rect(left, 720, 372, 150, "#8a613f")
    fruit = canvas.rng.sample(("#e0497a", "#f0a43a", "#5d9a49", "#d8433a", "#e7c84c", "#7aa6b8", "#8d4f97"), 3)
    for index, colour in enumerate(fruit):
        x = left + 66 + 120 * index
        for row in range(4):
            for step in range(5 - row):
                cx, cy = x - 42 + 21 * step + 10.5 * row, 668 - 17 * row
                canvas.ellipse(cx, cy, 13, 13, colour)
                canvas.ellipse(cx - 4, cy - 4, 4, 4, mix(colour, "#ffffff", 0.45))
        canvas.polygon([(x - 62, 668), (x + 62, 668), (x + 48, 712), (x - 48, 712)], "#c99a5b")
        canvas.line([(x - 58, 684), (x + 58, 684)], "#a67842", width=4)
        canvas.line([(x - 53, 698), (x + 53, 698)], "#a67842", width=4)
