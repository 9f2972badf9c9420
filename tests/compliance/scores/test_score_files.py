"""The files of the points, who gets them, and what they cost."""

import io

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.models import ScoreObjection
from submissions.models import Unit
from tests import factories
from tests.compliance.scored_city import city, radio, ward
from tests.compliance.table.test_queries import CITY, LARGE, grow_to
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

__all__ = ["city", "radio", "ward"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

FILES = ["scores:xlsx", "scores:docx", "scores:evaluation_xlsx", "scores:evaluation_docx"]


class TestFiles:
    @pytest.fixture
    def get(self, client, city, official):
        client.force_login(official)
        return lambda name: client.get(reverse(name))

    def test_points_as_xlsx(self, get):
        response = get("scores:xlsx")
        assert response["Content-Disposition"] == 'attachment; filename="diem-thi-dua-2026.xlsx"'
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[0] for row in rows[:2]] == [
            "BẢNG ĐIỂM",
            "Cung cấp tin, bài cho Trang Thông tin điện tử thành phố, phục vụ chấm điểm thi đua năm 2026",
        ]
        assert rows[4][0] == "Mức điểm do phần mềm đề xuất, chưa theo văn bản nào"
        assert list(rows[6]) == [
            "TT",
            "Cơ quan, đơn vị",
            "Số kỳ giao chỉ tiêu",
            "Số kỳ đạt",
            "Điểm",
            "Xếp loại",
            "Cách tính",
            "Ghi chú",
        ]
        assert rows[7][:6] == (1, "UBND phường Phú Thủy", 9, 6, 6.62, "Trung bình")
        assert rows[7][6].startswith("Điểm hoàn thành: (1 + 0,5 + 0 + 0 + 1 + 1 + 1 + 1 + 1)/9 × 10 ≈ 7,22; Điểm trừ:")

    def test_evaluation_as_xlsx(self, get):
        sheet = openpyxl.load_workbook(io.BytesIO(get("scores:evaluation_xlsx").content)).active
        rows = list(sheet.iter_rows(min_row=7, values_only=True))
        assert rows[0][2:8] == (
            "Tin được đăng",
            "Bài được đăng",
            "Được tính",
            "Số kỳ giao chỉ tiêu",
            "Số kỳ đạt",
            "Tỷ lệ đạt (%)",
        )
        assert rows[1] == (1, "UBND phường Phú Thủy", 21, 0, 21, 9, 6, 66.7, 6.62, "Trung bình")

    @pytest.mark.parametrize(
        ("name", "first", "line"),
        [
            ("scores:docx", "BẢNG ĐIỂM", ["1", "UBND phường Phú Thủy", "9", "6", "6,62", "Trung bình"]),
            (
                "scores:evaluation_docx",
                "BẢNG SỐ LIỆU",
                ["1", "UBND phường Phú Thủy", "21", "0", "21", "9", "6", "66,7"],
            ),
        ],
    )
    def test_docx_are_official_documents_with_the_same_figures(self, get, name, first, line):
        document = docx.Document(io.BytesIO(get(name).content))
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert first in texts
        assert any("Mức điểm do phần mềm đề xuất, chưa theo văn bản nào." in text for text in texts)
        section = document.sections[0]
        assert section.page_width > section.page_height
        table = next(table for table in document.tables if table.rows[0].cells[0].text == "TT")
        assert [cell.text for cell in table.rows[1].cells][: len(line)] == line
        head = " ".join(cell.text for cell in document.tables[0]._cells)
        assert "PHÒNG VĂN HÓA VÀ THÔNG TIN" in head and "ngày 20 tháng 11 năm 2026" in head

    def test_the_screen_has_the_points_of_the_files(self, get):
        soup = soup_of(get("scores:scores"))
        cells = [" ".join(cell.text.split()) for cell in soup.select(".listing.scores tbody tr")[0].select("td")]
        assert cells[:6] == [
            "TT: 1",
            "Cơ quan, đơn vị: UBND phường Phú Thủy",
            "Số kỳ giao chỉ tiêu: 9",
            "Số kỳ đạt: 6",
            "Điểm: 6,62",
            "Xếp loại: Trung bình",
        ]


class TestRights:
    def addresses(self, unit):
        return [reverse("scores:scores"), *map(reverse, FILES), reverse("scores:unit", args=[2026, unit.pk])]

    @pytest.mark.parametrize("role", ["official", "desk", "head", "editor", "accountant", "administrator"])
    def test_readers_of_reports_get_all(self, client, city, ward, role):
        log_in(client, person(role, unit=ward))
        for address in self.addresses(ward):
            assert client.get(address).status_code == 200, address

    @pytest.mark.parametrize("role", ["contributor", "leader"])
    def test_people_of_a_unit_get_its_points_and_no_other(self, client, city, ward, radio, role):
        log_in(client, person(role, unit=ward))
        answers = {address: client.get(address) for address in self.addresses(ward)}
        assert {answer.status_code for answer in answers.values()} == {200}
        assert "Đài Truyền thanh" not in answers[reverse("scores:scores")].content.decode()
        for name in FILES:
            content = answers[reverse(name)].content
            if name.endswith("xlsx"):
                sheet = openpyxl.load_workbook(io.BytesIO(content)).active
                names = [row[1] for row in sheet.iter_rows(min_row=8, values_only=True)]
            else:
                table = docx.Document(io.BytesIO(content)).tables[1]
                names = [row.cells[1].text for row in table.rows[1:]]
            assert names == ["UBND phường Phú Thủy"], name
        assert client.get(reverse("scores:unit", args=[2026, radio.pk])).status_code == 404

    @pytest.mark.parametrize("who", ["anonymous", "nobody", "former"])
    def test_others_are_refused(self, client, city, ward, who):
        user = None if who == "anonymous" else factories.UserFactory()
        if who == "former":
            factories.MembershipFactory(unit=ward, user=user, valid_to="2026-11-20")
        log_in(client, user)
        for address in self.addresses(ward):
            assert is_refused(client.get(address)), address


@pytest.mark.parametrize("name", ["scores:scores", *FILES])
def test_num_queries(client, city, official, name):
    """As many for the city as for a large one, with an objection of each unit."""
    client.force_login(official)
    counted = []
    client.get(reverse(name))
    for number in (CITY, LARGE):
        grow_to(number)
        ScoreObjection.objects.bulk_create(
            ScoreObjection(unit=unit, year=2026, text="Ý kiến", written_at="2026-11-20T00:00:00Z", written_by=official)
            for unit in Unit.objects.filter(objections__isnull=True)
        )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
