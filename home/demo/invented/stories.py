"""The plan worked out: every piece of the demo city with its text, its people and the minute of each step."""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from home.demo.invented.calendar import DAY, day_of, office_minute, spans
from home.demo.invented.news import FULL_UNITS, Piece, dated, full_pieces, in_season, short_pieces
from home.demo.invented.people import CENTRAL_PEOPLE
from home.demo.invented.plan import FATES, ON_ITS_WAY, OUTPUT, Fate
from submissions.models import Unit

# Nothing is published on the first days of a period: what was approved before would count as sent in the last one.
QUIET_DAYS = 2
SCENE_VARIANTS = 7
# Days for which no second unit tells the same kind of news.
APART = 14
EDITORS = [person.username for person in CENTRAL_PEOPLE if person.role in ("editor", "head_of_board")]
# Who of them decides how often.
EDITORS_SHARE = (2, 3, 6)


@dataclass(eq=False)
class Story:
    """One piece and what becomes of it. `steps` are (office minute, name of the step), in order.

    `editor` is a user name; `author` and `leader` are keys of the unit's people. `original` is the Story that a
    duplicate repeats. `seed` is the variant of the picture; `luck` settles what is small, such as seconds.
    """

    unit: object
    piece: Piece
    fate: Fate
    event: date
    steps: list[tuple[int, str]]
    leader: str
    editor: str
    luck: float
    original: "Story | None" = None
    seed: int = 0

    @property
    def author(self):
        return self.piece.author if self.unit.slug in FULL_UNITS else "contributor"

    def minute_of(self, step):
        return next(minute for minute, name in self.steps if name == step)


def stories(units, *, as_of):
    """The Stories of `units` (iterable of Unit) up to the evening before `as_of` (a date), in order of writing."""
    units = list(units)
    times = SameNews()
    told = [story for unit in units for story in UnitPlan(unit, as_of=as_of, times=times).stories()]
    end = office_minute(as_of)
    for story in told:
        story.steps = [(minute, name) for minute, name in story.steps if minute < end]
    told = sorted((story for story in told if story.steps), key=lambda story: (story.steps[0][0], story.unit.slug))
    give_pictures(told)
    return told


def give_pictures(told):
    """Let the pictures of a scene take turns, so that neighbours in time look different."""
    seen = Counter()
    for story in told:
        if story.fate.has_photo and not story.original:
            seen[story.piece.scene] += 1
            story.seed = seen[story.piece.scene] % SCENE_VARIANTS
    for story in told:
        if story.original:
            story.seed = story.original.seed


def pieces_of(unit):
    """The Pieces that `unit` may tell, its own first; the radio station also reports from the wards and communes."""
    own = full_pieces(unit.slug) if unit.slug in FULL_UNITS else ()
    short = short_pieces(unit.slug, name=unit.name, kind=unit.kind_id)
    if unit.kind_id != "radio":
        return (*own, *short)
    wards = Unit.objects.filter(kind__is_locality=True).exclude(slug__in=FULL_UNITS)
    # The last of a ward's own list, to which the ward itself does not get.
    reports = [short_pieces(ward.slug, name=ward.name, kind=ward.kind_id)[-1] for ward in wards]
    return (*own, *(replace(report, programme="Tin từ cơ sở") for report in reports), *short)


class SameNews:
    """When the same kind of news was told, by any unit: units share texts, their readers should not notice."""

    def __init__(self):
        self.days = {}

    def gap(self, piece, *, day):
        """Days between `day` (a date) and the nearest telling of what `piece` tells; many if it was never told."""
        return min((abs((day - other).days) for other in self.days.get(piece.alt, ())), default=APART)

    def note(self, piece, *, day):
        self.days.setdefault(piece.alt, []).append(day)


class UnitPlan:
    """One unit's pieces: each written once, as long as there are any left. `times` is shared by all units."""

    def __init__(self, unit, *, as_of, times):
        self.unit, self.as_of, self.times = unit, as_of, times
        self.rng = random.Random(f"{as_of}:{unit.slug}")
        self.pool = pieces_of(unit)
        self.used = Counter()

    def stories(self):
        """All Stories of the unit, the steps that lie beyond the end still in them."""
        told = []
        for span, letters in zip(spans(self.as_of), OUTPUT[self.unit.slug], strict=True):
            for number, letter in enumerate(letters):
                fate = FATES[letter]
                if fate.is_duplicate:
                    told.append(self.repeated(told[-1], fate=fate))
                else:
                    told.append(self.published(fate, span=span, share=(number, len(letters))))
        end = office_minute(self.as_of)
        for slug, name, days in ON_ITS_WAY:
            if slug == self.unit.slug:
                last = end - days * DAY + self.rng.randrange(40, DAY - 40)
                fate = FATES[name]
                told.append(self.repeated(told[-1], fate=fate) if fate.is_duplicate else self.ending(fate, last=last))
        return told

    def published(self, fate, *, span, share):
        """A piece published within `span`, in its share (number, of how many) of the period."""
        number, of_how_many = share
        offsets = self.offsets(fate)
        anchor = dict(offsets)["publish"]
        first = span.start + QUIET_DAYS * DAY
        last = span.end - (offsets[-1][1] - anchor) - 30
        part = (last - first) / of_how_many
        minute = first + int(part * (number + self.rng.random()))
        return self.story(fate, offsets=offsets, start=minute - anchor)

    def ending(self, fate, *, last):
        """A piece whose last step is at the office minute `last`."""
        offsets = self.offsets(fate)
        return self.story(fate, offsets=offsets, start=last - offsets[-1][1])

    def repeated(self, original, *, fate):
        """The same news once more, as a photo with few words, soon after `original`."""
        offsets = self.offsets(fate)
        start = original.minute_of("publish") + self.rng.randrange(30, 300)
        piece = replace(
            original.piece, title=f"Tin ảnh: {original.piece.title}", genre="tin_anh", body=original.piece.body[:1]
        )
        return replace(
            original,
            piece=replace(piece, quote=None),
            fate=fate,
            steps=[(start + offset, name) for name, offset in offsets],
            luck=self.rng.random(),
            original=original,
        )

    def offsets(self, fate):
        """(name, minutes since the first step) of each step of `fate`."""
        total, offsets = 0, []
        for name, least, most in fate.steps:
            total += self.rng.randint(least, most)
            offsets.append((name, total))
        return offsets

    def story(self, fate, *, offsets, start):
        steps = [(start + offset, name) for name, offset in offsets]
        written, finished = day_of(steps[0][0]), day_of(steps[-1][0])
        piece = self.next_piece(written)
        # What is announced still lies ahead when it is read; what is reported has happened.
        event = finished if piece.genre == "thong_bao" else written - timedelta(days=1)
        leader = "leader"
        if self.unit.slug in FULL_UNITS and self.rng.random() < 0.3:
            leader = "deputy"
        return Story(
            unit=self.unit,
            piece=dated(piece, event),
            fate=fate,
            event=event,
            steps=steps,
            leader=leader,
            editor=self.rng.choices(EDITORS, EDITORS_SHARE)[0],
            luck=self.rng.random(),
        )

    def next_piece(self, day):
        """The first piece in season, of those told least often here, that no unit has just told."""
        season = [piece for piece in self.pool if in_season(piece, day)]
        least = min(self.used[piece] for piece in season)
        fresh = [piece for piece in season if self.used[piece] == least]
        piece = max(fresh, key=lambda piece: min(self.times.gap(piece, day=day), APART))
        self.used[piece] += 1
        self.times.note(piece, day=day)
        return piece
