"""The day of the event, as wards tell it in the first lines."""

import datetime
import time

import pytest

from vietnamese.event_days import event_day

TODAY = datetime.date(2019, 4, 15)
APRIL = datetime.date(2019, 4, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 12/4, hơn 100 đoàn viên ra quân.",
        "Sáng ngày 12/4/2019, tại hội trường",
        "Chiều nay (12/4), UBND phường",
        "Tối 12/04/2019.",
        "Vào lúc 7 giờ 30 phút ngày 12 tháng 4 năm 2019, phường",
        "ngày 12 tháng 4/2019",
        "Ngày 12-4-2019 phường",
        "Hôm 12.4.2019, phường",
        "Trong hai ngày 12 và 13/4, phường",
        "Từ ngày 12 đến ngày 14/4 phường",
        "Kỷ niệm 44 năm ngày 30/4/1975, sáng 12/4 phường ra quân",
        "Hưởng ứng ngày 5/9, sáng 12/4",
        "Ngày 31/2 và 45/17 không có; ngày 12/4 có",
    ],
)
def test_is_found(text):
    assert event_day(text, today=TODAY) == APRIL


@pytest.mark.parametrize(
    "text",
    [
        "Phường ra quân dọn vệ sinh.",
        "Theo Quyết định số 12/4/QĐ-UBND của phường",
        "Kỷ niệm ngày 30/4/1975",
        "Mỗi ngày 2-3 lần, mỗi lần 12/4 người",
        "ngày 12/4/20199",
        "",
    ],
)
def test_is_not_guessed(text):
    assert event_day(text, today=TODAY) is None


def test_without_a_year_it_is_the_nearest():
    assert event_day("Sáng 28/12", today=datetime.date(2019, 1, 3)) == datetime.date(2018, 12, 28)
    assert event_day("Sáng 3/1", today=datetime.date(2018, 12, 28)) == datetime.date(2019, 1, 3)


@pytest.mark.parametrize(
    "text", ["ngày 1, " * 20_000, "ngày " * 20_000, "ngày" + " " * 50_000, "ngày 1" + " ," * 50_000]
)
def test_every_text_is_read_in_time(text):
    begun = time.process_time()
    assert event_day(text, today=TODAY) is None
    assert time.process_time() - begun < 2
