"""Boats of the coast: wooden fishing boats and basket boats (thúng)."""

import math

from home.demo.drawn.canvas import Canvas, curve, mix


def fishing_boat(canvas: Canvas, *, x: float, water: float, length: float, hull: str, shade: str, share: float) -> None:
    """Draw a wooden fishing boat with its high bow to the right; ``water`` is the water line."""
    paint, trim = mix(hull, shade, share), mix("#d8433a", shade, share)
    cabin, deck = mix("#f0e6cf", shade, share), water - length * 0.13
    _upper_works(canvas, x=x, deck=deck, length=length, shade=shade, share=share)
    sheer = curve((x, deck), (x + length * 0.55, deck + length * 0.07), (x + length, water - length * 0.31))
    keel = curve(
        (x + length * 0.86, water + length * 0.02),
        (x + length * 0.5, water + length * 0.05),
        (x + length * 0.05, water + length * 0.02),
    )
    canvas.polygon(sheer + keel, paint)
    stripe = [(px, py + length * 0.035) for px, py in sheer]
    canvas.line(stripe, trim, width=length * 0.022)
    canvas.line(sheer, cabin, width=length * 0.012)
    canvas.ellipse(x + length * 0.875, water - length * 0.135, length * 0.026, length * 0.017, cabin)
    canvas.ellipse(x + length * 0.88, water - length * 0.135, length * 0.011, length * 0.011, "#1b1b28")
    canvas.ellipse(x + length * 0.48, water + length * 0.055, length * 0.5, length * 0.022, shade, alpha=70)


def _upper_works(canvas: Canvas, *, x: float, deck: float, length: float, shade: str, share: float) -> None:
    """Draw mast, stays, wheelhouse and pennant."""
    trim, wood = mix("#d8433a", shade, share), mix("#7b5234", shade, share)
    cabin, mast = mix("#f0e6cf", shade, share), x + length * 0.52
    canvas.line([(mast, deck), (mast, deck - length * 0.5)], wood, width=length * 0.013)
    canvas.line([(mast, deck - length * 0.48), (x + length * 0.98, deck - length * 0.17)], wood, width=2)
    canvas.line([(mast, deck - length * 0.48), (x + length * 0.06, deck - length * 0.1)], wood, width=2)
    canvas.rect(x + length * 0.1, deck - length * 0.16, length * 0.27, length * 0.2, cabin)
    canvas.rect(x + length * 0.08, deck - length * 0.18, length * 0.31, length * 0.03, trim)
    for window in range(3):
        canvas.rect(
            x + length * (0.125 + 0.08 * window),
            deck - length * 0.12,
            length * 0.05,
            length * 0.05,
            mix("#29455e", shade, share),
        )
    small = length * 0.1
    canvas.polygon(
        [
            (mast, deck - length * 0.5),
            (mast + small, deck - length * 0.49),
            (mast + small, deck - length * 0.435),
            (mast, deck - length * 0.44),
        ],
        mix("#d6322d", shade, share),
    )


def coracle(canvas: Canvas, *, x: float, y: float, size: float, shade: str, share: float) -> None:
    """Draw a basket boat (thúng) lying on sand or water, seen a little from above."""
    body, weave = mix("#b5793f", shade, share), mix("#e2b06d", shade, share)
    canvas.ellipse(x, y + size * 0.44, size * 1.02, size * 0.13, shade, alpha=90)
    canvas.pie(x, y, size, size * 0.56, body, start=0, end=180)
    for ring in range(1, 5):
        drop = size * 0.56 * ring / 5
        reach = size * math.sqrt(1 - (ring / 5) ** 2)
        canvas.line(
            curve((x - reach, y + drop * 0.72), (x, y + drop * 1.38), (x + reach, y + drop * 0.72)),
            weave,
            width=2.2,
            alpha=130,
        )
    canvas.ellipse(x, y, size, size * 0.27, weave)
    canvas.ellipse(x, y + size * 0.012, size * 0.92, size * 0.22, mix("#4a3226", shade, share))
    canvas.rect(x - size * 0.86, y - size * 0.02, size * 1.72, size * 0.05, body)
    canvas.limb([(x - size * 0.2, y + size * 0.1), (x + size * 1.15, y - size * 0.62)], weave, width=size * 0.05)
    canvas.ellipse(x + size * 1.16, y - size * 0.63, size * 0.1, size * 0.07, weave)
