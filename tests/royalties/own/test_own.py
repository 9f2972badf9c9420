"""What an author and a unit see of theirs: each line with where its money is, and sums."""

import datetime

import pytest

from royalties.models import RoyaltyTable
from tests import factories
from tests.royalties.screens import at
from tests.royalties.stories import all_signed, moment, signed
from tests.soup import text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


class TestOwnLines:
    def test_each_line_says_where_its_money_is(self, client, newsroom):
        from royalties.paying import paying

        log_in(client, newsroom.contributor)
        page = text_of(client.get(at("own"))).replace("\xa0", " ")
        assert "Tạm tính 417.000 đ Đã duyệt, chưa chi 278.000 đ Đã chi 0 đ" in page
        assert "139.000 đ ( tạm tính )" in page or "139.000 đ (tạm tính)" in page
        today = datetime.date(2019, 5, 6)
        approved = newsroom.payable(RoyaltyTable.objects.get(pk=newsroom.march.pk), pay_day=today)
        assert "Đã duyệt chi" in text_of(client.get(at("own")))
        paying.enter_payment(approved.pk, paid_on=today, voucher_number="PC 1", user=newsroom.accountant)
        page = text_of(client.get(at("own"))).replace("\xa0", " ")
        assert "Đã chi ngày 06/05/2019" in page
        assert "Đã duyệt, chưa chi 0 đ Đã chi 278.000 đ" in page

    def test_num_queries(self, client, newsroom, django_assert_num_queries, django_assert_max_num_queries):
        log_in(client, newsroom.contributor)
        client.get(at("own"))
        with django_assert_max_num_queries(17) as few:
            client.get(at("own"))
        name = newsroom.writer.name
        all_signed(newsroom.ward, [(name, moment(2019, 2, 1 + n), f"Tin {n}") for n in range(15)])
        newsroom.draft(datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
        with django_assert_num_queries(len(few)):
            client.get(at("own"))

    def test_an_author_sees_the_own_lines(self, client, newsroom):
        page = text_of(log_in(client, newsroom.contributor).get("/admin/"))
        assert "Nhuận bút của tôi" in page
        assert "Nhuận bút của tôi" not in text_of(log_in(client, newsroom.stranger).get("/admin/"))


class TestTotals:
    def test_units_by_part_of_the_year(self, client, newsroom):
        log_in(client, newsroom.official)
        lines = client.get(at("units"), {"year": "2019"}).context["lines"]
        assert [(name, totals.pieces, list(totals.sums.values())) for name, _key, totals in lines] == [
            ("Phòng Y tế", 1, [139_000, 0, 0]),
            ("UBND phường Phú Thủy", 5, [417_000, 278_000, 0]),
        ]
        for span, pieces in (("q1", 2), ("m3", 2), ("q2", 4), ("m5", 0), ("sai", 6)):
            assert client.get(at("units"), {"year": "2019", "span": span}).context["whole"].pieces == pieces
        assert client.get(at("units"), {"year": "x"}).context["year"] == 2019

    def test_a_units_months_and_quarters(self, client, newsroom):
        log_in(client, newsroom.leader)
        response = client.get(at("units"))
        assert response.url == at("unit", newsroom.ward.pk)
        quarters = client.get(response.url).context["quarters"]
        assert [(number, [month for month, _totals in months]) for number, months, _whole in quarters] == [
            (1, [3]),
            (2, [4]),
        ]

    def test_the_month_is_that_of_viet_nam(self, client, newsroom):
        """Half past midnight on the first of June there is still May in UTC."""
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 6, 1, 0, 30))
        day = datetime.date(2019, 6, 1)
        newsroom.draft(day, day)
        log_in(client, newsroom.official)
        assert client.get(at("units"), {"year": "2019", "span": "m5"}).context["whole"].pieces == 0
        assert client.get(at("units"), {"year": "2019", "span": "m6"}).context["whole"].pieces == 1
        quarters = client.get(at("unit", newsroom.ward.pk), {"year": "2019"}).context["quarters"]
        assert [month for month, _totals in quarters[-1][1]] == [4, 6]

    def test_num_queries(self, client, newsroom, django_assert_num_queries, django_assert_max_num_queries):
        log_in(client, newsroom.official)
        client.get(at("units"))
        with django_assert_max_num_queries(14) as few:
            client.get(at("units"))
        for number in range(8):
            signed(factories.UnitFactory(), f"Người {number}", at=moment(2019, 2, 1))
        newsroom.draft(datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
        with django_assert_num_queries(len(few)):
            assert len(client.get(at("units")).context["lines"]) == 10
