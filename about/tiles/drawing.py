"""Cells of a grid as the shapes of a map (lengths in the units of its viewBox)."""

import textwrap
from dataclasses import dataclass

WIDTH, HEIGHT, GAP, MARGIN = 140, 88, 8, 4
# Letters of a line, lines of a cell, and from one line to the next.
MOST_LETTERS, MOST_LINES, LEADING = 11, 3, 24


@dataclass(frozen=True)
class Tile:
    """A cell: where it stands from 1 on, what is written in it, its whole name and where it leads ("" nowhere)."""

    row: int
    column: int
    label: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Line:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Shape:
    """A Tile as it is drawn: its corner, and its lines of words, each at the middle of its own."""

    tile: Tile
    x: int
    y: int
    lines: list[Line]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    shapes: list[Shape]


def draw(tiles):
    """The Drawing of `tiles` (Tiles), row by row; rows and columns before the first one that is used are left out."""
    if not tiles:
        return Drawing(0, 0, [])
    top, left = min(tile.row for tile in tiles), min(tile.column for tile in tiles)
    in_order = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    shapes = [shape(tile, row=tile.row - top, column=tile.column - left) for tile in in_order]
    width = max(one.x for one in shapes) + WIDTH + MARGIN
    height = max(one.y for one in shapes) + HEIGHT + MARGIN
    return Drawing(width, height, shapes)


def shape(tile, *, row, column):
    x, y = MARGIN + column * (WIDTH + GAP), MARGIN + row * (HEIGHT + GAP)
    words = textwrap.wrap(tile.label, MOST_LETTERS, max_lines=MOST_LINES, placeholder=" …")
    first = y + HEIGHT // 2 - (len(words) - 1) * LEADING // 2
    lines = [Line(x + WIDTH // 2, first + number * LEADING, line) for number, line in enumerate(words)]
    return Shape(tile, x, y, lines)


def below(tiles, *, labels):
    """[(row, column)] for `labels` (their number) that have no place yet: under `tiles`, as wide as these."""
    last = max((tile.row for tile in tiles), default=0)
    columns = [tile.column for tile in tiles] or [1, 5]
    first, wide = min(columns), max(max(columns) - min(columns) + 1, 3)
    start = last + 2 if tiles else 1
    return [(start + number // wide, first + number % wide) for number in range(labels)]
