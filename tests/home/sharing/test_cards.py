"""The drawn cards: whole Vietnamese, within their bounds."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from home.sharing import cards

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđ"


def shape(letter, weight):
    """The pixels that `letter` takes in the font of `weight`."""
    board = Image.new("L", (120, 160))
    ImageDraw.Draw(board).text((20, 20), letter, font=cards.font(weight, 64), fill=255)
    return board.tobytes()


@pytest.mark.parametrize("weight", ["Bold", "Regular"])
def test_every_vietnamese_letter_is_in_the_font(weight):
    missing = shape("\U0010ffff", weight)
    letters = [*LETTERS, *LETTERS.upper(), *"“”–—…₫½²°%&/()"]
    shapes = {letter: shape(letter, weight) for letter in letters}
    assert [letter for letter, drawn in shapes.items() if drawn == missing] == []
    assert len(set(shapes.values())) == len(set(letters)), "each with a shape of its own"


@pytest.mark.parametrize("title", ["Họp", "Hội nghị tổng kết công tác phòng, chống thiên tai " * 8, "x" * 300, ""])
def test_a_title_of_any_length_stays_within_the_card(title):
    size, lines = cards.fitted(title)
    assert len(lines) <= cards.MOST_LINES
    assert all(cards.font("Bold", size).getlength(line) <= cards.WIDTH - 2 * cards.MARGIN for line in lines)
    card = cards.drawn(title, kicker=title, foot=title)
    with Image.open(BytesIO(card)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        edge = picture.convert("RGB").crop((1140, 0, 1200, 470)).getcolors(100_000)
    # What JPEG makes of one colour; a letter would be far brighter.
    assert max(sum(colour) for _count, colour in edge) < 260
    assert len(card) < 200_000


def test_what_is_left_out_is_told():
    _size, lines = cards.fitted("Hội nghị tổng kết công tác phòng, chống thiên tai " * 8)
    assert lines[-1].endswith("…")
    assert cards.fitted("Họp")[1] == ["Họp"]
