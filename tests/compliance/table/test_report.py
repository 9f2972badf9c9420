"""The table as a person reads it: blocks, sub-totals, filters, and a list behind every number."""

import re
from collections import namedtuple

import pytest
from django.urls import reverse

from compliance.models import Quota
from compliance.table.columns import COLUMNS
from submissions.chain import decisions
from tests import workflow
from tests.compliance.stories import at
from tests.soup import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


Cell = namedtuple("Cell", "text address")


def cell_of(cell):
    """What stands in `cell` (soup) for a reader, and the address that it opens, or None."""
    signs = cell.select("[aria-hidden=true]")
    for sign in signs:
        sign.decompose()
    link = cell.select_one("a")
    return Cell(" ".join(cell.get_text().split()), link["href"] if link else None)


def table_of(response):
    """The body rows of the report on a page: {name of the column: Cell} of each."""
    names = [column.name for column in COLUMNS]
    rows = soup_of(response).select(".report-table tbody tr")
    return [dict(zip(names, map(cell_of, row.select("td, th")), strict=True)) for row in rows]


@pytest.fixture
def report(client, official, city):
    client.force_login(official)

    def get(**query):
        return client.get(reverse("compliance:report"), query)

    return get


def texts(rows):
    return [{name: cell.text for name, cell in row.items()} for row in rows]


# TT | name | minimum | sent: total, published, waiting, sent back, withdrawn | published: total, tin, bài, with photo
# | counted | missing | result | year
EXPECTED = """
I|Các cơ quan, đơn vị thuộc UBND thành phố|4|0|0|0|0|0|0|0|0|0|0|4|0/2 đạt|0
1|Phòng Tư pháp|2|0|0|0|0|0|0|0|0|0|0|2|Không có tin, bài|0
2|Ban Quản lý chợ|2|0|0|0|0|0|0|0|0|0|0|2|Không có tin, bài|0
II|UBND các phường|2|2|2|0|0|0|2|1|1|2|2|0|1/1 đạt|3
1|UBND phường Phú Thủy|2|2|2|0|0|0|2|1|1|2|2|0|Đạt|3
III|UBND các xã|2|1|0|1|0|0|0|0|0|0|0|2|0/1 đạt|0
1|UBND xã Tiến Lợi|2|1|0|1|0|0|0|0|0|0|0|2|Chưa đạt|0
IV|Đài Truyền thanh Phan Thiết|15|1|1|0|0|0|1|1|0|0|1|14|0/1 đạt|1
1|Đài Truyền thanh|15|1|1|0|0|0|1|1|0|0|1|14|Chưa đạt|1
|Tổng cộng|23|4|3|1|0|0|3|2|1|2|3|20|1/5 đạt|4
"""


def test_blocks_units_and_total(report):
    assert ["|".join(row.values()) for row in texts(table_of(report()))] == EXPECTED.strip().splitlines()


def test_numbers_are_grouped(report, city):
    Quota.objects.filter(kind_id="radio").update(minimum=1500)
    rows = {row["title"]: row for row in texts(table_of(report()))}
    assert (rows["Đài Truyền thanh"]["minimum"], rows["Đài Truyền thanh"]["shortfall"]) == ("1.500", "1.499")


def test_a_result_is_told_by_a_sign_and_a_word(report):
    html = report().content.decode()
    assert '<span aria-hidden="true">✓</span> Đạt' in html
    assert '<span aria-hidden="true">✗</span> Chưa đạt' in html


def test_the_period_and_its_days_are_named(report):
    assert "Kỳ báo cáo tháng 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)" in report().content.decode()


def test_filters_by_period_kind_and_result(report):
    october = texts(table_of(report(period="2026-10")))[4]
    told = [october[name] for name in ("number", "title", "minimum", "sent")]
    assert told == ["1", "UBND phường Phú Thủy", "2", "1"]
    assert [row["title"] for row in texts(table_of(report(kind="ward")))] == ["UBND phường Phú Thủy"]
    missing = [row["title"] for row in texts(table_of(report(result="nothing")))]
    assert missing == ["Các cơ quan, đơn vị thuộc UBND thành phố", "Phòng Tư pháp", "Ban Quản lý chợ", "Tổng cộng"]
    assert "Không có cơ quan, đơn vị nào phù hợp." in report(kind="ward", result="nothing").content.decode()


@pytest.mark.parametrize("query", [{"period": "2027-01"}, {"period": "x"}, {"kind": "x"}, {"result": "x"}])
def test_an_address_that_names_no_filter_of_ours_is_not_found(report, query):
    assert report(**query).status_code == 404


def test_every_number_opens_just_its_pieces(client, report, city):
    page = workflow.fresh(city["ward"].published(when=at("2026-11-14 08:00:00"), photo=False))
    decisions.mark_duplicate(pk=page.pk, user=city["ward"].editor, of=None)
    returned = city["commune"].send(city["commune"].write(), when=at("2026-11-13 08:00:00"))
    workflow.send_back_as(returned, city["commune"].editor)
    withdrawn = city["commune"].send(city["commune"].write(), when=at("2026-11-13 09:00:00"))
    decisions.withdraw(pk=withdrawn.pk, user=city["commune"].contributor)
    opened = 0
    for row in table_of(report()):
        for name, (text, address) in row.items():
            if address:
                listed = client.get(address).content.decode()
                assert f"{text} tin, bài." in listed, address
                assert len(re.findall(r'class="report-title"', listed)) == int(text), address
                opened += 1
            elif text.isdigit() and text != "0":
                # Only the running number, the minimum and what is missing have no list.
                assert name in ("number", "minimum", "shortfall")
    assert opened > 40


def test_a_list_keeps_to_the_filters_of_its_table(client, report, city):
    total = table_of(report(result="nothing"))[-1]
    assert total["sent"] == ("0", None)
    radio = table_of(report(kind="radio"))[-1]
    assert "kind=radio" in radio["sent"].address
    assert "1 tin, bài." in client.get(radio["sent"].address).content.decode()
