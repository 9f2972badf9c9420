"""What stands under a photo: whether it says what the picture is, and whom it names."""

import pytest

from submissions.body.credits import person_of, says_its_kind


@pytest.mark.parametrize(
    ("credit", "says"),
    [
        ("Minh Hằng", False),
        ("Anh Tuấn", False),
        ("Tư Nguyễn", False),
        ("Tranh minh họa", True),
        ("ẢNH: Minh Hằng", True),
        ("Ảnh tư liệu", True),
        ("Minh hoạ: Thanh Bình", True),
        ("Đồ họa: Ban Biên tập", True),
        ("Nguồn: TTXVN", True),
    ],
)
def test_credit_says_what_the_picture_is(credit, says):
    assert says_its_kind(credit) is says


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Minh Hằng", "Minh Hằng"),
        (" ẢNH: Minh Hằng ", "Minh Hằng"),
        ("Anh Tuấn", "Anh Tuấn"),
        ("Tranh minh họa", ""),
        ("Ảnh: Tư liệu", ""),
        ("Nguồn: TTXVN", ""),
        ("", ""),
    ],
)
def test_credit_names_a_person_or_nobody(credit, name):
    assert person_of(credit) == name
