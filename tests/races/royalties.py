"""Two people with the same money at the same moment, through the back office's own addresses."""

import datetime
import traceback

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from royalties.assessing import approving
from royalties.assessing.differing import differences_of
from royalties.models import (
    Author,
    BaseSalary,
    BudgetSource,
    Disbursement,
    ListedTable,
    PaymentList,
    RoyaltyLine,
    RoyaltyTable,
)
from royalties.paying import paying
from royalties.sealed.check_sums import list_check_sum, table_check_sum
from submissions.models import User
from tests import factories
from tests.royalties.stories import Office, moment, signed

FIRST = datetime.date(2019, 4, 1)
PREPARER, HEAD = "Thường trực Ban Biên tập", "Trưởng Ban Biên tập"
ACCOUNTANT, DIRECTOR = "Kế toán", "Thủ trưởng đơn vị"


class OfficeRace:
    """An office with a person for each side; each round has a day on which one piece was published.

    `prepare` gives what each side sends as "acts": (address, what is posted). One of the two is told that it is done.
    """

    groups = ("", "")

    def __init__(self):
        self.office = Office()
        self.ward = factories.UnitFactory(slug=f"race-{type(self).__name__.lower()}")
        self.people = [factories.UserFactory(groups=[group]).pk for group in self.groups]

    def day(self, number):
        day = FIRST + datetime.timedelta(days=number)
        # Somebody else each time: what one person is paid on one day is taxed together.
        author = Author.objects.create(name=f"Người thứ {number}", unit=self.ward, kind=Author.Kind.OUTSIDE)
        signed(self.ward, author.name, at=moment(day.year, day.month, day.day), title=f"Tin số {number}")
        return day

    def checked_list(self, number):
        day = self.day(number)
        made = self.office.listed(self.office.approved(day, day), pay_day=timezone.localdate())
        return paying.check(made.pk, user=self.office.accountant)

    @classmethod
    def act(cls, side, data, barrier):
        client = Client()
        client.force_login(User.objects.get(pk=data["people"][side]))
        address, sent = data["acts"][side]
        barrier.wait(60)
        try:
            response = client.post(address, sent)
            told = [message.level_tag for message in get_messages(response.wsgi_request)]
            answer = {"side": side, "status": response.status_code, "told": told}
        except Exception:
            answer = {"side": side, "status": 500, "told": [], "error": traceback.format_exc(limit=-3)}
        connection.close()
        return answer

    def judge(self, data, replies):
        if any(reply["status"] >= 500 for reply in replies):
            yield "a server error"
        if sum("success" in reply["told"] for reply in replies) != 1:
            yield "not exactly one is told that it is done"
        yield from self.wrong(data)

    def wrong(self, data):
        raise NotImplementedError


class TableApprovedTwice(OfficeRace):
    """Two heads approve one table."""

    groups = (HEAD, HEAD)
    other = "approve"

    def prepare(self, number):
        day = self.day(number)
        table = self.office.handed_in(day, day)
        sent = {"shown": approving.seen(table), "reason": "Xem lại hệ số"}
        acts = [(reverse(f"royalty_tables:{name}", args=[table.pk]), sent) for name in ("approve", self.other)]
        return {"people": self.people, "table": table.pk, "acts": acts}

    def wrong(self, data):
        table = RoyaltyTable.objects.get(pk=data["table"])
        if table.is_approved:
            yield from self.wrong_approval(table)
        elif self.other == "approve" or table.submitted_at or table.digest or table.approved_by_name:
            yield "neither approved nor open again"

    def wrong_approval(self, table):
        if table.digest != table_check_sum(table) or not table.submitted_at:
            yield "not approved as it was seen"
        if table.approved_by_name != str(table.approved_by):
            yield "one person's name under another's approval"


class TableApprovedOrTakenBack(TableApprovedTwice):
    """The head approves a table while the desk takes it back."""

    groups = (HEAD, PREPARER)
    other = "take_back"


class TableApprovedOrSentBack(TableApprovedTwice):
    """One head approves a table, another sends it back."""

    other = "send_back"


class ApprovedWhileItChanges(OfficeRace):
    """The head approves a table while what it rests on changes: the approval is of today's figures, or none.

    Whoever changes it is told so before the approval is stored only where the approval is refused.
    """

    def prepare(self, number):
        day = self.day(number)
        table = self.office.handed_in(day, day)
        approval = reverse("royalty_tables:approve", args=[table.pk]), {"shown": approving.seen(table)}
        change = self.change(number, table.lines.get().piece_id)
        return {"people": self.people, "table": table.pk, "acts": [approval, change]}

    def change(self, number, piece):
        """(address, what is posted) of what changes the figures of the table's one piece (its key)."""
        raise NotImplementedError

    @classmethod
    def act(cls, side, data, barrier):
        answer = super().act(side, data, barrier)
        approved = RoyaltyTable.objects.get(pk=data["table"]).is_approved
        connection.close()
        return answer | {"approved": approved}

    def judge(self, data, replies):
        approval, change = sorted(replies, key=lambda reply: reply["side"])
        table = RoyaltyTable.objects.get(pk=data["table"])
        if any(reply["status"] >= 500 for reply in replies):
            yield "a server error"
        if "success" not in change["told"]:
            yield "the change was not stored"
        if table.is_approved != ("success" in approval["told"]):
            yield "who approved is told otherwise"
        if table.is_approved and table.digest != table_check_sum(table):
            yield "not approved as it was seen"
        if table.is_approved and not change["approved"]:
            yield "approved by what had changed before"
        if not table.is_approved and not differences_of(table):
            yield "refused without a difference"


class RateChangedWhileApproving(ApprovedWhileItChanges):
    """The accountant enters another base salary for its days."""

    groups = (HEAD, ACCOUNTANT)

    def change(self, number, piece):
        salary = BaseSalary.objects.get(valid_from=datetime.date(2018, 7, 1))
        sent = {"amount": str(1_390_000 + 10 * (number + 1)), "legal_basis": salary.legal_basis}
        sent |= {name: f"{getattr(salary, name):%d/%m/%Y}" for name in ("valid_from", "valid_to")}
        return reverse("base_salaries:edit", args=[salary.pk]), sent


class PieceCorrectedWhileApproving(ApprovedWhileItChanges):
    """Somebody on the board marks its piece as a duplicate."""

    groups = (HEAD, HEAD)

    def change(self, number, piece):
        original = factories.published(self.ward, title=f"Tin gốc số {number}")
        return reverse("submissions:mark_duplicate", args=[piece]), {"of": str(original.pk)}


class MonthDrawnUpTwice(OfficeRace):
    """Two at the desk draw up a table of the same days."""

    groups = (PREPARER, PREPARER)

    def prepare(self, number):
        day = self.day(number)
        sent = {"span": "", "first_day": f"{day:%d/%m/%Y}", "last_day": f"{day:%d/%m/%Y}", "budget_year": "2019"}
        sent["source"] = BudgetSource.objects.first().pk
        return {"people": self.people, "acts": [(reverse("royalty_tables:draw_up"), sent)] * 2, "day": str(day)}

    def wrong(self, data):
        day = datetime.date.fromisoformat(data["day"])
        if RoyaltyTable.objects.filter(first_day=day).count() != 2:
            yield "not a table for each of the two"
        if RoyaltyLine.objects.filter(table__first_day=day).count() != 1:
            yield "the piece is not in one table"


class TableListedTwice(OfficeRace):
    """Two accountants draw up a payment list of the same table."""

    groups = (ACCOUNTANT, ACCOUNTANT)

    def prepare(self, number):
        day = self.day(number)
        table = self.office.approved(day, day)
        sent = {"tables": [table.pk], "pay_day": "30/06/2026"}
        return {"people": self.people, "table": table.pk, "acts": [(reverse("payment_lists:draw_up"), sent)] * 2}

    def wrong(self, data):
        if ListedTable.objects.filter(table=data["table"]).count() != 1:
            yield "the table is not on one list"
        if PaymentList.objects.filter(listed=None).exists():
            yield "a list without a table is left"


class PaymentApprovedTwice(OfficeRace):
    """Two heads of the office approve one payment list."""

    groups = (DIRECTOR, DIRECTOR)
    other = "approve"

    def prepare(self, number):
        checked = self.checked_list(number)
        sent = {"shown": list_check_sum(checked)}
        acts = [(reverse(f"payment_lists:{name}", args=[checked.pk]), sent) for name in ("approve", self.other)]
        return {"people": self.people, "list": checked.pk, "acts": acts}

    def wrong(self, data):
        found = PaymentList.objects.get(pk=data["list"])
        if found.is_approved:
            if found.digest != list_check_sum(found) or not found.checked_at:
                yield "not approved as it was seen"
            if found.approved_by_name != str(found.approved_by):
                yield "one person's name under another's approval"
        elif self.other == "approve" or found.checked_at or found.digest or found.approved_by_name:
            yield "neither approved nor open again"


class PaymentApprovedOrTakenBack(PaymentApprovedTwice):
    """The head of the office approves a payment list while the accountant takes it back."""

    groups = (DIRECTOR, ACCOUNTANT)
    other = "take_back"


class PaidTwice(OfficeRace):
    """Two accountants enter the payment of one list, each with a voucher of their own."""

    groups = (ACCOUNTANT, ACCOUNTANT)
    other = "paid"

    def prepare(self, number):
        checked = self.checked_list(number)
        approved = paying.approve_list(checked.pk, user=self.office.director, shown=list_check_sum(checked))
        sent = {"paid_on": f"{timezone.localdate():%d/%m/%Y}", "reason": "Chi vào kỳ sau"}
        acts = [
            (reverse(f"payment_lists:{name}", args=[approved.pk]), sent | {"voucher_number": f"PC {side}"})
            for side, name in enumerate(("paid", self.other))
        ]
        return {"people": self.people, "list": approved.pk, "acts": acts}

    def wrong(self, data):
        if Disbursement.objects.filter(payment_list=data["list"]).count() != 1:
            yield "not paid once"


class PaidOrSentBack(PaidTwice):
    """One accountant enters the payment of an approved list while another sends it back."""

    other = "send_back_approved"

    def wrong(self, data):
        found = PaymentList.objects.get(pk=data["list"])
        paid = Disbursement.objects.filter(payment_list=found).exists()
        if paid == found.is_sent_back:
            yield "neither paid nor sent back, or both"
        if paid != found.listed.filter(table__isnull=False).exists():
            yield "a table is paid and free, or neither"
        if found.digest != list_check_sum(found):
            yield "what was approved is not as it was"
