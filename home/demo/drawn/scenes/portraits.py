"""A person of the demo city from the shoulders up: a neutral figure without a face, for nobody is meant."""

from home.demo.drawn.canvas import HEIGHT, WIDTH, Canvas, mix

# A canvas is 3:2 and a portrait 3:4: what is to look round is twice as wide.
WIDER = 2
BACKGROUNDS = ("#c9d6dc", "#d8d3c4", "#c7d3c6", "#d6cbd2")
SUITS = ("#23364a", "#30363d", "#3c3346", "#27433d")


def portrait(canvas: Canvas, *, long_hair: bool) -> None:
    """Draw the figure; chance chooses its colours."""
    rng = canvas.rng
    background, suit = rng.choice(BACKGROUNDS), rng.choice(SUITS)
    canvas.gradient((mix(background, "#ffffff", 0.35), background))
    figure, hair = mix(suit, background, 0.45), mix(suit, "#000000", 0.25)
    middle, head = WIDTH / 2, 330
    if long_hair:
        canvas.ellipse(middle, head + 30, 160 * WIDER, 205, hair)
    else:
        canvas.ellipse(middle, head - 30, 138 * WIDER, 150, hair)
    canvas.rounded(middle - 55 * WIDER, head + 90, 110 * WIDER, 220, mix(figure, "#000000", 0.12), radius=60)
    canvas.ellipse(middle, head, 125 * WIDER, 160, figure)
    canvas.ellipse(middle, HEIGHT + 70, 330 * WIDER, 420, suit)
    canvas.polygon([(middle - 150, 645), (middle, 800), (middle + 150, 645)], "#f4f1ea")
