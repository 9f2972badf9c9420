"""Payment lists for the town of the language crawl: of every state, with own staff and an outside author."""

from django.utils import timezone

from royalties.models import Author, TaxMark
from royalties.paying import drawing_up, paying, unclaimed
from royalties.paying.sending_back import send_back_approved
from royalties.sealed.check_sums import list_check_sum


class TownLists:
    """Drawn up, checked and paid by the town's accountant, approved by its head, from tables of `town.tables`."""

    def __init__(self, town):
        self.town = town
        self.staff = Author.objects.create(name="Trần Thị Bình", unit=town.unit, kind=Author.Kind.STAFF)
        self.open = self.drawn_up(writer=self.staff, days_ago=80)
        self.waiting = self.checked(days_ago=90)
        self.approved = self.approve(self.checked(days_ago=100))
        self.paid = self.approve(self.checked(days_ago=110))
        paying.enter_payment(self.paid.pk, paid_on=timezone.localdate(), voucher_number="PC 9", user=town.accountant)
        self.sent_back = self.approve(self.checked(days_ago=120))
        send_back_approved(self.sent_back.pk, reason="Hết hạn cam kết", user=town.accountant)
        self.unclaimed = unclaimed.set_aside(
            self.paid.pk,
            self.paid.lines.values_list("pk", flat=True)[0],
            waits_since=timezone.localdate(),
            reason="Không đến nhận",
            user=town.accountant,
        )
        self.declared = TaxMark.objects.create(
            author=self.staff,
            kind=TaxMark.Kind.COMMITMENT,
            document="Cam kết 01",
            valid_from=timezone.localdate(),
        )

    def drawn_up(self, *, days_ago, writer=None):
        table = self.town.tables.approved_table(days_ago=days_ago, writer=writer)
        Author.objects.filter(kind=Author.Kind.UNKNOWN).update(kind=Author.Kind.OUTSIDE)
        return drawing_up.draw_up_list([table.pk], pay_day=timezone.localdate(), user=self.town.accountant)

    def checked(self, *, days_ago):
        return paying.check(self.drawn_up(days_ago=days_ago).pk, user=self.town.accountant)

    def approve(self, checked):
        return paying.approve_list(checked.pk, user=self.town.head, shown=list_check_sum(checked))
