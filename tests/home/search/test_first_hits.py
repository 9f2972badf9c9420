"""Sixty queries as citizens type them, with what has to come first, on both databases."""

import pytest

from home.search.filters import Filters
from home.search.finding import find
from home.search.words import Query
from tests.plugins.told import told

# (name, title, text), the oldest first. What only differs by marks is there on purpose, and newer than what is meant.
PIECES = {
    "long": ("Phường Đức Long ra quân làm sạch hẻm phố", "Khu phố 3 phường Đức Long thu gom rác."),
    "cast": ("Làng nghề đúc lồng đèn vào vụ", "Thợ đúc làm lồng đèn, đục long não."),
    "sea": ("Mũi Né ra quân dọn vệ sinh bãi biển", "Hơn 250 người thu gom rác trên bãi biển."),
    "letter": ("Tăng cường cung cấp thông tin", "Thực hiện Công văn số 2485/UBND-VX ngày 04/4/2019."),
    "decree": ("Nghị quyết về thu chi ngân sách", "Nghị quyết số 12/2026/NQ-HĐND của Hội đồng nhân dân."),
    "radio": ("Đài Truyền thanh phát chương trình mới", "Chương trình 'Chào buổi sáng' phát lúc 5 giờ."),
    "school": ("Khai giảng năm học mới tại Trường Tiểu học Bình Hưng", "Hơn 400 học sinh dự lễ khai giảng."),
    "water": ("Thông báo tạm ngừng cấp nước", "Ngừng cấp nước để sửa ống tại đường Trần Hưng Đạo."),
    "power": ("Lịch ngừng cung cấp điện tuần này", "Điện lực cắt điện; cấp cứu có nước dự phòng."),
    "dengue": ("Phòng, chống sốt xuất huyết", "Diệt lăng quăng, bọ gậy; khử khuẩn tại Tiến Lợi."),
    "tax": ("Hạn nộp thuế đất phi nông nghiệp", "Người dân nộp trước ngày 31/10; mức 1.500.000 đồng."),
    "king": ("Giỗ Tổ Hùng Vương tại đình làng Đức Nghĩa", "Lễ dâng hương tại đình."),
    "thuy": ("Phú Thuỷ tặng quà gia đình chính sách", "Tặng 35 suất quà."),
    "hoa": ("Hoà giải ở cơ sở", "Tổ hòa giải được tập huấn."),
    "ban": ("Ban Biên tập họp phiên đầu", "Ban Biên tập gồm 9 người."),
    "table": ("Tặng bàn ghế cho học sinh", "Bàn mới, bán trú, bạn học."),
    "my": ("Triển lãm mỹ thuật thiếu nhi", "Tranh của 60 em."),
    "part": ("Một phần thiết bị đã cũ", "Phần còn lại sẽ thiết kế lại; phân loại."),
    "wifi": ("Wi-Fi miễn phí ở công viên", "Mạng wifi tốc độ 100 Mbps, không cần mật khẩu."),
    "author": ("Chuyện người giữ đèn biển", "Bà Nguyễn Thị Lài giữ đèn hai mươi năm. © Báo Bình Thuận"),
    "fish": ("Cá cơm được mùa", "Ghe thuyền cập cảng Phan Thiết với cá cơm."),
    "old": ("Hội nghị trực tuyến về chuyển đổi số", "Hội nghị bàn về chuyển đổi số."),
    "new": ("Tập huấn chuyển đổi số cho phường, xã", "Tập huấn hai ngày."),
}
FIRST = [
    # as typed, with marks, before what only sounds alike, though that is newer
    ("Đức Long", "long"),
    ("đức long", "long"),
    ("ĐỨC LONG", "long"),
    ("phường Đức Long", "long"),
    ("đúc lồng", "cast"),
    ("lồng đèn", "cast"),
    ("bàn ghế", "table"),
    ("ban", "ban"),
    ("bán trú", "table"),
    ("phần thiết", "part"),
    ("Phan Thiết", "fish"),
    ("cảng Phan Thiết", "fish"),
    # without marks
    ("duc long", "cast"),  # both sound like it: the newest
    ("mui ne", "sea"),
    ("MUI NE", "sea"),
    ("phan thiet", "fish"),
    ("cang phan thiet", "fish"),
    ("dai truyen thanh", "radio"),
    ("đai truyen thanh", "radio"),
    ("don ve sinh bai bien", "sea"),
    ("sot xuat huyet", "dengue"),
    ("khai giang", "school"),
    ("truong tieu hoc binh hung", "school"),
    ("gio to hung vuong", "king"),
    ("thue dat", "tax"),
    ("cap nuoc", "water"),  # next to each other before apart, though that is newer
    ("cấp nước", "water"),
    ("ngừng điện", "power"),
    ("chuyen doi so", "new"),
    ("hoi nghi chuyen doi so", "old"),
    # numbers of documents and other numbers
    ("2485/UBND-VX", "letter"),
    ("2485 ubnd vx", "letter"),
    ("2485", "letter"),
    ("số 2485/ubnd-vx", "letter"),
    ("12/2026/NQ-HĐND", "decree"),
    ("12/2026/nq-hdnd", "decree"),
    ("12 2026", "decree"),
    ("04/4/2019", "letter"),
    ("1.500.000", "tax"),
    ("100 Mbps", "wifi"),
    ("31/10", "tax"),
    # the tone on either vowel, marks as a Mac sends them, what looks the same
    ("Phú Thủy tặng quà", "thuy"),
    ("Phú Thuỷ tặng quà", "thuy"),
    ("hòa giải", "hoa"),
    ("hoà giải", "hoa"),
    ("Đức Long", "long"),
    ("Ðức Long", "long"),
    ("mỹ thuật", "my"),
    ("mĩ thuật", None),  # i and y are different letters in names
    # signs
    ("wi-fi", "wifi"),
    ("wifi", "wifi"),
    ('"cấp nước"', "water"),
    ("“bãi biển”", "sea"),
    ('"biển bãi"', None),
    ("biển bãi", "sea"),
    ("người (giữ) đèn*", "author"),
    ("Nguyễn Thị Lài", "author"),
    ("Báo Bình Thuận", "author"),
    ("cá cơm!!!", "fish"),
    ("  cá   cơm  ", "fish"),
    # units come before all news that names them
    ("phường Phú Thủy", "unit"),
    ("ubnd phuong phu thuy", "unit"),
    ("phu thuy", "unit"),
    # nothing
    ("khongcotunay", None),
    ("cá khongcotunay", None),
]


@told
def city(newsroom, ward):
    """{name of a piece: its title}."""
    for title, text in PIECES.values():
        newsroom.publish(ward, title=title, lead="Tin của phường.", text=f"<p>{text}</p>")
    return {name: title for name, (title, _text) in PIECES.items()} | {"unit": ward.name}


def test_there_are_sixty():
    assert len({query for query, _first in FIRST}) >= 60


@pytest.mark.parametrize(("typed", "first"), FIRST)
def test_first_hit(db, city, typed, first):
    hits = find(Query.of(typed), Filters({})).listing
    assert next((hit.entry.title for hit in hits), None) == (first and city[first])
