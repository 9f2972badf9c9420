"""Text as somebody reads it aloud: numbers, dates, hours and the abbreviations of offices in words.

Only what can be read in one way is spelled. Numbers of documents ("2485/UBND-VX"), numbers beside letters ("QL1A") and
abbreviations that are not known stay as they are written.
"""

import re
from datetime import date

from vietnamese.numbers import UnreadableNumber, in_words, read_whole
from vietnamese.text import normalise

ABBREVIATIONS = {
    "ANTT": "an ninh trật tự",
    "ATGT": "an toàn giao thông",
    "ATTP": "an toàn thực phẩm",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "CCCD": "căn cước công dân",
    "CLB": "câu lạc bộ",
    "CNTT": "công nghệ thông tin",
    "GPMB": "giải phóng mặt bằng",
    "HĐND": "Hội đồng nhân dân",
    "HTX": "hợp tác xã",
    "KT-XH": "kinh tế - xã hội",
    "MTTQ": "Mặt trận Tổ quốc",
    "PCCC": "phòng cháy, chữa cháy",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNCS": "Thanh niên Cộng sản",
    "TTHC": "thủ tục hành chính",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
}
UNITS = {
    "km": "ki-lô-mét",
    "m": "mét",
    "m2": "mét vuông",
    "m²": "mét vuông",
    "m3": "mét khối",
    "m³": "mét khối",
    "ha": "héc-ta",
    "kg": "ki-lô-gam",
    "đ": "đồng",
}
HOUR = "giờ"

# Neither inside a word or a number, nor beside what makes them a name: "2485/UBND-VX", "QL1A", "24/7", "Covid-19".
_FREE, _END = r"(?<![\w/.,:-])", r"(?![\w/:-]|[.,]\d)"
_ABBREVIATION = re.compile(rf"(?<![\w/&.-])({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})(?![\w/&-])")
_CITY = re.compile(r"(?<![\w/.-])TP\.? ?(?=[A-ZĐ][a-zà-ỹ])")
_DATE = re.compile(rf"(?:([Nn]gày) )?{_FREE}(\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}){_END}")
_DAY = re.compile(rf"\b([Nn]gày|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm) (\d{{1,2}})[/-](\d{{1,2}}){_END}")
_MONTH = re.compile(rf"\b([Tt]háng) (\d{{1,2}})/(\d{{4}}){_END}")
_HOUR = re.compile(rf"{_FREE}(\d{{1,2}})(?:(?:h|g| giờ ?|:)([0-5]\d)(?: ?phút)?|h|g){_END}")
_TELEPHONE = re.compile(rf"{_FREE}0\d[\d. ]{{6,13}}\d{_END}")
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = re.compile(rf"{_FREE}(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(\d+))?( ?%| (?:{_UNIT})(?!\w))?{_END}")


def aloud(text: str) -> str:
    """Return ``text`` as it is read aloud."""
    text = normalise(text)
    for pattern, spelled in (
        (_ABBREVIATION, lambda found: ABBREVIATIONS[found[1]]),
        (_CITY, lambda found: "thành phố "),
        (_DATE, _date),
        (_DAY, _day),
        (_MONTH, _month),
        (_HOUR, _hour),
        (_TELEPHONE, _digits),
        (_NUMBER, _number),
    ):
        text = pattern.sub(spelled, text)
    return text.replace("v.v.", "vân vân")


def _date(found: re.Match) -> str:
    """A day with its year; what is no day stays."""
    word, day, month, year = found[1] or "ngày", *map(int, found.groups()[1:])
    return f"{word} {_of_the_year(day, month)} năm {in_words(year)}" if _is_day(day, month, year) else found[0]


def _day(found: re.Match) -> str:
    word, day, month = found[1], int(found[2]), int(found[3])
    if not _is_day(day, month, 2000):
        return found[0]
    return f"{word} {_of_the_year(day, month)}" if word.lower() == "ngày" else f"{word} ngày {_of_the_year(day, month)}"


def _month(found: re.Match) -> str:
    month = int(found[2])
    return f"{found[1]} {_named_month(month)} năm {in_words(int(found[3]))}" if 1 <= month <= 12 else found[0]


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _of_the_year(day: int, month: int) -> str:
    return f"{in_words(day)} tháng {_named_month(month)}"


def _named_month(month: int) -> str:
    return "tư" if month == 4 else in_words(month)


def _hour(found: re.Match) -> str:
    hour, minutes = int(found[1]), int(found[2] or 0)
    if hour > 24:
        return found[0]
    return f"{in_words(hour)} {HOUR}" + (f" {in_words(minutes)} phút" if minutes else "")


def _digits(found: re.Match) -> str:
    """A telephone number, digit by digit, with a breath between its groups."""
    groups = re.split(r"[. ]+", found[0])
    return ", ".join(" ".join(in_words(int(digit)) for digit in group) for group in groups)


def _number(found: re.Match) -> str:
    try:
        words = in_words(read_whole(found[1]))
    except UnreadableNumber:
        return found[0]
    if found[2]:
        words += f" phẩy {_fraction(found[2])}"
    unit = (found[3] or "").strip()
    return f"{words} {'phần trăm' if unit == '%' else UNITS[unit]}" if unit else words


def _fraction(digits: str) -> str:
    """What stands behind the comma: one or two digits as a number, more of them one by one."""
    if len(digits) > 2 or digits.startswith("0"):
        return " ".join(in_words(int(digit)) for digit in digits)
    return in_words(int(digits))
