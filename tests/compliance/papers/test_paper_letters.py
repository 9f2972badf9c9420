"""The two letters: the division urges those below the minimum, the People's Committee corrects, both as drafts."""

import pytest
from django.urls import reverse

from compliance.findings.paper import Paper
from compliance.models.rules import all_rules
from compliance.papers.letters import correcting_letter, urging_letter
from compliance.periods.periods import ReportingPeriod
from submissions.models import Letterhead
from tests import factories
from tests.compliance.closed_figures import autumn, closed, numbers, units
from tests.compliance.documents import lines, read, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def paper(month):
    return Paper.read(ReportingPeriod.of(2026, month, rules=all_rules()))


def test_urging_after_the_period():
    autumn()
    document = read(urging_letter(paper(10)))
    said = lines(document)
    assert said[:12] == [
        "DỰ THẢO",
        "UBND THÀNH PHỐ PHAN THIẾT",
        "PHÒNG VĂN HÓA VÀ THÔNG TIN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /VHTT",
        "V/v đôn đốc cung cấp tin, bài cho Trang Thông tin điện tử thành phố tháng 10/2026",
        "Phan Thiết, ngày tháng năm",
        "Kính gửi:",
        "- UBND phường Phú Thủy;",
        "- UBND xã Tiến Lợi.",
        "Thực hiện Công văn 2485/UBND-VX ngày 04/4/2019 của UBND thành phố, Phòng Văn hóa và Thông tin theo dõi việc "
        "cung cấp tin, bài cho Trang Thông tin điện tử thành phố của các cơ quan, đơn vị trong kỳ báo cáo tháng "
        "10/2026 (từ ngày 25/9/2026 đến hết ngày 24/10/2026).",
    ]
    assert "Tính đến 00:05 ngày 25/10/2026, có 02 cơ quan, đơn vị chưa đạt chỉ tiêu, còn thiếu 04 tin, bài:" in said
    assert rows(document.tables[1]) == [
        [
            "TT",
            "Cơ quan, đơn vị",
            "Chỉ tiêu của kỳ",
            "Số tin, bài gửi",
            "Được tính",
            "Còn thiếu",
            "Chờ biên tập, chờ đăng",
        ],
        ["1", "UBND phường Phú Thủy", "2", "2", "0", "2", "1"],
        ["2", "UBND xã Tiến Lợi", "2", "0", "0", "2", "0"],
    ]
    assert any("trong kỳ báo cáo tiếp theo" in line for line in said)
    assert not any("chấn chỉnh" in line for line in said)
    assert said[-5:] == [
        "- Như trên;",
        "- UBND thành phố Phan Thiết (để báo cáo);",
        "- Ban Biên tập Trang Thông tin điện tử thành phố;",
        "- Lưu: VT.",
        "TRƯỞNG PHÒNG",
    ]


def test_urging_while_there_is_time():
    autumn()
    said = lines(read(urging_letter(paper(11))))
    assert any(line.startswith("Tính đến 12:00 ngày 20/11/2026, có 05 cơ quan, đơn vị") for line in said)
    assert any("trước khi kết thúc kỳ báo cáo (hết ngày 24/11/2026)" in line for line in said)


def test_correcting_names_the_third_period_in_a_row():
    autumn()
    document = read(correcting_letter(paper(10)))
    said = lines(document)
    assert "ỦY BAN NHÂN DÂN THÀNH PHỐ PHAN THIẾT" in said
    assert "UBND THÀNH PHỐ PHAN THIẾT" not in said
    assert "Số: /UBND-VX" in said
    assert "V/v chấn chỉnh việc cung cấp tin, bài cho Trang Thông tin điện tử thành phố" in said
    assert [row[-1] for row in rows(document.tables[1])] == ["Số kỳ liên tiếp chưa đạt", "3 (nhiều kỳ)", "2"]
    (named,) = [line for line in said if "từ 03 kỳ liên tiếp trở lên" in line]
    assert "(UBND phường Phú Thủy)" in named
    assert "- Phòng Văn hóa và Thông tin;" in said
    assert said[-2:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_who_signs_for_the_committee_is_the_office_s_to_say():
    autumn()
    letterhead = Letterhead.load()
    letterhead.parent_symbol, letterhead.parent_authority = "UBND-NC", "KT. Chủ tịch"
    letterhead.parent_signer_post, letterhead.parent_signer_name = "Phó Chủ tịch", "Trần Thị Bình"
    letterhead.save()
    said = lines(read(correcting_letter(paper(10))))
    assert "Số: /UBND-NC" in said
    assert said[-3:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Bình"]


def test_nobody_repeats_in_the_first_period():
    autumn()
    said = lines(read(correcting_letter(paper(8))))
    assert not any("liên tiếp trở lên" in line for line in said)


def test_a_period_in_which_nothing_was_asked_ends_the_row():
    (ward,) = units("UBND phường Phú Thủy")
    for month, counts in ((6, numbers()), (7, numbers()), (8, numbers(minimum=0)), (9, numbers()), (10, numbers())):
        closed(2026, month, {ward: counts}, exempt={ward} if month == 8 else ())
    assert paper(10).streaks == {ward.pk: 2}
    assert paper(7).streaks == {ward.pk: 2}


def test_a_period_that_is_over_and_not_closed_counts_as_it_stands():
    (ward,) = units("UBND phường Phú Thủy")
    closed(2026, 9, {ward: numbers()})
    assert paper(11).streaks == {ward.pk: 3}
    assert paper(10).streaks == {ward.pk: 2}


def test_many_names_stand_in_the_list_alone():
    many = units(*(f"UBND phường số {n}" for n in range(1, 11)))
    closed(2026, 10, {unit: numbers() for unit in many})
    document = read(urging_letter(paper(10)))
    assert "Kính gửi: Các cơ quan, đơn vị có tên trong danh sách dưới đây" in lines(document)
    assert len(rows(document.tables[1])) == 11


class TestFiles:
    @pytest.fixture
    def get(self, client, official):
        client.force_login(official)
        return lambda name, month: client.get(reverse(f"compliance:{name}"), {"period": f"2026-{month:02}"})

    def test_names(self, get):
        autumn()
        assert get("urging", 10)["Content-Disposition"] == 'attachment; filename="cong-van-don-doc-2026-10.docx"'
        assert (
            get("urging", 11)["Content-Disposition"] == 'attachment; filename="du-thao-cong-van-don-doc-2026-11.docx"'
        )
        assert get("correcting", 10)["Content-Disposition"] == 'attachment; filename="cong-van-chan-chinh-2026-10.docx"'

    def test_nobody_is_corrected_before_the_period_is_over(self, get):
        autumn()
        assert get("correcting", 11).status_code == 404

    def test_no_letter_where_nobody_is_below(self, get):
        (radio,) = units("Đài Truyền thanh", kind="radio")
        closed(2026, 10, {radio: numbers(minimum=15, sent=15, published=15)})
        assert [get(name, 10).status_code for name in ("urging", "correcting")] == [404, 404]


def test_for_everybody_who_reads_reports_and_nobody_else(client):
    town = autumn()
    address = reverse("compliance:urging") + "?period=2026-10"
    for user, status in (
        (factories.UserFactory(groups=["Người xem báo cáo"]), 200),
        (factories.MembershipFactory(unit=town["ward"]).user, 302),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status
