import random
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vietnamese.hearing import heard
from vietnamese.numbers import dong_in_words, in_words

NINE_HUNDRED_AND_NINETY_NINE = "chín trăm chín mươi chín"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (50, "năm mươi"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1010, "một nghìn không trăm mười"),
        (1500, "một nghìn năm trăm"),
        (2019, "hai nghìn không trăm mười chín"),
        (10_000, "mười nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_876_500, "một triệu tám trăm bảy mươi sáu nghìn năm trăm"),
        (1_505_555_005, "một tỷ năm trăm linh năm triệu năm trăm năm mươi lăm nghìn không trăm linh năm"),
        (10**9, "một tỷ"),
        (5 * 10**9 + 4, "năm tỷ không trăm linh bốn"),
        (10**12, "một nghìn tỷ"),
        (10**12 + 5 * 10**9, "một nghìn không trăm linh năm tỷ"),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (999 * 10**18, f"{NINE_HUNDRED_AND_NINETY_NINE} tỷ tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_known_numbers(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (208_500, "Hai trăm linh tám nghìn năm trăm đồng"),
        (1_490_000, "Một triệu bốn trăm chín mươi nghìn đồng"),
        (2_085_000, "Hai triệu không trăm tám mươi lăm nghìn đồng"),
        (5_000_000, "Năm triệu đồng"),
    ],
)
def test_known_amounts(dong, words):
    assert dong_in_words(dong) == words


@pytest.mark.parametrize("write", [in_words, dong_in_words])
@pytest.mark.parametrize("number", [1.0, Decimal(1), True, "1"])
def test_only_whole_numbers_have_words(write, number):
    with pytest.raises(TypeError, match="whole number"):
        write(number)


def test_nobody_is_paid_less_than_nothing():
    with pytest.raises(ValueError, match="amount"):
        dong_in_words(-1)


@given(st.integers(min_value=-(10**22), max_value=10**22))
@example(10**18 + 10**9 + 1)
def test_words_are_heard_as_the_same_number(number):
    assert heard(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**7))
def test_small_numbers_are_heard_as_the_same_number(number):
    assert heard(in_words(number)) == number


@given(st.lists(st.sampled_from([0, 1, 4, 5, 10, 11, 15, 20, 21, 100, 105, 999]), min_size=1, max_size=8))
def test_groups_of_zeros_and_their_neighbours(groups):
    number = 0
    for group in groups:
        number = number * 1000 + group
    assert heard(in_words(number)) == number


# A second writer, which works on the digits from the right and mends the words afterwards; it shares nothing with ours.
NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
RANKS = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ")


def spelled_again(number):
    """The words of 0 to 10^15 - 1, by another way."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    spoken = []
    for rank, group in zip(range(len(groups) - 1, -1, -1), groups, strict=True):
        if group == "000":
            # What is so many thousand milliards is said as such, also when no single milliard follows.
            spoken += ["tỷ"] if rank == 3 and len(groups) == 5 else []
            continue
        rank_word = " nghìn" if rank == 4 else RANKS[rank]
        hundreds, tens, units = (NAMES[int(digit)] for digit in group)
        text = f"{hundreds} trăm {tens} mươi {units}{rank_word}"
        spoken.append(text if spoken else text.removeprefix("không trăm "))
    text = " ".join(spoken)
    if text.startswith("không mươi "):
        text = text.removeprefix("không mươi ")
    for wrong, right in (
        ("không mươi không", ""),
        ("không mươi", "linh"),
        ("một mươi", "mười"),
        ("mươi không", "mươi"),
        ("mười không", "mười"),
        ("mươi một", "mươi mốt"),
        ("mươi bốn", "mươi tư"),
        ("mươi năm", "mươi lăm"),
        ("mười năm", "mười lăm"),
    ):
        text = text.replace(wrong, right)
    return " ".join(text.split()) or "không"


def test_a_second_writer_says_the_same_of_thousands_of_numbers():
    chance = random.Random(2485)
    numbers = [chance.randrange(10 ** chance.randint(1, 12) + 1) for _number in range(4_000)]
    round_ones = [chance.randrange(1, 1000) * 10 ** chance.randint(0, 9) for _number in range(1_000)]
    numbers += [*round_ones, *range(1_200), 10**12]
    assert [number for number in numbers if in_words(number) != spelled_again(number)] == []
