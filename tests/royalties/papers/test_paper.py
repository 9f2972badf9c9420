"""How a paper about money looks: whose names stand on it and when, and that it stays on a page wide."""

import io

import pytest
from docx import Document

from royalties.assessing import approving
from royalties.models import RoyaltyLine
from royalties.tables.table_files import table_docx
from tests import factories
from tests.royalties.newsroom import APRIL
from tests.royalties.papers.reading import is_one_page_wide, lines_of, sheet_of, texts_of
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db


def test_a_draft_says_so_and_has_no_names(newsroom):
    document = Document(io.BytesIO(table_docx(newsroom.april)))
    texts = texts_of(document)
    assert "DỰ THẢO" in texts
    assert not any("Mã kiểm tra" in text for text in texts)
    signatures = document.tables[-1].rows[0].cells
    assert str(newsroom.preparer) not in signatures[0].text
    assert "ngày      tháng" in signatures[1].text
    assert "DỰ THẢO" in [cell.value for row in sheet_of(newsroom.april).iter_rows() for cell in row]
    unknown = [row for row in lines_of(sheet_of(newsroom.april)) if row[-1] == "Chưa rõ người hưởng"]
    assert len(unknown) == 2


def test_a_table_that_waits_has_no_names_either(newsroom):
    newsroom.everything_decided()
    waiting = approving.submit(newsroom.april.pk, user=newsroom.preparer)
    document = Document(io.BytesIO(table_docx(waiting)))
    assert "DỰ THẢO" in texts_of(document)
    assert str(newsroom.preparer) not in document.tables[-1].rows[0].cells[0].text


def test_long_names_and_two_hundred_lines_stay_on_a_page_wide(newsroom):
    unit = factories.UnitFactory(name="Ban Quản lý dự án đầu tư xây dựng " * 4)
    piece = signed(unit, "Công Tằng Tôn Nữ Thị Ngọc Bích " * 3, at=moment(2019, 4, 6), title="Dài " * 60)
    table = newsroom.draft(*APRIL)
    (line,) = table.lines.all()
    copies = []
    for place in range(2, 201):
        copies.append(RoyaltyLine(**{f.attname: getattr(line, f.attname) for f in RoyaltyLine._meta.concrete_fields}))
        copies[-1].pk, copies[-1].place, copies[-1].signed_as = None, place, f"Người {place}"
    RoyaltyLine.objects.bulk_create(copies)
    sheet = sheet_of(table)
    assert len(lines_of(sheet)) == 202
    assert is_one_page_wide(sheet)
    rows = Document(io.BytesIO(table_docx(table))).tables[1].rows
    assert len(rows) == 203
    assert piece.title.strip() in rows[2].cells[1].text
