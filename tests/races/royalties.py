"""Two people with the same money at the same moment, through the back office's own addresses."""

import datetime
import traceback

from django.db import connection
from django.test import Client
from django.urls import reverse

from royalties import approving, paying
from royalties.check_sums import list_check_sum, table_check_sum
from royalties.models import Author, BudgetSource, ListedTable, PaymentList, RoyaltyLine, RoyaltyTable
from submissions.models import User
from tests import factories
from tests.royalties.stories import Office, moment, signed

FIRST = datetime.date(2019, 4, 1)
PAY_DAY = datetime.date(2026, 6, 30)


class OfficeRace:
    """An office with two people for each step; each round has a day on which one piece was published."""

    group = ""

    def __init__(self):
        self.office = Office()
        self.ward = factories.UnitFactory(slug=f"race-{type(self).__name__.lower()}")
        self.author = Author.objects.create(name="Nguyễn Văn An", unit=self.ward)
        self.people = [factories.UserFactory(groups=[self.group]).pk for _side in (0, 1)]

    def day(self, number):
        day = FIRST + datetime.timedelta(days=number)
        signed(self.ward, self.author.name, at=moment(day.year, day.month, day.day), title=f"Tin số {number}")
        return day

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        barrier.wait(60)
        try:
            response = client.post(data["address"], data["sent"])
            answer = {"side": side, "status": response.status_code}
        except Exception:
            answer = {"side": side, "status": 500, "error": traceback.format_exc(limit=-3)}
        connection.close()
        return answer

    def judge(self, data, replies):
        if any(reply["status"] >= 500 for reply in replies):
            yield "a server error"
        yield from self.wrong(data)

    def wrong(self, data):
        raise NotImplementedError


class TableApprovedTwice(OfficeRace):
    """Two heads approve one table."""

    group = "Trưởng Ban Biên tập"

    def prepare(self, number):
        day = self.day(number)
        table = self.office.handed_in(day, day)
        return {
            "people": self.people,
            "table": table.pk,
            "address": reverse("royalty_tables:approve", args=[table.pk]),
            "sent": {"shown": approving.seen(table)},
        }

    def wrong(self, data):
        table = RoyaltyTable.objects.get(pk=data["table"])
        if not table.is_approved or table.digest != table_check_sum(table):
            yield "not approved once, as it was seen"
        if table.approved_by_name != str(table.approved_by):
            yield "one person's name under another's approval"


class MonthDrawnUpTwice(OfficeRace):
    """Two at the desk draw up a table of the same days."""

    group = "Thường trực Ban Biên tập"

    def prepare(self, number):
        day = self.day(number)
        sent = {"span": "", "first_day": f"{day:%d/%m/%Y}", "last_day": f"{day:%d/%m/%Y}", "budget_year": "2019"}
        sent["source"] = BudgetSource.objects.first().pk
        return {"people": self.people, "address": reverse("royalty_tables:draw_up"), "sent": sent, "day": str(day)}

    def wrong(self, data):
        day = datetime.date.fromisoformat(data["day"])
        if RoyaltyTable.objects.filter(first_day=day).count() != 2:
            yield "not a table for each of the two"
        if RoyaltyLine.objects.filter(table__first_day=day).count() != 1:
            yield "the piece is not in one table"


class TableListedTwice(OfficeRace):
    """Two accountants draw up a payment list of the same table."""

    group = "Kế toán"

    def prepare(self, number):
        day = self.day(number)
        table = self.office.approved(day, day)
        sent = {"tables": [table.pk], "pay_day": "30/06/2026"}
        return {
            "people": self.people,
            "table": table.pk,
            "address": reverse("payment_lists:draw_up"),
            "sent": sent,
        }

    def wrong(self, data):
        if ListedTable.objects.filter(table=data["table"]).count() != 1:
            yield "the table is not on one list"
        if PaymentList.objects.filter(listed=None).exists():
            yield "a list without a table is left"


class PaymentApprovedTwice(OfficeRace):
    """Two heads of the office approve one payment list."""

    group = "Thủ trưởng đơn vị"

    def prepare(self, number):
        day = self.day(number)
        checked = paying.check(
            self.office.listed(self.office.approved(day, day), pay_day=PAY_DAY).pk, user=self.office.accountant
        )
        return {
            "people": self.people,
            "list": checked.pk,
            "address": reverse("payment_lists:approve", args=[checked.pk]),
            "sent": {"shown": list_check_sum(checked)},
        }

    def wrong(self, data):
        approved = PaymentList.objects.get(pk=data["list"])
        if not approved.is_approved or approved.digest != list_check_sum(approved):
            yield "not approved once, as it was seen"
        if approved.approved_by_name != str(approved.approved_by):
            yield "one person's name under another's approval"
