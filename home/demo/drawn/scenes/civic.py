"""School, meeting hall, health station, one-stop counter: the city's services."""

import math

from home.demo.drawn.canvas import WIDTH, Canvas, mix
from home.demo.drawn.scenes.light import DAWN, DAY, clouds, sky
from home.demo.drawn.scenes.people import person
from home.demo.drawn.scenes.things import flag, star, tree


def school(canvas: Canvas) -> None:
    light = canvas.rng.choice((DAY, DAY, DAWN))
    sky(canvas, light, horizon=640, sun_x=canvas.rng.choice((180, 1320)), sun_y=150)
    clouds(canvas, light, top=50, bottom=210, count=4)
    wall, trim = canvas.rng.choice((("#f3d98f", "#c0533f"), ("#f2e3c3", "#2f7d74"), ("#efd3a8", "#9d4a3b")))
    wall = mix(wall, light.shade, light.shade_share * 0.5)
    canvas.rect(140, 260, 1220, 400, wall)
    canvas.polygon([(105, 268), (170, 196), (1330, 196), (1395, 268)], trim)
    for floor in range(3):
        y = 285 + 126 * floor
        for x in range(170, 1330, 97):
            canvas.rect(x, y + 8, 58, 74, "#47708a")
            canvas.rect(x + 27, y + 8, 4, 74, "#f7efdb")
        canvas.rect(140, y + 92, 1220, 10, mix(wall, "#ffffff", 0.5))
        for x in range(146, 1356, 22):
            canvas.rect(x, y + 66, 4, 28, mix(wall, "#ffffff", 0.6))
        for x in range(140, 1361, 194):
            canvas.rect(x - 8, y - 20, 16, 126, mix(wall, "#ffffff", 0.28))
    canvas.gradient(("#d9c39c", "#c7a97c"), top=640)
    for x in (60, 1440, 330, 1150):
        tree(
            canvas,
            x=x,
            foot=705,
            height=canvas.rng.uniform(280, 350),
            leaf=canvas.rng.choice(("#4f9161", "#5a9a4d")),
        )
    for strand in range(2):
        for step in range(34):
            x = 30 + 44 * step
            y = 225 + 45 * strand + 40 * math.sin(step / 33 * math.pi)
            colour = ("#e0493f", "#f4c542", "#3f8f5f", "#3c78b4")[(step + strand) % 4]
            canvas.polygon([(x, y), (x + 26, y), (x + 13, y + 30)], colour)
    flag(canvas, x=750, foot=745, height=520, width=150)
    canvas.rect(715, 738, 70, 16, "#e9dfca")
    _pupils(canvas)


def _pupils(canvas: Canvas) -> None:
    """Rows of pupils with white shirts and red scarves, balloons over some of them."""
    for row in range(3):
        foot, height = 830 + 80 * row, 140 + 28 * row
        count = 13 - 2 * row
        for place in range(count):
            x = WIDTH * (place + 0.5) / count + canvas.rng.uniform(-9, 9)
            person(canvas, x=x, foot=foot, height=height, shirt="#f6f3ea", back=True)
            neck = foot - height * 0.82
            canvas.polygon([(x - height * 0.07, neck), (x + height * 0.07, neck), (x, neck + height * 0.1)], "#d8352f")
            if canvas.rng.random() < 0.34:
                top = neck - height * canvas.rng.uniform(0.55, 0.8)
                colour = canvas.rng.choice(("#e5534b", "#f2b93f", "#4a9bd0", "#6bb36a", "#e583a6"))
                canvas.line([(x + height * 0.17, foot - height * 0.5), (x + height * 0.2, top)], "#f5efe0", width=1.6)
                canvas.ellipse(x + height * 0.2, top - 20, 21, 26, colour)
                canvas.ellipse(x + height * 0.2 - 7, top - 28, 5, 8, mix(colour, "#ffffff", 0.5))


def hall(canvas: Canvas) -> None:
    """A meeting: podium with flowers, a full hall seen from the back."""
    curtain = canvas.rng.choice((("#8f2430", "#6d1a28"), ("#7d2433", "#591a2b"), ("#24586b", "#183f52")))
    canvas.gradient((mix(curtain[1], "#000000", 0.25), curtain[1]))
    for fold in range(30):
        x = fold * 51
        canvas.shaded(
            [(x, 60), (x + 51, 60), (x + 51, 560), (x, 560)],
            (curtain[0], curtain[1], curtain[0]),
            sideways=True,
        )
    canvas.rect(0, 0, WIDTH, 64, "#e8d6b0")
    canvas.rect(0, 60, WIDTH, 10, "#c2a269")
    for x in (250, 750, 1250):
        canvas.glow(x, 66, 420, "#fff0c2", strength=0.55)
        canvas.ellipse(x, 66, 60, 8, "#fffbe9")
    canvas.rounded(470, 130, 560, 230, "#f5ecd7", radius=6)
    canvas.rounded(486, 146, 528, 198, mix(curtain[0], "#ffffff", 0.08), radius=4)
    star(canvas, x=750, y=245, radius=64)
    canvas.rect(0, 545, WIDTH, 90, "#a3744a")
    canvas.rect(0, 545, WIDTH, 8, "#c4935f")
    _speakers(canvas)
    for spot in (230, 750, 1180):
        for _ in range(16):
            x, y = spot + canvas.rng.gauss(0, 34), 640 + canvas.rng.gauss(-24, 11)
            canvas.ellipse(x, y, 12, 11, canvas.rng.choice(("#e8a0a8", "#f4d35e", "#e4574c", "#4d8b57", "#f7efe0")))
    canvas.gradient((mix(curtain[1], "#20202c", 0.55), "#17171f"), top=660)
    _audience(canvas)


def _speakers(canvas: Canvas) -> None:
    for x in (560, 660, 760, 860, 960):
        person(
            canvas,
            x=x,
            foot=620,
            height=230,
            shirt=canvas.rng.choice(("#f2efe6", "#dfe8ee", "#f2efe6", "#34506e")),
        )
    canvas.rect(500, 505, 520, 100, "#b9874f")
    canvas.rect(490, 493, 540, 16, "#d6a669")
    person(canvas, x=290, foot=610, height=250, shirt=canvas.rng.choice(("#f2efe6", "#c8473f", "#2f4a6b")))
    canvas.polygon([(225, 470), (355, 470), (338, 620), (242, 620)], "#8a5c36")
    canvas.rect(214, 458, 152, 16, "#b9874f")


def _audience(canvas: Canvas) -> None:
    for row in range(4):
        y, size = 735 + 82 * row, 34 + 9 * row
        start = -20 + canvas.rng.uniform(0, 40) + (45 if row % 2 else 0)
        step = size * 3.1
        for place in range(int(WIDTH / step) + 2):
            x = start + step * place + canvas.rng.uniform(-6, 6)
            shirt = mix(canvas.rng.choice(("#e9e4d8", "#9db8cc", "#cf8a6a", "#7c9a86", "#d9c58f")), "#1d1d2a", 0.3)
            canvas.ellipse(x, y + size * 1.75, size * 1.05, size * 0.9, shirt)
            canvas.rect(x - size * 0.28, y + size * 0.5, size * 0.56, size * 0.6, "#8f6247")
            canvas.ellipse(x, y, size * 0.62, size * 0.74, canvas.rng.choice(("#1d1a20", "#2a2328", "#38302f")))
            canvas.rounded(
                x - size * 1.2,
                y + size * 1.35,
                size * 2.4,
                size * 1.6,
                mix("#a3432f", "#1d1d2a", 0.35),
                radius=14,
            )


def clinic(canvas: Canvas) -> None:
    """A health station on a vaccination day."""
    tone = canvas.rng.choice(("#cfe7e3", "#d5e6ef", "#dcebd8"))
    canvas.gradient((mix(tone, "#ffffff", 0.5), tone), bottom=700)
    canvas.gradient((mix(tone, "#6f8a93", 0.45), mix(tone, "#6f8a93", 0.3)), top=700)
    canvas.rect(0, 560, WIDTH, 140, mix(tone, "#3f8d8a", 0.28))
    canvas.rect(0, 552, WIDTH, 8, "#ffffff")
    for x in (120, 1130):
        canvas.rect(x, 130, 260, 290, "#ffffff")
        canvas.shaded([(x + 14, 144), (x + 246, 144), (x + 246, 406), (x + 14, 406)], ("#8fc9e8", "#e9f4e6"))
        canvas.pie(x + 105, 406, 80, 74, "#79b277", start=180, end=360)
        canvas.rect(x + 14, 404, 232, 20, "#ffffff")
        canvas.rect(x + 126, 130, 8, 290, "#ffffff")
    canvas.rounded(610, 120, 280, 190, "#ffffff", radius=12)
    canvas.rect(728, 148, 44, 134, "#2f9a7d")
    canvas.rect(683, 193, 134, 44, "#2f9a7d")
    canvas.glow(750, 60, 700, "#ffffff", strength=0.6, flatness=0.5)
    for place in range(6):
        x = 985 + 92 * place + canvas.rng.uniform(-12, 12)
        person(canvas, x=x, foot=830 + canvas.rng.uniform(-10, 20), height=300)
        if place % 2 == 0:
            person(canvas, x=x - 44, foot=850, height=175)
    person(canvas, x=300, foot=820, height=340, shirt="#bfe0dc", hat="#9fd0ca")
    person(canvas, x=560, foot=830, height=330, shirt="#bfe0dc", hat="#9fd0ca")
    person(canvas, x=690, foot=840, height=200)
    canvas.rounded(150, 650, 560, 24, "#ffffff", radius=8)
    canvas.rect(190, 672, 16, 190, "#c7d5d6")
    canvas.rect(655, 672, 16, 190, "#c7d5d6")
    canvas.rounded(196, 560, 130, 92, "#3c78b4", radius=8)
    canvas.rect(196, 588, 130, 12, "#ffffff")
    for bottle in range(6):
        x = 380 + 38 * bottle
        canvas.rounded(x, 606, 22, 46, canvas.rng.choice(("#8fc3e0", "#f2b8a0", "#b6dba8")), radius=4)
        canvas.rect(x + 3, 596, 16, 12, "#d94b45")
    _plant(canvas, x=70, foot=880)


def _plant(canvas: Canvas, *, x: float, foot: float) -> None:
    for angle in range(-70, 71, 20):
        turn = math.radians(angle)
        tip_x, tip_y = x + 150 * math.sin(turn), foot - 110 - 190 * math.cos(turn)
        canvas.polygon(
            [
                (x - 8, foot - 90),
                ((x + tip_x) / 2 - 26, (foot - 90 + tip_y) / 2),
                (tip_x, tip_y),
                ((x + tip_x) / 2 + 26, (foot - 90 + tip_y) / 2 + 16),
                (x + 8, foot - 90),
            ],
            canvas.rng.choice(("#3f8a5a", "#57a069", "#357a50")),
        )
    canvas.polygon([(x - 62, foot - 100), (x + 62, foot - 100), (x + 44, foot), (x - 44, foot)], "#c8744a")


def counter(canvas: Canvas) -> None:
    """The one-stop counter where papers are received and returned."""
    wall = canvas.rng.choice(("#f1e4c9", "#e2ebe6", "#eadfd2"))
    accent = canvas.rng.choice(("#b7423a", "#2f6f8f", "#2f7d68"))
    canvas.gradient((mix(wall, "#ffffff", 0.5), wall), bottom=760)
    canvas.gradient((mix(wall, "#8a7355", 0.42), mix(wall, "#8a7355", 0.25)), top=760)
    canvas.glow(750, 40, 900, "#ffffff", strength=0.7, flatness=0.5)
    canvas.rect(0, 110, WIDTH, 66, accent)
    canvas.rect(0, 176, WIDTH, 8, mix(accent, "#ffffff", 0.5))
    for desk in range(4):
        _desk(canvas, x=40 + 365 * desk, pane=mix(wall, "#5f6f78", 0.3))
    canvas.rect(0, 572, WIDTH, 20, "#d8a466")
    canvas.shaded([(0, 592), (WIDTH, 592), (WIDTH, 800), (0, 800)], ("#b17c46", "#94632f"))
    for x in range(0, WIDTH, 365):
        canvas.rect(x + 60, 622, 260, 140, mix("#b17c46", "#ffffff", 0.14))
    for place in range(4):
        if canvas.rng.random() < 0.85:
            person(
                canvas,
                x=190 + 365 * place + canvas.rng.uniform(-60, 60),
                foot=960 + canvas.rng.uniform(-14, 14),
                height=420,
                back=True,
            )
    _plant(canvas, x=1440, foot=985)
    _plant(canvas, x=40, foot=985)


def _desk(canvas: Canvas, *, x: float, pane: str) -> None:
    canvas.rounded(x + 70, 205, 190, 74, "#23303f", radius=8)
    for dot in range(3):
        canvas.rounded(x + 96 + 48 * dot, 228, 34, 28, "#f2b544", radius=5)
    person(
        canvas,
        x=x + 165,
        foot=760,
        height=380,
        shirt=canvas.rng.choice(("#f6f3ea", "#cfe0ec", "#f6f3ea")),
    )
    canvas.rounded(x + 205, 470, 116, 84, "#2a3442", radius=6)
    canvas.rounded(x + 213, 478, 100, 66, "#7db2cc", radius=3)
    canvas.rect(x + 256, 552, 14, 26, "#2a3442")
    canvas.rect(x + 40, 556, 90, 8, "#ffffff")
    canvas.rect(x + 46, 548, 84, 8, "#f2d9a0")
    canvas.rect(x - 2, 300, 8, 280, pane)
    canvas.rect(x + 2, 300, 360, 280, "#ffffff", alpha=36)
