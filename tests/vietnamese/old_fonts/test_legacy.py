"""Text from before Unicode becomes Unicode, to the letter; true Unicode and other languages stay as they are."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.fields import NormalisedCharField
from vietnamese.old_fonts.legacy import (
    Encoding,
    as_unicode,
    convert,
    encoding_of_font,
    html_as_unicode,
    is_capital_font,
    other_reading,
    recognise,
)
from vietnamese.old_fonts.syllables import is_syllable

# By the vowel, as the tables of the fonts are printed: plain, then with the tones.
TCVN3 = {
    "áàảãạ": "\xb8\xb5\xb6\xb7\xb9",
    "ăắằẳẵặ": "\xa8\xbe\xbb\xbc\xbd\xc6",
    "âấầẩẫậ": "\xa9\xca\xc7\xc8\xc9\xcb",
    "đ": "\xae",
    "éèẻẽẹ": "\xd0\xcc\xce\xcf\xd1",
    "êếềểễệ": "\xaa\xd5\xd2\xd3\xd4\xd6",
    "íìỉĩị": "\xdd\xd7\xd8\xdc\xde",
    "óòỏõọ": "\xe3\xdf\xe1\xe2\xe4",
    "ôốồổỗộ": "\xab\xe8\xe5\xe6\xe7\xe9",
    "ơớờởỡợ": "\xac\xed\xea\xeb\xec\xee",
    "úùủũụ": "\xf3\xef\xf1\xf2\xf4",
    "ưứừửữự": "\xad\xf8\xf5\xf6\xf7\xf9",
    "ýỳỷỹỵ": "\xfd\xfa\xfb\xfc\xfe",
    "ĂÂĐÊÔƠƯ": "\xa1\xa2\xa7\xa3\xa4\xa5\xa6",
}
VNI = {
    "áàảãạ": ["aù", "aø", "aû", "aõ", "aï"],
    "ăắằẳẵặ": ["aê", "aé", "aè", "aú", "aü", "aë"],
    "âấầẩẫậ": ["aâ", "aá", "aà", "aå", "aã", "aä"],
    "đ": ["ñ"],
    "éèẻẽẹ": ["eù", "eø", "eû", "eõ", "eï"],
    "êếềểễệ": ["eâ", "eá", "eà", "eå", "eã", "eä"],
    "íìỉĩị": ["í", "ì", "æ", "ó", "ò"],
    "óòỏõọ": ["où", "oø", "oû", "oõ", "oï"],
    "ôốồổỗộ": ["oâ", "oá", "oà", "oå", "oã", "oä"],
    "ơớờởỡợ": ["ô", "ôù", "ôø", "ôû", "ôõ", "ôï"],
    "úùủũụ": ["uù", "uø", "uû", "uõ", "uï"],
    "ưứừửữự": ["ö", "öù", "öø", "öû", "öõ", "öï"],
    "ýỳỷỹỵ": ["yù", "yø", "yû", "yõ", "î"],
}


def written_in(encoding, text):
    """`text` (Unicode) as a typist of that time had it; TCVN3 has capitals with tones in a font of their own only."""
    rows = TCVN3 if encoding is Encoding.TCVN3 else VNI
    table = {letter: sign for letters, signs in rows.items() for letter, sign in zip(letters, signs, strict=True)}
    if encoding is Encoding.VNI:
        table |= {letter.upper(): sign.upper() for letter, sign in table.items()}
    return "".join(table.get(letter, letter) for letter in text)


MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam"
LINES = [
    "Độc lập - Tự do - Hạnh phúc",
    "ủy ban nhân dân phường Phú Thủy tổ chức ra quân dọn vệ sinh bãi biển",
    "Trường Tiểu học Đức Thắng khen thưởng học sinh giỏi năm học 2018 - 2019",
    "Những người được cấp giấy chứng nhận quyền sử dụng đất ở khu phố 4",
    "Hỗ trợ 5.000.000 đồng cho mỗi hộ nghèo; kỷ niệm ngày thành lập Hội Chữ thập đỏ",
]


def test_lines_that_everybody_has_seen():
    assert convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", Encoding.TCVN3) == MOTTO
    assert convert("§éc lËp - Tù do - H¹nh phóc", Encoding.TCVN3) == LINES[0]
    assert convert("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Encoding.VNI) == MOTTO
    assert convert("Ñoäc laäp - Töï do - Haïnh phuùc", Encoding.VNI) == LINES[0]
    assert convert("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", Encoding.VNI) == LINES[0].upper()


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("line", [MOTTO, *LINES])
def test_there_and_back(encoding, line):
    old = written_in(encoding, line)
    assert old != line
    assert recognise(old) is encoding
    assert as_unicode(old) == line
    assert unicodedata.is_normalized("NFC", as_unicode(old))


ALL = "".join(letters for letters in TCVN3) + "bcdghklmnpqrstvx 0123456789.,-"


@given(st.text(alphabet=[letter for letter in ALL if not letter.isupper()], max_size=60))
def test_every_letter_there_and_back_in_tcvn3(text):
    assert convert(written_in(Encoding.TCVN3, text), Encoding.TCVN3) == text


@pytest.mark.parametrize("word", ["".join(pair) for pair in zip("bcdđghklmnprstvx", "ắếốớứýậệộợựỵẵễữỹ", strict=True)])
def test_every_row_there_and_back_in_vni(word):
    assert convert(written_in(Encoding.VNI, word), Encoding.VNI) == word
    assert convert(written_in(Encoding.VNI, word.upper()), Encoding.VNI) == word.upper()


def test_a_capital_with_a_small_sign():
    assert convert("Aâm nhaïc, Ôû ñaây", Encoding.VNI) == "Âm nhạc, Ở đây"


def test_signs_of_a_symbol_font():
    moved = "".join(chr(ord(letter) + 0xF000) for letter in "ViÖt")
    assert convert(moved, Encoding.TCVN3) == "Việt"


# --- what is none --------------------------------------------------------------------------------

OTHERS = [
    "",
    "Plain English text, nothing else.",
    "L'été dernier, à la plage, nous avons mangé des crêpes où l'on fête Noël.",
    "Größe für Straße, schön über Mädchen",
    "El niño comió mañana; ¿qué pasó?",
    "Tôi có vé xe. Bà và cô, chú và mẹ",
    "Cà phê sữa đá",
    "50 m², 20 °C, ± 3, 10 × 20, © 2019",
    "Ca\u0302\u0323n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_stays_as_it_is(text):
    assert recognise(text) is None
    assert as_unicode(text) == text


def unicode_texts():
    """Every paragraph of Vietnamese that this project has."""
    root = Path(__file__).parents[3]
    for page in sorted((root / "docs/huong-dan").glob("*.md")):
        yield from filter(None, page.read_text(encoding="utf-8").split("\n"))
    catalogue = (root / "locale/vi/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    yield from re.findall(r'^msgstr "(.+)"$', catalogue, re.MULTILINE)


def test_true_unicode_is_never_converted():
    texts = list(unicode_texts())
    assert len(texts) > 1000
    assert [text for text in texts if as_unicode(text) != text] == []
    assert [text for text in texts for word in text.split() if as_unicode(word) != word] == []
    for hint in Encoding:
        assert [text for text in texts if recognise(text, hint=hint) and re.search("[\u1ea0-\u1ef9đơưă]", text)] == []


def test_decomposed_unicode_is_never_converted():
    assert [text for text in unicode_texts() if recognise(unicodedata.normalize("NFD", text))] == []


def test_one_word_alone_is_in_doubt_unless_the_font_says_more():
    assert recognise("ViÖt") is None
    assert recognise("ViÖt", hint=Encoding.TCVN3) is Encoding.TCVN3
    assert recognise("Việt", hint=Encoding.TCVN3) is None
    assert recognise("Viet", hint=Encoding.TCVN3) is None


@pytest.mark.parametrize(
    ("font", "encoding", "in_capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial NarrowH", Encoding.TCVN3, True),
        (".VNTIME", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve-Condense", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Vni", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_fonts(font, encoding, in_capitals):
    assert encoding_of_font(font) is encoding
    assert is_capital_font(font) is in_capitals


SYLLABLES = "nghiêng quyết giếng gì khuỷu thuở ướt ngoằn ngoèo Huế ĐÃ quốc gìn xoong yếu oan ủy khuya"
NONE = "ht straße niño ộtộ được2 cạc̉ wien ngé bet̀ e\u0300\u0301m"


def test_syllables():
    assert [word for word in SYLLABLES.split() if not is_syllable(word)] == []
    assert [word for word in NONE.split() if is_syllable(word)] == ["ngé"]


# --- where people paste --------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", Encoding)
def test_a_field_takes_it_before_it_takes_out_what_shows_nothing(encoding):
    """ "ư" of TCVN3 is a soft hyphen, which no stored text has."""
    assert NormalisedCharField().clean(written_in(encoding, LINES[3])) == LINES[3]


@pytest.mark.parametrize("encoding", Encoding)
def test_rich_text(encoding):
    html = '<p data-block-key="a1"><b>{}</b> <a href="https://x.vn/?a=1&amp;ö=2">{}</a></p>'
    assert html_as_unicode(html.format(*(written_in(encoding, line) for line in LINES[:2]))) == html.format(*LINES[:2])
    assert html_as_unicode(html.format(*LINES[:2])) == html.format(*LINES[:2])


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("name", ["Trần Thị Dũng", "Lê Hoa", "Nguyễn Thúy Dũng", "Đỗ An"])
def test_a_name_in_another_reading(encoding, name):
    """One word is enough where a person is told and decides; what reads well as it stands is left alone."""
    assert other_reading(written_in(encoding, name)) == name
    assert other_reading(name) is None


@pytest.mark.parametrize("name", ["Hoàng Hà", "Lò Pá", "Lê Hùng", "José Müller", "K'Brêm Hàn", "Ðoàn", "Cil Múp", ""])
def test_a_name_of_few_marks_is_left_alone(name):
    assert other_reading(name) is None
