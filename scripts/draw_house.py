"""Draw docs/images/architecture.svg from the imports: apps and their rooms, who leans on whom, and a piece's way.

Usage: python scripts/draw_house.py

Every app has its place in a column. Within an app a line leads from a room to each room below that it imports and that
no room between them leads to.
"""

import re
import sys
from html import escape
from pathlib import Path

# Run as a script from the project's root, which is then not where Python looks.
sys.path.insert(0, str(Path(__file__).parents[1]))
from scripts import house

PAGE = house.ROOT / "docs/architecture.md"
PICTURE = house.ROOT / "docs/images/architecture.svg"
# From left to right; within a column, from top to bottom, who knows the other above it.
COLUMNS = (
    ("home", "planning", "library", "agenda", "about"),
    ("subscriptions", "consultation", "feedback"),
    ("submissions",),
    ("compliance", "keeping"),
    ("royalties", "doors"),
)
ROOM_WIDTH, ROOM_HEIGHT, GAP = 176, 26, 12
COLUMN_WIDTH, LEFT, TOP_MARGIN, HEADING = 300, 40, 56, 38
# Lines between rooms hang in the free space left of them.
ARC, ARC_STEP, ARC_FURTHEST = 10, 6, 78


def rooms_in_order(app):
    """{room: what it is for} of `app` as docs/architecture.md lists them, from the bottom up; {} without rooms.

    TOP is among them where the table has a row with the app's own name: files at its top that rooms lean on.
    """
    chapters = PAGE.read_text(encoding="utf-8").split("\n## ")
    chapter = next((chapter for chapter in chapters if chapter.startswith(f"{app}\n")), "")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|$", chapter, re.MULTILINE)
    return {house.TOP if name == app else name: told for name, told in rows}


def way_of_a_piece():
    """[(app, room)] that a piece passes, in the order of the numbered list in docs/architecture.md; TOP for an app."""
    return re.findall(r"^\d+\. \*\*`(\w+)(?:/(\w+))?`\*\*", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def leans_on(app, arrows):
    """{room: rooms of `app` that it imports}, without those that another of them leads to."""
    onward = {}
    for arrow in arrows:
        (its_app, room), (other_app, other) = house.room_of(arrow.importer), house.room_of(arrow.imported)
        if its_app == other_app == app and room != other:
            onward.setdefault(room, set()).add(other)

    def reached(room):
        """All rooms beyond; what an app's top imports may import the top again (home/demo)."""
        found, waiting = set(), [room]
        while waiting:
            new = onward.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    return {
        room: {one for one in named if not any(one in reached(other) for other in named - {one})}
        for room, named in onward.items()
    }


def files_in(app, room, known):
    """How many Python files lie in `room`, its `__init__.py` apart."""
    return sum(house.room_of(name) == (app, room) and path.name != "__init__.py" for name, path in known.items())


class App:
    """One app in a column: its rooms as boxes, the lowest at the `bottom`."""

    def __init__(self, name, *, index, bottom, known, arrows, numbers):
        self.app, self.known, self.numbers = name, known, numbers
        self.rooms = [*rooms_in_order(name), house.TOP]
        self.x = LEFT + index * COLUMN_WIDTH + COLUMN_WIDTH - ROOM_WIDTH - 20
        self.bottom = bottom
        self.lines = leans_on(name, arrows)

    def y(self, room):
        return self.bottom - (self.rooms.index(room) + 1) * (ROOM_HEIGHT + GAP)

    def drawn(self):
        yield f'<text class="app" x="{self.x}" y="{self.y(house.TOP) - 14}">{self.app}</text>'
        for room in self.rooms:
            yield from self.room_drawn(room)
        for room, others in sorted(self.lines.items()):
            yield from (self.line(room, other) for other in sorted(others) if {room, other} <= set(self.rooms))

    def room_drawn(self, room):
        y, number = self.y(room), files_in(self.app, room, self.known)
        kind = "top" if room == house.TOP else "room"
        yield f'<rect class="{kind}" x="{self.x}" y="{y}" width="{ROOM_WIDTH}" height="{ROOM_HEIGHT}" rx="3"/>'
        label = room or "wiring"
        yield f'<text x="{self.x + 10}" y="{y + 18}">{escape(label)} <tspan class="few">{number}</tspan></text>'
        for place, step in enumerate(self.numbers.get((self.app, room), ())):
            x = self.x + ROOM_WIDTH - 14 - 22 * place
            yield f'<circle class="step" cx="{x}" cy="{y + 13}" r="9.5"/>'
            yield f'<text class="n" x="{x}" y="{y + 17}">{step}</text>'

    def line(self, room, other):
        start, end = self.y(room) + ROOM_HEIGHT / 2, self.y(other) + ROOM_HEIGHT / 2
        out = min(ARC + ARC_STEP * abs(self.rooms.index(room) - self.rooms.index(other)), ARC_FURTHEST)
        return (
            f'<path class="line" d="M{self.x},{start:g} C{self.x - out},{start:g} {self.x - out},{end:g} '
            f'{self.x},{end:g}"/>'
        )


def height_of(app):
    """How much of a column the rooms of `app` take, with its wiring and its name above them."""
    return (len(rooms_in_order(app)) + 1) * (ROOM_HEIGHT + GAP) + HEADING


STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1c2b36 }
.app { font-weight: 700; font-size: 16px }
.few { fill: #5a6b78; font-size: 11px }
.room { fill: #fff; stroke: #9fb3c1 }
.top { fill: #e4edf3; stroke: #9fb3c1 }
.wide { fill: #f3efe6; stroke: #c9bfa8 }
.line { fill: none; stroke: #9fb3c1 }
.step { fill: #0b4f7d }
.n { fill: #fff; font-size: 11px; font-weight: 700; text-anchor: middle }
.paper { fill: #fdfcf9 }
"""


def wide(text, *, y, width):
    """A bar across the picture, for what lies above or below all apps."""
    yield f'<rect class="wide" x="{LEFT}" y="{y}" width="{width - 2 * LEFT}" height="{ROOM_HEIGHT + 4}" rx="3"/>'
    yield f'<text x="{LEFT + 12}" y="{y + 20}">{escape(text)}</text>'


def picture():
    """The picture as SVG (str)."""
    known = house.files()
    arrows = house.imports(known)
    numbers = {}
    for step, place in enumerate(way_of_a_piece(), start=1):
        numbers.setdefault(place, []).append(step)
    bottom = TOP_MARGIN + max(sum(map(height_of, column)) for column in COLUMNS)
    apps = []
    for index, column in enumerate(COLUMNS):
        above = bottom
        for app in reversed(column):
            apps.append(App(app, index=index, bottom=above, known=known, arrows=arrows, numbers=numbers))
            above -= height_of(app)
    width = LEFT * 2 + COLUMN_WIDTH * len(COLUMNS)
    height = bottom + 60
    shapes = [
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *wide("site_cms: settings, addresses, base templates; names the apps, imports none", y=10, width=width),
        *(shape for app in apps for shape in app.drawn()),
        *wide("vietnamese: letters, numbers, dates, papers; knows nothing of the rest", y=bottom + 16, width=width),
    ]
    title = "The apps and their rooms, with the way of a piece from the form to the payment list"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n" + "\n".join(shapes) + "\n</svg>\n"
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
