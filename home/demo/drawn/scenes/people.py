"""People on foot and on motorbikes."""

from home.demo.drawn.canvas import Canvas, mix

SKIN = ("#c98f6a", "#b67c58", "#d8a17c")
HAIR = ("#231c22", "#2d2427", "#1d1a20")
SHIRTS = ("#e9e4d8", "#cf5a4a", "#3f7cac", "#e0a63c", "#4f9a77", "#8a5a9c", "#f2c6b0", "#27547c")
TROUSERS = ("#2b3147", "#3d3540", "#24404f", "#4b4038")


def person(
    canvas: Canvas,
    *,
    x: float,
    foot: float,
    height: float,
    shirt: str = "",
    hat: str = "",
    back: bool = False,
) -> None:
    """Draw a person without a face, or with ``back`` from behind.

    ``hat`` is "", "cone" (nón lá) or the colour of a cap.
    """
    rng = canvas.rng
    skin, hair = rng.choice(SKIN), rng.choice(HAIR)
    shirt, trousers = shirt or rng.choice(SHIRTS), rng.choice(TROUSERS)
    head = height * 0.075
    neck = foot - height * 0.83
    hip = foot - height * 0.47
    for side in (-1, 1):
        leg = [(x + side * height * 0.045, hip), (x + side * height * 0.055, foot)]
        canvas.limb(leg, trousers, width=height * 0.075)
    arm = mix(shirt, "#1c1c2c", 0.12)
    for side in (-1, 1):
        shoulder, elbow = (x + side * height * 0.105, neck + height * 0.07), rng.uniform(0.14, 0.18)
        hand = (x + side * height * elbow, foot - height * 0.5)
        canvas.limb([shoulder, hand], arm, width=height * 0.06)
        canvas.ellipse(*hand, height * 0.028, height * 0.028, skin)
    canvas.rounded(x - height * 0.12, neck, height * 0.24, height * 0.4, shirt, radius=height * 0.07)
    canvas.limb([(x, neck + height * 0.03), (x, neck - height * 0.03)], skin, width=height * 0.07)
    canvas.ellipse(x, neck - head, head, head * 1.12, hair if back else skin)
    if not hat:
        canvas.pie(x, neck - head * 1.15, head * 1.1, head * 1.2, hair, start=172, end=368)
    if hat == "cone":
        brim, peak = neck - head * 0.95, neck - head * 2.75
        canvas.shaded([(x - head * 2.5, brim), (x, peak), (x + head * 2.5, brim)], ("#f5e3b3", "#d3b272"))
    elif hat:
        canvas.pie(x, neck - head * 1.05, head * 1.14, head * 1.25, hat, start=180, end=360)
        canvas.rounded(x - head * 0.4, neck - head * 1.2, head * 1.9, head * 0.3, hat, radius=2)


def motorbike(canvas: Canvas, *, x: float, road: float, size: float) -> None:
    body = canvas.rng.choice(("#c8443a", "#2f6fa8", "#3c8a6d", "#e4dccb"))
    for wheel in (0.0, 0.72):
        cx, reach = x + size * wheel, size * 0.17
        canvas.ellipse(cx, road - reach, reach, reach, "#22252f")
        canvas.ellipse(cx, road - reach, reach * 0.5, reach * 0.5, "#9aa0a8")
    canvas.polygon(
        [
            (x - size * 0.16, road - size * 0.34),
            (x + size * 0.36, road - size * 0.36),
            (x + size * 0.4, road - size * 0.14),
            (x + size * 0.02, road - size * 0.16),
        ],
        body,
    )
    canvas.limb([(x + size * 0.7, road - size * 0.2), (x + size * 0.58, road - size * 0.56)], body, width=size * 0.07)
    canvas.limb([(x + size * 0.36, road - size * 0.17), (x + size * 0.62, road - size * 0.2)], body, width=size * 0.07)
    canvas.rounded(x - size * 0.14, road - size * 0.42, size * 0.46, size * 0.09, "#262a36", radius=6)
    shirt = canvas.rng.choice(("#efe6d2", "#4d86b8", "#d98a4b", "#5f9e82"))
    hip, neck = (x + size * 0.12, road - size * 0.46), (x + size * 0.2, road - size * 0.86)
    canvas.limb(
        [hip, (x + size * 0.4, road - size * 0.42), (x + size * 0.4, road - size * 0.16)],
        "#2c3350",
        width=size * 0.11,
    )
    canvas.limb([hip, neck], shirt, width=size * 0.22)
    canvas.limb(
        [(x + size * 0.22, road - size * 0.8), (x + size * 0.54, road - size * 0.58)],
        shirt,
        width=size * 0.08,
    )
    canvas.ellipse(x + size * 0.23, road - size * 1.06, size * 0.11, size * 0.125, "#c98f6a")
    canvas.pie(x + size * 0.22, road - size * 1.07, size * 0.14, size * 0.15, body, start=160, end=370)
