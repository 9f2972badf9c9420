"""Cells of a grid as shapes: where they stand, and how their words are divided."""

from about.tiles.drawing import GAP, HEIGHT, MARGIN, WIDTH, Tile, below, draw
from about.tiles.known import known_places


def test_what_is_not_used_is_left_out():
    drawing = draw([Tile(5, 3, "Mũi Né"), Tile(4, 5, "Thiện Nghiệp")])
    assert [(one.tile.label, one.x, one.y) for one in drawing.shapes] == [
        ("Thiện Nghiệp", MARGIN + 2 * (WIDTH + GAP), MARGIN),
        ("Mũi Né", MARGIN, MARGIN + HEIGHT + GAP),
    ]
    assert (drawing.width, drawing.height) == (2 * MARGIN + 3 * WIDTH + 2 * GAP, 2 * MARGIN + 2 * HEIGHT + GAP)


def test_a_map_without_cells():
    assert draw([]).shapes == []


def test_long_names_are_divided_between_words_and_cut_at_last():
    [shape] = draw([Tile(1, 1, "Thị trấn Phú Quý Đông Nam Thượng Hải Tây")]).shapes
    words = [line.words for line in shape.lines]
    assert len(words) == 3 and words[0] == "Thị trấn" and words[-1].endswith("…")
    assert all(len(line) <= 11 for line in words)
    middle = sum(line.y for line in shape.lines) / 3
    assert middle == shape.y + HEIGHT / 2


def test_one_word_that_is_too_long_stays_in_its_cell():
    [shape] = draw([Tile(1, 1, "A" * 40)]).shapes
    assert all(len(line.words) <= 11 for line in shape.lines)


def test_what_has_no_place_stands_below_the_others():
    assert below([Tile(1, 2, "a"), Tile(3, 4, "b")], labels=4) == [(5, 2), (5, 3), (5, 4), (6, 2)]
    assert below([], labels=2) == [(1, 1), (1, 2)]


def test_the_known_places_do_not_lie_on_one_another():
    places = [(row, column) for _slug, row, column, _label in known_places()]
    assert len(places) == len(set(places)) == 19
    by_slug = {slug: (row, column) for slug, row, column, _label in known_places()}
    east, west = by_slug["phuong-mui-ne"], by_slug["xa-tien-loi"]
    assert east[1] == max(column for _row, column in places) and west[1] == 1
