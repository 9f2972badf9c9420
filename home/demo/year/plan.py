"""What the units sent in the periods before the story: the same people, the same kinds of news, in other months."""

import random

from home.demo.invented.calendar import earlier_spans
from home.demo.invented.plan import FATES, OUTPUT
from home.demo.invented.stories import SameNews, UnitPlan

# With the two closed periods of the story twelve.
PERIODS = 10
WITH_PHOTO, WITHOUT = FATES["P"], FATES["x"]
# How much more or less than usual, and what share of the pieces has no photo.
SWINGS, SWINGS_OF_MANY = (-1, 0, 0, 0, 1), (-3, -1, 0, 0, 1, 2)
WITHOUT_PHOTO = 0.06


def earlier_stories(units, *, as_of):
    """The Stories of `units` (iterable of Unit) in the PERIODS before those of the story, oldest first."""
    times = SameNews()
    told = [story for unit in units for story in stories_of(unit, as_of=as_of, times=times)]
    return sorted(told, key=lambda story: (story.minute_of("publish"), story.unit.slug))


def stories_of(unit, *, as_of, times):
    """Yield the Stories of one unit; `times` is shared by all units, as in the story."""
    plan = UnitPlan(unit, as_of=as_of, times=times)
    # Told for its effect: pieces that the story itself tells count as used, and are taken last here.
    plan.stories()
    rng = random.Random(f"{as_of}:{unit.slug}:year")
    usual = usual_output(unit.slug)
    for span in earlier_spans(as_of, number=PERIODS):
        number = max(usual + rng.choice(SWINGS if usual < 10 else SWINGS_OF_MANY), 0) if usual else 0
        for share in range(number):
            fate = WITHOUT if rng.random() < WITHOUT_PHOTO else WITH_PHOTO
            yield plan.published(fate, span=span, share=(share, number))


def usual_output(slug):
    """How many pieces the unit publishes in a period (int): more than half of one makes one."""
    first, second, _running = OUTPUT[slug]
    return (len(first) + len(second) + 1) // 2
