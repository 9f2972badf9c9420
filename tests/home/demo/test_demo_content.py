import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from home.demo.drawn.pictures import SCENES, draw, draw_portrait
from home.demo.invented.news import FULL_UNITS, dated, full_pieces, in_season, short_pieces
from home.demo.invented.people import CENTRAL_PEOPLE, unit_people
from tests.vietnamese.names import WARDS

GENRES = {"tin", "tin_anh", "thong_bao", "bai_phan_anh", "phong_su", "phong_van", "chinh_luan", "guong_tot"}
CATEGORIES = {"gioi-thieu", "tin-tuc-su-kien", "chi-dao-dieu-hanh", "phap-luat-chinh-sach", "quy-hoach-ke-hoach"}
CATEGORIES |= {"van-ban", "du-an-dau-thau", "lay-y-kien", "thong-tin-giao-dich"}

UNITS = [
    ("van-phong-hdnd-ubnd", "Văn phòng HĐND và UBND thành phố Phan Thiết", "Văn phòng", "division"),
    ("phong-noi-vu", "Phòng Nội vụ", "Nội vụ", "division"),
    ("phong-tu-phap", "Phòng Tư pháp", "Tư pháp", "division"),
    ("phong-tai-chinh-ke-hoach", "Phòng Tài chính - Kế hoạch", "TC-KH", "division"),
    ("phong-tai-nguyen-va-moi-truong", "Phòng Tài nguyên và Môi trường", "TN&MT", "division"),
    ("phong-lao-dong-thuong-binh-va-xa-hoi", "Phòng Lao động - Thương binh và Xã hội", "LĐ-TB&XH", "division"),
    ("phong-van-hoa-va-thong-tin", "Phòng Văn hóa và Thông tin", "VH&TT", "division"),
    ("phong-giao-duc-va-dao-tao", "Phòng Giáo dục và Đào tạo", "GD&ĐT", "division"),
    ("phong-y-te", "Phòng Y tế", "Y tế", "division"),
    ("thanh-tra-thanh-pho", "Thanh tra thành phố", "Thanh tra", "division"),
    ("phong-kinh-te", "Phòng Kinh tế", "Kinh tế", "division"),
    ("phong-quan-ly-do-thi", "Phòng Quản lý đô thị", "QLĐT", "division"),
    *(
        (slug, name, name.split(maxsplit=2)[2], "ward" if slug.startswith("phuong") else "commune")
        for name, slug in WARDS.items()
    ),
    ("dai-truyen-thanh", "Đài Truyền thanh Phan Thiết", "Đài TT", "radio"),
    ("ban-quan-ly-cho", "Ban Quản lý chợ Phan Thiết", "BQL chợ", "service_unit"),
    ("nha-thieu-nhi", "Nhà Thiếu nhi thành phố Phan Thiết", "Nhà Thiếu nhi", "service_unit"),
]
OTHERS = [unit for unit in UNITS if unit[0] not in FULL_UNITS]


def words_of(piece):
    quote = (piece.quote.text, piece.quote.source) if piece.quote else ()
    return (piece.title, piece.lead, *piece.body, piece.caption, piece.alt, *quote)


def short_pieces_of(unit):
    slug, name, _short_name, kind = unit
    return short_pieces(slug, name=name, kind=kind)


def people_of(unit):
    slug, name, short_name, kind = unit
    return unit_people(slug, name=name, short_name=short_name, kind=kind)


ALL_PIECES = [piece for slug in FULL_UNITS for piece in full_pieces(slug)] + [
    piece for unit in OTHERS for piece in short_pieces_of(unit)
]


def test_there_is_enough_for_every_unit():
    assert len(UNITS) == 33
    assert sum(len(full_pieces(slug)) for slug in FULL_UNITS) >= 44
    assert len([piece for piece in full_pieces("dai-truyen-thanh") if piece.genre in {"tin", "thong_bao"}]) >= 18
    for unit in OTHERS:
        assert len(short_pieces_of(unit)) >= 7, unit


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_news_for_the_units_shown_in_full(month):
    day = date(2019, month, 10)
    in_this_month = {slug: len([piece for piece in full_pieces(slug) if in_season(piece, day)]) for slug in FULL_UNITS}
    assert in_this_month["dai-truyen-thanh"] >= 18
    assert min(in_this_month.values()) >= 4


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit[0])
def test_pieces_are_complete_and_readable(unit):
    pieces = full_pieces(unit[0]) if unit[0] in FULL_UNITS else short_pieces_of(unit)
    for piece in pieces:
        filled = dated(piece, date(2019, 2, 5))
        assert len(filled.title) <= 110
        assert len(filled.lead) <= 600
        assert 2 <= len(filled.body) <= 6
        assert filled.genre in GENRES
        assert filled.category in CATEGORIES
        assert filled.scene in SCENES
        assert filled.author in {"contributor", "second_contributor"}
        for text in words_of(filled):
            assert text == text.strip()
            assert unicodedata.is_normalized("NFC", text)
            assert not text[0].islower(), text
            assert not re.search(r"[{}]|\s\s", text), text


def test_titles_differ_over_the_whole_city():
    day = date(2019, 5, 12)
    titles = [dated(piece, day).title for piece in ALL_PIECES]
    assert len(set(titles)) == len(titles)


def test_the_day_is_written_into_the_text():
    [piece] = [piece for piece in full_pieces("phuong-mui-ne") if "khai báo lưu trú" in piece.title]
    assert any("Tại hội nghị ngày 28/12," in text for text in dated(piece, date(2019, 12, 28)).body)
    [piece] = [piece for piece in full_pieces("phuong-phu-thuy") if piece.title.startswith("Lãnh đạo")]
    filled = dated(piece, date(2020, 1, 6))
    assert filled.title.endswith("tiếp công dân định kỳ tháng 1")
    assert filled.lead.startswith("Ngày 06/01, lãnh đạo")


def test_a_week_and_a_month_later_run_into_the_next_year():
    piece = dated(full_pieces("phong-giao-duc-va-dao-tao")[2], date(2019, 12, 28))
    assert "Từ tháng 1," in piece.body[3]
    piece = dated(full_pieces("phong-giao-duc-va-dao-tao")[1], date(2019, 12, 28))
    assert "Từ ngày 04/01," in piece.body[2]


def test_short_pieces_name_the_unit_and_stay_the_same():
    unit = ("phuong-ham-tien", "UBND phường Hàm Tiến", "Hàm Tiến", "ward")
    pieces = short_pieces_of(unit)
    assert pieces == short_pieces_of(unit)
    assert all("phường Hàm Tiến" in "\n".join(words_of(piece)) for piece in pieces)
    assert not any(re.search(r"\bthôn\b", piece.lead) for piece in pieces)


def test_seasonal_pieces_keep_to_their_months():
    [opening] = [piece for piece in full_pieces("phong-giao-duc-va-dao-tao") if "khai giảng" in piece.title]
    assert in_season(opening, date(2019, 9, 5))
    assert not in_season(opening, date(2019, 3, 5))


def test_only_units_shown_in_full_have_pieces_of_their_own():
    with pytest.raises(KeyError):
        full_pieces("phong-noi-vu")


def test_everybody_has_a_user_name_of_their_own():
    everybody = [person for unit in UNITS for person in people_of(unit)] + list(CENTRAL_PEOPLE)
    names = [person.username for person in everybody]
    assert len(set(names)) == len(names)
    for person in everybody:
        assert re.fullmatch(r"[a-z]+\.[a-z]+", person.username)
        assert re.fullmatch(r"0900 000 0\d\d", person.telephone)
        assert unicodedata.is_normalized("NFC", person.full_name)
        assert person.post


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit[0])
def test_every_unit_has_a_contributor_and_a_leader(unit):
    keys = {person.key: person.role for person in people_of(unit)}
    assert keys["contributor"] == "contributor"
    assert keys["leader"] == "leader"
    assert people_of(unit) == people_of(unit)
    if unit[0] in FULL_UNITS:
        assert {piece.author for piece in full_pieces(unit[0])} <= set(keys)


def test_central_roles_are_filled():
    roles = [person.role for person in CENTRAL_PEOPLE]
    wanted = {
        "head_of_board": 1,
        "editor": 2,
        "desk": 2,
        "official": 2,
        "accountant": 1,
        "director": 1,
        "administrator": 1,
    }
    assert {role: roles.count(role) for role in set(roles)} == wanted


@pytest.mark.parametrize("scene", SCENES)
def test_a_picture_is_a_jpeg_of_the_size_and_can_be_drawn_again(scene):
    data = draw(scene, 3, size=(480, 320))
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (480, 320))
        assert not picture.getexif()
        assert min(high - low for low, high in picture.getextrema()) > 60
    assert draw(scene, 3, size=(480, 320)) == data
    assert draw(scene, 4, size=(480, 320)) != data


def test_a_portrait_is_upright_and_can_be_drawn_again():
    data = draw_portrait(3, long_hair=True)
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (480, 640))
        assert not picture.getexif()
    assert draw_portrait(3, long_hair=True) == data
    assert draw_portrait(3, long_hair=False) != data


def test_a_picture_has_the_size_of_a_photograph():
    with Image.open(BytesIO(draw("beach", 1))) as picture:
        assert picture.size == (1200, 800)


def test_an_unknown_scene_is_refused():
    with pytest.raises(KeyError):
        draw("moon", 1)
