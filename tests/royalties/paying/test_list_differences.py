"""A list is checked, approved and paid as today makes it, or by a confirmation that is kept."""

import datetime
from decimal import Decimal
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from royalties.assessing import approving, correcting, drafts
from royalties.models import Author, Disbursement, GenreRate, PersonalDetails, RoyaltyTable, TaxRule
from royalties.paying import drawing_up, paying
from royalties.rights.confirming import AS_APPROVED, confirmations_of
from royalties.sealed.seals import SEALED
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

Kind = Author.Kind


@pytest.fixture
def desk(feature):
    return feature


def becomes_staff(author):
    author.kind = Kind.STAFF
    author.save()


class TestThePerson:
    def test_who_became_own_staff_is_not_taxed_as_somebody_outside(self, desk):
        assert (desk.list.lines.get().kind, desk.list.lines.get().tax) == (Kind.OUTSIDE, 0)
        becomes_staff(desk.writer)
        with pytest.raises(Refusal, match=r"Nguyễn Văn An: .*tác giả ngoài cơ quan → người của cơ quan.*Hãy tính lại"):
            desk.check()
        assert desk.stored.checked_at is None
        desk.compute_again()
        line = desk.list.lines.get()
        assert (line.kind, line.gross, line.tax, line.net) == (Kind.STAFF, 447_000, None, None)
        drawing_up.set_staff_tax(desk.list.pk, line.pk, tax=22_350)
        desk.check()
        assert (desk.approve_list().net, desk.stored.lines.get().kind) == (424_650, Kind.STAFF)

    def test_nor_is_such_a_list_approved(self, desk):
        desk.check()
        becomes_staff(desk.writer)
        with pytest.raises(Refusal, match=r"người của cơ quan"):
            desk.approve_list()
        assert not desk.stored.is_approved

    def test_after_the_approval_the_paper_keeps_what_it_says(self, desk):
        desk.check()
        desk.approve_list()
        becomes_staff(desk.writer)
        assert not desk.found
        desk.pay()
        assert desk.stored.lines.get().kind == Kind.OUTSIDE

    def test_an_entered_tax_stays_where_the_sum_is_the_same(self, desk):
        becomes_staff(desk.writer)
        desk.compute_again()
        drawing_up.set_staff_tax(desk.list.pk, desk.list.lines.get().pk, tax=22_350)
        desk.writer.name = "Nguyễn Văn Ân"
        desk.writer.save()
        assert desk.found.people == ["Nguyễn Văn An: họ và tên Nguyễn Văn An → Nguyễn Văn Ân"]
        desk.compute_again()
        line = desk.list.lines.get()
        assert (line.author_name, line.tax, line.net) == ("Nguyễn Văn Ân", 22_350, 424_650)

    def test_only_what_was_shown_is_computed(self, desk):
        becomes_staff(desk.writer)
        shown = desk.found.check_sum
        desk.writer.name = "Nguyễn Văn Ân"
        desk.writer.save()
        with pytest.raises(Refusal, match=r"Có thay đổi"):
            drawing_up.recompute_list(desk.list.pk, shown=shown)
        assert desk.list.lines.get().kind == Kind.OUTSIDE

    def test_a_checked_list_is_not_computed_again(self, desk):
        desk.check()
        with pytest.raises(Refusal, match="Danh sách đã kiểm tra"):
            desk.compute_again()


def test_another_rule_of_tax_for_its_day_stops_the_list(desk):
    TaxRule.objects.filter(threshold=2_000_000).update(threshold=400_000)
    with pytest.raises(Refusal, match=r"Thuế khấu trừ: 10 % từ mức chi 2.000.000.* → 10 % từ 400.000"):
        desk.check()
    desk.compute_again()
    assert (desk.stored.threshold, desk.check().tax, desk.stored.lines.get().net) == (400_000, 44_700, 402_300)


class TestApprovedTables:
    """447.000 was approved for what is worth 223.500 by now: paid so only by who says so."""

    @pytest.fixture
    def desk(self, desk):
        NewsPage.objects.filter(pk=desk.page.pk).update(origin=NewsPage.Origin.REPRINTED)
        return desk

    def test_checking_stops_and_a_confirmation_is_kept(self, desk):
        with pytest.raises(Refusal, match=r"“Phóng sự biển”, Nguyễn Văn An: 447.000.* → 223.500.*khấu trừ ở bảng sau"):
            desk.check()
        with pytest.raises(Refusal, match="Các bảng đã duyệt không còn khớp với tin"):
            desk.check(as_approved="yes")
        assert (desk.stored.checked_at, confirmations_of(desk.list)) == (None, [])
        desk.check(as_approved=desk.found.tables_sum)
        (kept,) = confirmations_of(desk.list)
        assert (kept.action, kept.person) == (AS_APPROVED, str(desk.accountant))
        assert "447.000\xa0đ → 223.500\xa0đ" in kept.said
        assert desk.approve_list().gross == 447_000
        assert desk.pay().payment_list.net == 447_000

    def test_what_differs_only_since_goes_back(self, desk):
        desk.check(as_approved=desk.found.tables_sum)
        GenreRate.objects.filter(genre="phong_su", with_photo=False).update(default=Decimal("2.5"))
        with pytest.raises(Refusal, match=r"447.000.* → 186.250.*Hãy trả lại"):
            desk.approve_list()
        assert not desk.stored.is_approved

    def test_nor_is_it_paid_without_a_word(self, desk):
        NewsPage.objects.filter(pk=desk.page.pk).update(origin=NewsPage.Origin.OWN)
        desk.check()
        desk.approve_list()
        NewsPage.objects.filter(pk=desk.page.pk).update(origin=NewsPage.Origin.REPRINTED)
        with pytest.raises(Refusal, match=r"223.500"):
            desk.pay()
        assert not Disbursement.objects.exists()
        desk.pay(as_approved=desk.found.tables_sum)
        assert Disbursement.objects.count() == 1
        assert not desk.found

    def test_a_deduction_settles_it(self, desk):
        october = desk.draft(datetime.date(2019, 10, 1), datetime.date(2019, 10, 5))
        correcting.deduct(october.pk, desk.table.lines.get(), amount=223_500, reason="Tin đăng lại")
        assert desk.found
        desk.approve(approving.submit(october.pk, user=desk.preparer))
        assert not desk.found
        assert desk.check().gross == 447_000


class TestWhatIsStoredWrongly:
    """The command names it, with what to do, and goes on saying that nobody changed an approved paper."""

    def ended(self):
        """(What the command printed, the code that it ended with)."""
        out = StringIO()
        try:
            call_command("verify_royalties", stdout=out)
        except CommandError as error:
            return f"{out.getvalue()}{error}".replace("\xa0", " "), error.returncode
        return out.getvalue().replace("\xa0", " "), 0

    def said(self):
        return self.ended()[0]

    def test_nothing_to_say(self, desk):
        assert self.ended() == ("Đã kiểm tra 1 bảng, danh sách đã duyệt: tất cả còn nguyên như khi duyệt.\n", 0)

    def test_a_script_learns_that_only_today_makes_it_otherwise(self, desk):
        """Neither as if all were well, nor as if somebody had changed what is sealed; and no code of argparse's."""
        becomes_staff(desk.writer)
        said, code = self.ended()
        assert code == 3
        assert said.endswith("Không còn khớp với tin, bài, tác giả và mức chi hiện nay: 1 bảng, danh sách.")

    def test_what_somebody_changed_weighs_more(self, desk):
        becomes_staff(desk.writer)
        if connection.vendor == "postgresql":
            # What is still to be checked at the end of the transaction keeps a table from being altered.
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        SEALED.lift(using=connection.alias)
        RoyaltyTable.objects.filter(pk=desk.table.pk).update(total=1)
        said, code = self.ended()
        assert code == 1
        assert "Đã bị thay đổi sau khi duyệt" in said
        assert "→ Hãy tính lại danh sách." in said

    def test_tables_and_lists_line_by_line(self, desk):
        NewsPage.objects.filter(pk=desk.page.pk).update(origin=NewsPage.Origin.REPRINTED)
        becomes_staff(desk.writer)
        said = self.said()
        for words in (
            f"Nhuận bút, 01/09/2019 – 30/09/2019 (số {desk.table.pk}):",
            "  “Phóng sự biển”, Nguyễn Văn An: 447.000 đ → 223.500 đ",
            "  → Hãy khấu trừ phần chênh lệch ở bảng sau",
            f"Danh sách chi trả ngày 10/10/2019 (số {desk.list.pk}):",
            "tác giả ngoài cơ quan → người của cơ quan",
            "  → Hãy tính lại danh sách.",
            "tất cả còn nguyên như khi duyệt",
        ):
            assert words in said, said

    def test_a_coefficient_outside_its_band(self, desk):
        october = signed(desk.ward, desk.writer.name, at=moment(2019, 10, 3), title="Tin tháng mười")
        table = desk.draft(datetime.date(2019, 10, 1), datetime.date(2019, 10, 5))
        drafts.set_coefficient(table.pk, table.lines.get(piece=october).pk, coefficient=Decimal(2), reason="Sâu")
        approving.submit(table.pk, user=desk.preparer)
        GenreRate.objects.filter(genre="tin", with_photo=False).update(maximum=Decimal("1.2"))
        said = self.said()
        assert "“Tin tháng mười”, Nguyễn Văn An: 2 nằm ngoài khung" in said
        assert "Hãy trả lại hoặc lấy lại bảng, tính lại rồi trình lại." in said


class TestNumbersCopiedIntoAList:
    """What the list copied when it was checked is what the bank gets: another account since then is told, not shown."""

    @pytest.fixture
    def details(self, desk):
        made = PersonalDetails.objects.create(author=desk.writer, bank_account="0071001234567", bank="VCB")
        desk.check()
        return made

    def test_another_account_stops_the_approval(self, desk, details):
        details.bank_account = "0071009999999"
        details.save()
        assert desk.found.people == ["Nguyễn Văn An: số tài khoản đã đổi từ khi danh sách được kiểm tra"]
        with pytest.raises(Refusal, match="số tài khoản đã đổi"):
            desk.approve_list()
        paying.take_back_list(desk.list.pk)
        assert not desk.found
        desk.check()
        assert desk.approve_list().lines.get().bank_account == "0071009999999"

    def test_also_one_that_came_since(self, desk):
        desk.check()
        PersonalDetails.objects.create(author=desk.writer, tax_code="8765432109")
        assert desk.found.people == ["Nguyễn Văn An: mã số thuế đã đổi từ khi danh sách được kiểm tra"]

    def test_the_same_is_no_difference(self, desk, details):
        details.save()
        assert not desk.found

    def test_what_cannot_be_read_is_not_approved(self, desk, details, settings):
        settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
        with pytest.raises(Refusal, match="PERSONAL_DATA_KEY"):
            desk.approve_list()

    def test_an_approved_paper_keeps_what_it_says(self, desk, details):
        desk.approve_list()
        details.bank_account = "0071009999999"
        details.save()
        assert not desk.found
