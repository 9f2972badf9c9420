"""Pictures for the demo city, drawn by code so that nobody's photograph has to be borrowed."""

import random
from collections.abc import Callable

from home.demo.drawn.canvas import Canvas
from home.demo.drawn.scenes import broadcast, civic, land, portraits, river, sea, town

# As wide as the widest rendition (submissions/media/pictures.py): more would be drawn for nobody.
SIZE = (1200, 800)
PORTRAIT_SIZE = (480, 640)

SCENES: dict[str, Callable[[Canvas], None]] = {
    "beach": sea.beach,
    "bridge": river.bridge,
    "cham_tower": land.cham_tower,
    "cleanup": sea.cleanup,
    "clinic": civic.clinic,
    "counter": civic.counter,
    "dragon_fruit": land.dragon_fruit,
    "dunes": sea.dunes,
    "fish_sauce": land.fish_sauce,
    "hall": civic.hall,
    "harbour": sea.harbour,
    "lanterns": river.lanterns,
    "lighthouse": sea.lighthouse,
    "market": town.market,
    "office": town.office,
    "radio": broadcast.radio,
    "school": civic.school,
    "street": town.street,
    "water_tower": river.water_tower,
}


def draw(scene: str, seed: int, size: tuple[int, int] = SIZE) -> bytes:
    """Return a JPEG of ``scene``, ``size`` pixels; the same scene, seed and size give the same bytes.

    The seed decides the time of day and where things stand. Raises KeyError for an unknown scene.
    """
    canvas = Canvas(size, random.Random(f"{scene}:{seed}"))
    SCENES[scene](canvas)
    return canvas.jpeg()


def draw_portrait(seed: int, *, long_hair: bool, size: tuple[int, int] = PORTRAIT_SIZE) -> bytes:
    """Return a JPEG of a person from the shoulders up; the same seed, hair and size give the same bytes."""
    canvas = Canvas(size, random.Random(f"portrait:{seed}"))
    portraits.portrait(canvas, long_hair=long_hair)
    return canvas.jpeg()
