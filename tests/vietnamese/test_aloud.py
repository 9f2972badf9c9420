"""What is spelled for reading aloud, and what stays as it is written."""

import pytest

from vietnamese.aloud import aloud

SPELLED = {
    "UBND phường, MTTQ": "Ủy ban nhân dân phường, Mặt trận Tổ quốc",
    "HĐND TP. Phan Thiết": "Hội đồng nhân dân thành phố Phan Thiết",
    "ngày 04/4/2019": "ngày bốn tháng tư năm hai nghìn không trăm mười chín",
    "từ 25/11/2026 đến": "từ ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu đến",
    "Sáng 29/11, phường": "Sáng ngày hai mươi chín tháng mười một, phường",
    "tháng 4/2019": "tháng tư năm hai nghìn không trăm mười chín",
    "lúc 7h30, 13 giờ 05, 07:00 và 15 giờ.": "lúc bảy giờ ba mươi phút, mười ba giờ năm phút, bảy giờ và mười lăm giờ.",
    "1.490.000 đồng, 250.000 đ": "một triệu bốn trăm chín mươi nghìn đồng, hai trăm năm mươi nghìn đồng",
    "12,5% và 98 %": "mười hai phẩy năm phần trăm và chín mươi tám phần trăm",
    "dài 3,25 km, rộng 12 m, 400 m²": "dài ba phẩy hai mươi lăm ki-lô-mét, rộng mười hai mét, bốn trăm mét vuông",
    "gồm 02 tin, 105 hộ": "gồm hai tin, một trăm linh năm hộ",
    "gọi 0252 3821 111.": "gọi không hai năm hai, ba tám hai một, một một một.",
    "1,05 ha; v.v.": "một phẩy không năm héc-ta; vân vân",
}
KEPT = (
    "Công văn số 2485/UBND-VX",
    "Quốc lộ QL1A",
    "trực 24/7",
    "dịch Covid-19",
    "ngày 31/02/2026",
    "tỷ lệ 3/4",
    "QĐ-UBND",
    "khu phố 5A",
    "99h",
)


@pytest.mark.parametrize("written", SPELLED)
def test_spelled(written):
    assert aloud(written) == SPELLED[written]


@pytest.mark.parametrize("written", KEPT)
def test_what_could_be_read_otherwise_stays(written):
    assert aloud(written) == written
