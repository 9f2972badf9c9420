"""What stands beside the piece in a mail is cut off, and said."""

import pytest

from submissions.letters.cutting import bare_subject, cut


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Fwd: Ra quân", "Ra quân"),
        ("Re: Fw: RE[2]: Ra quân", "Ra quân"),
        ("Trả lời: Chuyển tiếp : Ra quân", "Ra quân"),
        ("TR: Ra quân", "Ra quân"),
        ("Ra quân: tuổi trẻ", "Ra quân: tuổi trẻ"),
        ("Trả lời cử tri: hai việc", "Trả lời cử tri: hai việc"),
        ("Fwd:", ""),
        ("", ""),
    ],
)
def test_subjects(subject, bare):
    assert bare_subject(subject) == bare


PIECE = ["Sáng nay, đoàn viên ra quân dọn bãi biển.", "", "Hoạt động thu hút 100 người."]
QUOTED = "The mail that was quoted below was left out."


def kept(*lines):
    found = cut([*PIECE, *lines])
    return [line for line in found.lines if line.strip()], len(found.left_out)


@pytest.mark.parametrize(
    "line",
    [
        "Vào Th 5, 12 thg 4, 2019 vào lúc 09:12 Hoa <hoa@phanthiet.example> đã viết:",
        "On Thu, Apr 12, 2019 at 9:12 AM Hoa <hoa@phanthiet.example> wrote:",
        "Vào ngày 12/04/2019 lúc 9:12, Hoa đã viết:",
        "-----Original Message-----",
        "----- Thư gốc -----",
        "---------- Forwarded message ---------",
        "________________________________",
        "> Tin cũ",
    ],
)
def test_a_quoted_mail_goes(line):
    assert kept(line, "Tin cũ, đã đăng.") == ([PIECE[0], PIECE[2]], 1)


def test_a_line_that_a_programme_broke_in_two():
    lines = ["Vào Th 5, 12 thg 4, 2019 vào lúc 09:12 Nguyễn Thị Hoa", "<hoa@phanthiet.example> đã viết:", "> cũ"]
    assert kept(*lines) == ([PIECE[0], PIECE[2]], 1)


def test_the_head_of_outlook():
    lines = ["Từ: Hoa <hoa@phanthiet.example>", "Đã gửi: 12 Tháng Tư 2019", "Đến: Tin", "Chủ đề: Tin", "", "Cũ."]
    assert kept(*lines) == ([PIECE[0], PIECE[2]], 1)


@pytest.mark.parametrize(
    "lines",
    [
        ["-- ", "Nguyễn Thị Hoa", "Công chức Văn hóa - Xã hội"],
        ["Trân trọng,", "Nguyễn Thị Hoa"],
        ["Trân trọng cảm ơn!"],
        ["Được gửi từ iPhone của tôi"],
        ["Sent from my Samsung Galaxy smartphone."],
    ],
)
def test_signatures_go(lines):
    assert kept(*lines) == ([PIECE[0], PIECE[2]], 1)


def test_the_greeting_goes():
    found = cut(["Kính gửi: Ban Biên tập,", *PIECE])
    assert (found.lines, len(found.left_out)) == (PIECE, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Trân trọng những đóng góp của bà con, phường đã khen thưởng mười hộ.",
        "Vào lúc 7 giờ, lễ mít tinh bắt đầu.",
        "Ngày 12/4, bà Hoa viết đơn xin thoát nghèo.",
        "Kính lão đắc thọ.",
        "Từ: nay đến hết tháng, phường phát quà.",
    ],
)
def test_what_only_looks_like_it_stays(line):
    assert kept(line, *["Một câu nữa."] * 3)[0] == [PIECE[0], PIECE[2], line, *["Một câu nữa."] * 3]


@pytest.mark.parametrize(
    "before",
    [
        [
            "---------- Forwarded message ---------",
            "From: Hoa <hoa@phanthiet.example>",
            "Date: 12/4/2019",
            "Subject: Tin",
        ],
        [
            "Kính gửi Ban Biên tập,",
            "",
            "---------- Thư đã chuyển tiếp ----------",
            "Từ: Hoa <hoa@p.example>",
            "Đến: Tin",
            "",
        ],
        ["-- ", "Hạnh", "Begin forwarded message:", "", "From: Hoa <hoa@p.example>", "To: Hạnh", ""],
    ],
)
def test_who_only_passes_a_mail_on_means_what_is_in_it(before):
    found = cut([*before, *PIECE, "Trân trọng,", "Hoa"])
    assert [line for line in found.lines if line.strip()] == [PIECE[0], PIECE[2]]
    assert len(found.left_out) == 2


def test_a_quote_alone_is_the_text():
    assert cut(["> Sáng nay.", "> Chiều nay."]).lines == ["Sáng nay.", "Chiều nay."]


def test_nothing_stays_nothing():
    assert cut([]).lines == [] == cut(["-- ", "Hoa"]).lines
