"""What happened after closing stands in every form that is read without the screen, beside figures that stay."""

import io

import openpyxl
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.chain import decisions
from tests import factories
from tests.compliance.closed_city import City
from tests.compliance.documents import lines, read, rows
from tests.compliance.stories import at

NOVEMBER = {"period": "2026-11"}
HEADING = "Điều chỉnh sau chốt (số liệu trên đây giữ nguyên):"


class Amended(City):
    def setUp(self):
        super().setUp()
        self.close_all()
        self.official = factories.UserFactory(groups=["Người xem báo cáo"])
        self.client.force_login(self.official)
        self.as_closed = rows(self.document().tables[-1])

    def amend(self):
        with time_machine.travel(at("2026-11-26 08:00:00"), tick=False):
            decisions.take_down(pk=self.first.pk, user=self.ward.editor, reason="Sai tên người.")
        with time_machine.travel(at("2026-11-27 08:00:00"), tick=False):
            decisions.mark_duplicate(pk=self.second.pk, user=self.ward.editor, of=self.early)
        editor = self.ward.editor
        return [
            f"08:00 ngày 26/11/2026, UBND phường Phú Thủy, một tin, bài: đã gỡ; người thực hiện: {editor}; "
            "lý do: Sai tên người.",
            f"08:00 ngày 27/11/2026, UBND phường Phú Thủy, “Hội thi”: đánh dấu trùng; người thực hiện: {editor}.",
        ]

    def get(self, name, **query):
        return self.client.get(reverse(f"compliance:{name}"), NOVEMBER | query)

    def document(self):
        return read(self.get("docx").content)

    def book(self, **query):
        return openpyxl.load_workbook(io.BytesIO(self.get("xlsx", **query).content))

    def test_the_document_lists_them_below_its_annex(self):
        told = self.amend()
        document = self.document()
        said = lines(document)
        place = said.index(HEADING)
        assert said[place + 1 :] == [f"- {line}" for line in told]
        assert place > said.index("Phụ lục")
        assert rows(document.tables[-1]) == self.as_closed

    def test_so_does_the_page_to_print(self):
        told = self.amend()
        page = self.get("print").content.decode()
        assert HEADING in page
        assert all(f"<li>{line}</li>" in page for line in told)

    def test_the_spreadsheet_has_a_sheet_for_them(self):
        self.amend()
        book = self.book()
        assert book.sheetnames == ["Kỳ 2026-11", "Điều chỉnh sau chốt"]
        editor = str(self.ward.editor)
        ward = "UBND phường Phú Thủy"
        assert list(book.worksheets[1].iter_rows(values_only=True)) == [
            ("ĐIỀU CHỈNH SAU CHỐT", *[None] * 5),
            ("Kỳ báo cáo tháng 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)", *[None] * 5),
            (None,) * 6,
            ("Thời điểm", "Cơ quan, đơn vị", "Tin, bài", "Điều chỉnh", "Người thực hiện", "Lý do"),
            ("08:00 26/11/2026", ward, "(đã gỡ)", "Đã gỡ", editor, "Sai tên người."),
            ("08:00 27/11/2026", ward, "Hội thi", "Đánh dấu trùng", editor, ""),
        ]
        assert book.worksheets[1].page_setup.orientation == "landscape"

    def test_of_the_units_that_the_table_shows_only(self):
        self.amend()
        assert len(self.book(result="nothing").sheetnames) == 1
        for person, sheets in ((self.ward.contributor, 2), (self.commune.contributor, 1)):
            self.client.force_login(person)
            assert len(self.book().sheetnames) == sheets

    def test_the_sheet_of_a_unit_has_its_own(self):
        told = self.amend()
        for room, expected in ((self.ward, [HEADING, *(f"- {line}" for line in told)]), (self.commune, [])):
            sheet = reverse("compliance:unit_sheet", args=[room.unit.pk])
            said = lines(read(self.client.get(sheet, NOVEMBER).content))
            assert [line for line in said if line in (HEADING, *(f"- {one}" for one in told))] == expected

    def test_where_there_are_none_nothing_is_said(self):
        assert HEADING not in lines(self.document())
        assert HEADING not in self.get("print").content.decode()
        assert len(self.book().sheetnames) == 1

    def test_categories_as_they_were_closed(self):
        said = "Theo chuyên mục, số tin, bài được đăng: Tin tức, sự kiện (03)."
        assert said in lines(self.document())
        self.second.category.title = "Tên khác"
        self.second.category.save()
        assert said in lines(self.document())

    def test_categories_of_an_open_period_as_they_stand(self):
        self.ward.published(when=at("2026-11-25 00:05:00"), title="Tin kỳ sau")
        said = lines(read(self.get("docx", period="2026-12").content))
        assert "Theo chuyên mục, số tin, bài được đăng: Tin tức, sự kiện (01)." in said

    def test_num_queries(self):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                self.get("docx")
            return len(queries)

        self.amend()
        before = asked()
        with time_machine.travel(at("2026-11-27 09:00:00"), tick=False):
            decisions.take_down(pk=self.bare.pk, user=self.ward.editor, reason="Sai.")
            decisions.take_down(pk=self.second.pk, user=self.ward.editor, reason="Sai.")
        assert asked() == before
