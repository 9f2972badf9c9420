"""Number words read back, without the code that writes them."""

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def heard(words):
    """The number that somebody writes down who hears `words`: from left to right, word by word."""
    if words.startswith("âm "):
        return -heard(words.removeprefix("âm "))
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "linh":
            assert digit == 0
        elif word == "tỷ":
            # Everything said so far, not only the last group.
            total, group, digit = (total + group + digit) * 10**9, 0, 0
        else:
            size = {"nghìn": 10**3, "triệu": 10**6}[word]
            total, group, digit = total + (group + digit) * size, 0, 0
    return total + group + digit


def dong_heard(sentence):
    """The amount (int đồng) in a line of a paper: "Bằng chữ: Năm triệu đồng"."""
    words = sentence.removeprefix("Bằng chữ: ").removesuffix(" đồng").lower()
    assert words != sentence
    return heard(words)
