"""The table as a person reads it: blocks, sub-totals, filters, and a list behind every number."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from compliance.models import Quota
from submissions.chain import decisions
from submissions.models import Unit
from tests import workflow
from tests.compliance.stories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


class TableReader(HTMLParser):
    """The rows of the first table of a page: lists of (text, address or None)."""

    def __init__(self):
        super().__init__()
        self.rows, self.cell, self.hidden = [], None, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cell = ["", None]
        elif tag == "a" and self.cell:
            self.cell[1] = attrs["href"]
        self.hidden += attrs.get("aria-hidden") == "true" and tag == "span"

    def handle_data(self, data):
        if self.cell and not self.hidden:
            self.cell[0] += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell:
            self.rows[-1].append((" ".join(self.cell[0].split()), self.cell[1]))
            self.cell = None
        if tag == "span":
            self.hidden = 0


def table_of(response):
    """The body rows of the report on a page."""
    reader = TableReader()
    html = response.content.decode()
    reader.feed(html[html.index('class="report-table"') :].split("<tbody")[1].split("</tbody>")[0])
    return [row for row in reader.rows if row]


@pytest.fixture
def report(client, official, city):
    client.force_login(official)

    def get(**query):
        return client.get(reverse("compliance:report"), query)

    return get


def texts(rows):
    return [[text for text, _address in row] for row in rows]


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
    assert ["|".join(row) for row in texts(table_of(report()))] == EXPECTED.strip().splitlines()


def test_numbers_are_grouped(report, city):
    Quota.objects.filter(kind=Unit.Kind.RADIO).update(minimum=1500)
    rows = {row[1]: row for row in texts(table_of(report()))}
    assert (rows["Đài Truyền thanh"][2], rows["Đài Truyền thanh"][-3]) == ("1.500", "1.499")


def test_a_result_is_told_by_a_sign_and_a_word(report):
    html = report().content.decode()
    assert '<span aria-hidden="true">✓</span> Đạt' in html
    assert '<span aria-hidden="true">✗</span> Chưa đạt' in html


def test_the_period_and_its_days_are_named(report):
    assert "Kỳ báo cáo tháng 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)" in report().content.decode()


def test_filters_by_period_kind_and_result(report):
    october = texts(table_of(report(period="2026-10")))
    assert october[4][:4] == ["1", "UBND phường Phú Thủy", "2", "1"]
    assert [row[1] for row in texts(table_of(report(kind="ward")))] == ["UBND phường Phú Thủy"]
    missing = [row[1] for row in texts(table_of(report(result="nothing")))]
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
        for text, address in row:
            if address:
                listed = client.get(address).content.decode()
                assert f"{text} tin, bài." in listed, address
                assert len(re.findall(r'class="report-title"', listed)) == int(text), address
                opened += 1
            elif text.isdigit() and text != "0":
                # Only the running number, the minimum and what is missing have no list.
                assert row.index((text, address)) in (0, 2, 13)
    assert opened > 40


def test_a_list_keeps_to_the_filters_of_its_table(client, report, city):
    total = table_of(report(result="nothing"))[-1]
    assert total[3] == ("0", None)
    radio = table_of(report(kind="radio"))[-1]
    assert "kind=radio" in radio[3][1]
    assert "1 tin, bài." in client.get(radio[3][1]).content.decode()
