import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.names import WARDS
from vietnamese.collation import collation_key

WARDS_IN_ORDER = [
    "UBND phường Bình Hưng",
    "UBND phường Đức Long",
    "UBND phường Đức Nghĩa",
    "UBND phường Đức Thắng",
    "UBND phường Hàm Tiến",
    "UBND phường Hưng Long",
    "UBND phường Lạc Đạo",
    "UBND phường Mũi Né",
    "UBND phường Phú Hài",
    "UBND phường Phú Tài",
    "UBND phường Phú Thủy",
    "UBND phường Phú Trinh",
    "UBND phường Thanh Hải",
    "UBND phường Xuân An",
    "UBND xã Phong Nẫm",
    "UBND xã Thiện Nghiệp",
    "UBND xã Tiến Lợi",
    "UBND xã Tiến Thành",
]


def shuffled(items):
    copy = list(items)
    random.Random(1).shuffle(copy)
    return copy


def test_wards_sort_as_in_a_vietnamese_list():
    assert sorted(shuffled(WARDS), key=collation_key) == WARDS_IN_ORDER


def test_letters_of_the_alphabet():
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert sorted(shuffled(alphabet), key=collation_key) == alphabet


def test_tones_in_their_order():
    for tones in ("a à ả ã á ạ", "ơ ờ ở ỡ ớ ợ", "y ỳ ỷ ỹ ý ỵ"):
        assert sorted(shuffled(tones.split()), key=collation_key) == tones.split()


def test_a_letter_further_right_weighs_more_than_a_tone():
    assert sorted(["mạ", "man", "ma"], key=collation_key) == ["ma", "mạ", "man"]


def test_case_decides_last():
    assert sorted(["Đá", "đà", "Đa", "đa"], key=collation_key) == ["đa", "Đa", "đà", "Đá"]


def test_spaces_punctuation_digits_letters():
    assert sorted(["aa", "a1", "a-a", "a a", "a"], key=collation_key) == ["a", "a a", "a-a", "a1", "aa"]


@given(st.text())
def test_key_does_not_depend_on_the_normal_form(text):
    keys = {collation_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(keys) == 1


@given(st.text(alphabet="aăâáạdđĐzZ 1-"), st.text(alphabet="aăâáạdđĐzZ 1-"))
def test_only_equal_texts_have_equal_keys(one, other):
    assert (collation_key(one) == collation_key(other)) == (one == other)
