"""Numbers and amounts as a Vietnamese office writes, types and spells them.

The Law on Accounting (2003 Article 12, 2015 Article 11): a dot after thousands, millions and so on, a comma
before the decimals: "1.490.000", "1,5". Amounts are whole đồng, which has no sub-unit in use, with a no-break
space before "đ". In words they follow the schoolbooks of the Ministry of Education and Training and state
papers: "nghìn", "tỷ" and "linh", where the South says "ngàn" and "lẻ".
"""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from vietnamese.text import normalise

NO_BREAK_SPACE = "\u00a0"

# As many as Python's Decimal keeps exactly; nobody types a longer number on purpose.
MOST_DIGITS = 28

_DIGITS = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_DECIMAL = re.compile(r"[0-9]*[.,][0-9]+")
# One dot and three digits after it: thousands to one reader, a fraction to another.
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|dong|d|vnđ|vnd)\.?$", re.IGNORECASE)

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 1_000_000_000
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_GROUP_WORDS = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))


class UnreadableNumber(ValueError):
    """What was typed is no number of the kind asked for.

    `reason` says why: "empty"; "invalid" (no number); "decimal" (decimals where a whole number is asked for);
    "grouping" (separators that divide no groups of three); "ambiguous" ("1.500" in a field for decimals);
    "too_long" (more than 28 digits).
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason


def whole(number: int) -> str:
    """Return ``number`` with a dot before each three digits: "1.234.567". TypeError for what is no int."""
    _require_whole(number)
    return f"{number:,}".replace(",", ".")


def in_prose(number: int) -> str:
    """Return ``number`` as the text of an official document has it: "02", "15", "1.234", and "0" for none.

    The letter 2485/UBND-VX writes "02 tin", so that no digit can be added in front. TypeError for what is no int.
    """
    return f"{number:02}" if 0 < number < 10 else whole(number)


def decimal(number: Decimal | int, *, places: int | None = None, grouped: bool = True) -> str:
    """Return ``number`` with a decimal comma: "1,5", "-0,25", "1.490,5".

    Zeros at the end are left out, unless ``places`` asks for so many decimals, rounded half up. ``grouped=False``
    leaves out the dots, for a field in which the number is typed on: `read_decimal` refuses "1.500". Raises
    TypeError for a float, which has no exact decimals, and ValueError for what is not finite.
    """
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise TypeError(f"a Decimal or int, not {type(number).__name__}")
    number = Decimal(number)
    if not number.is_finite():
        raise ValueError(f"{number} cannot be written")
    if places is not None:
        with localcontext(prec=max(len(number.as_tuple().digits), number.adjusted() + 1) + places + 1):
            number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if number < 0 else ""
    integral, _point, fraction = f"{number.copy_abs():f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    if grouped:
        integral = whole(int(integral))
    return f"{sign}{integral},{fraction}" if fraction else f"{sign}{integral}"


def money(dong: int) -> str:
    """Return an amount of whole ``dong`` with a no-break space: "1.490.000 đ". TypeError for what is no int."""
    return f"{whole(dong)}{NO_BREAK_SPACE}đ"


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) as a Roman numeral: "IV". ValueError for any other."""
    if not 0 < number < 4000:
        raise ValueError(f"{number} has no Roman numeral")
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def read_whole(text: str) -> int:
    """Return the whole number (int) typed as ``text``: digits, or groups of three divided by dots or by spaces.

    "1.500" is one thousand five hundred here. Raises UnreadableNumber.
    """
    sign, digits = _sign_and_rest(text)
    if _DIGITS.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return sign * int(re.sub(r"[. ]", "", digits))
    if "," in digits and re.fullmatch(r"[0-9. ]*,[0-9]+", digits):
        raise UnreadableNumber("decimal", text)
    if re.fullmatch(r"[0-9., ]+", digits):
        raise UnreadableNumber("grouping", text)
    raise UnreadableNumber("invalid", text)


def read_money(text: str) -> int:
    """Return the amount in đồng (int) typed as ``text``: `read_whole`'s, with or without "đ", "đồng" or "VND" after it.

    Raises UnreadableNumber.
    """
    return read_whole(_CURRENCY.sub("", normalise(text).strip()))


def read_decimal(text: str) -> Decimal:
    """Return the number typed as ``text``: "1,5", "1.5", "1.490.000", "1.490,5".

    Only "1.500" can be read in two ways and is refused ("ambiguous"). Raises UnreadableNumber.
    """
    sign, number = _sign_and_rest(text)
    if _AMBIGUOUS.fullmatch(number):
        raise UnreadableNumber("ambiguous", text)
    if _DIGITS.fullmatch(number) or _DECIMAL.fullmatch(number):
        return sign * Decimal(number.replace(",", "."))
    integral, comma, fraction = number.partition(",")
    if _GROUPED.fullmatch(integral) and (not comma or _DIGITS.fullmatch(fraction)):
        return sign * Decimal(f"{re.sub(r'[. ]', '', integral)}.{fraction or 0}")
    raise UnreadableNumber("grouping" if re.fullmatch(r"[0-9., ]+", number) else "invalid", text)


def in_words(number: int) -> str:
    """Return ``number`` in words, of any size: "một triệu bốn trăm chín mươi nghìn". TypeError for what is no int.

    A place without hundreds inside a number is spoken ("không trăm linh năm"), a place of three zeros is not.
    """
    _require_whole(number)
    if number < 0:
        return f"âm {in_words(-number)}"
    return _words(number, spoken_in_full=False) or "không"


def dong_in_words(dong: int) -> str:
    """Return an amount as payment papers have it after "Bằng chữ:": "Một triệu bốn trăm chín mươi nghìn đồng".

    Without "chẵn" (even): đồng has no smaller unit that could follow. TypeError for what is no int, ValueError for
    a negative amount, which no paper pays.
    """
    _require_whole(dong)
    if dong < 0:
        raise ValueError(f"no amount to pay: {dong}")
    words = in_words(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


def _require_whole(number: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"a whole number (int), not {type(number).__name__}")


def _sign_and_rest(text: str) -> tuple[int, str]:
    """Split ``text`` into 1 or -1 and what follows the sign, with ordinary single spaces inside and none around."""
    rest = " ".join(normalise(text).split())
    if not rest:
        raise UnreadableNumber("empty", text)
    if sum(char.isdigit() for char in rest) > MOST_DIGITS:
        raise UnreadableNumber("too_long", text)
    if rest[0] in "-\u2212":
        return -1, rest[1:].lstrip()
    return 1, rest


def _words(number: int, *, spoken_in_full: bool) -> str:
    """Words of ``number`` (0 or more), "" for 0; ``spoken_in_full`` where something stands before it."""
    parts: list[str] = []
    billions, rest = divmod(number, _BILLION)
    if billions:
        parts.append(f"{_words(billions, spoken_in_full=spoken_in_full)} tỷ")
    for size, word in _GROUP_WORDS:
        group, rest = divmod(rest, size)
        if group:
            parts.append(f"{_group(group, spoken_in_full=spoken_in_full or bool(parts))} {word}".strip())
    return " ".join(parts)


def _group(number: int, *, spoken_in_full: bool) -> str:
    """Words of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    parts = []
    if hundreds or spoken_in_full:
        parts.append(f"{_DIGIT_WORDS[hundreds]} trăm")
    if tens > 1:
        parts.append(f"{_DIGIT_WORDS[tens]} mươi")
        if units:
            parts.append(_AFTER_TENS.get(units, _DIGIT_WORDS[units]))
    elif tens == 1:
        parts.append("mười")
        if units:
            parts.append("lăm" if units == 5 else _DIGIT_WORDS[units])
    elif units:
        parts += ["linh"] * bool(parts) + [_DIGIT_WORDS[units]]
    return " ".join(parts)
