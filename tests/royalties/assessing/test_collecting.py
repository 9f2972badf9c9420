"""What a table collects, what each line is worth, and whose name it is."""

import datetime
from decimal import Decimal

import pytest

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.authors.known_authors import KnownAuthors, record_new
from royalties.models import Author, BaseSalary, GenreRate, RoyaltyTable
from submissions.models import NewsAuthor
from submissions.screens.refusals import Refusal
from tests import factories, workflow
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
QUARTER = datetime.date(2019, 4, 1), datetime.date(2019, 7, 31)


def with_photo(ward, *people, at, **fields):
    return signed(ward, *people, at=at, image=factories.photo(ward), **fields)


def with_photos_by(ward, writer, *credits):
    """A piece of `writer` of 3 April with a photo under each of `credits`."""
    page = signed(ward, writer.name, at=moment(2019, 4, 3))
    for credit in credits:
        page.body.append(("photo", {"image": factories.photo(ward), "caption": "Biển", "credit": credit, "alt": ""}))
    page.save()


def amounts_of(table):
    return [(line.kind, line.signed_as, line.amount) for line in table.lines.order_by("place")]


class TestWhatIsCollected:
    def test_a_piece_with_photo_by_its_author(self, office, ward, writer):
        piece = with_photo(ward, writer.name, at=moment(2019, 4, 12))
        (line,) = office.draft(*APRIL).lines.all()
        assert (line.piece_id, line.author, line.coefficient, line.unit_value) == (
            piece.pk,
            writer,
            Decimal("1.5"),
            139_000,
        )
        assert line.amount == 208_500

    @pytest.mark.parametrize(
        ("at", "unit_value"),
        [
            (moment(2019, 6, 30, 23, 59, 59), 139_000),
            (moment(2019, 7, 1, 0, 0, 0), 149_000),
            (moment(2026, 6, 30, 23, 59, 59), 234_000),
            (moment(2026, 7, 1, 0, 0, 0), 253_000),
        ],
    )
    def test_the_value_of_the_unit_is_that_of_the_day_in_viet_nam(self, office, ward, writer, at, unit_value):
        signed(ward, writer.name, at=at)
        day = at.astimezone(datetime.timezone(datetime.timedelta(hours=7))).date()
        (line,) = office.draft(day, day).lines.all()
        assert line.unit_value == unit_value
        assert line.amount == unit_value

    def test_co_authors_share_and_a_photographer_gets_the_photo(self, office, ward, writer):
        body = [
            ("text", factories.RichText("<p>Sáng nay.</p>")),
            ("photo", {"image": factories.photo(ward), "caption": "Biển", "credit": "Trần Ảnh", "alt": ""}),
        ]
        piece = factories.published(ward, at=moment(2019, 4, 3))
        piece.body = body
        piece.authors.add(NewsAuthor(name=writer.name, share=70), NewsAuthor(name="Lê Thị Bình", share=30))
        piece.save()
        table = office.draft(*APRIL)
        # Without the photo, which is somebody else's: 1,0 × 139.000; the photo 0,5 × 139.000.
        assert amounts_of(table) == [
            ("author", "Nguyễn Văn An", 97_300),
            ("author", "Lê Thị Bình", 41_700),
            ("photo", "Trần Ảnh", 69_500),
        ]

    def test_a_credit_that_names_nobody_is_nobody_to_pay(self, office, ward, writer):
        piece = signed(ward, writer.name, at=moment(2019, 4, 3), image=factories.photo(ward))
        for block in piece.body:
            if block.block_type == "photo":
                block.value["credit"] = "Ảnh tư liệu"
        piece.save()
        assert amounts_of(office.draft(*APRIL)) == [("author", "Nguyễn Văn An", 208_500)]

    def test_an_own_photo_beside_anothers_keeps_the_rate_with_photo(self, office, ward, writer):
        """1,5 × 139.000 for the author, whose own photo stands there too; 0,5 × 139.000 for the other's."""
        with_photos_by(ward, writer, writer.name, "Trần Ảnh")
        assert amounts_of(office.draft(*APRIL)) == [("author", writer.name, 208_500), ("photo", "Trần Ảnh", 69_500)]

    def test_a_photo_without_a_credit_is_the_authors(self, office, ward, writer):
        with_photos_by(ward, writer, "Trần Ảnh", "")
        assert amounts_of(office.draft(*APRIL)) == [("author", writer.name, 208_500), ("photo", "Trần Ảnh", 69_500)]

    @pytest.mark.parametrize("credit", ["Ảnh tư liệu", "Nguồn: TTXVN", "Ảnh: Tư liệu"])
    def test_a_photo_that_nobody_made_is_not_the_authors_beside_anothers(self, office, ward, writer, credit):
        """The one photo that somebody made is paid once, to who made it; alone it takes nothing from the author."""
        with_photos_by(ward, writer, "Trần Ảnh", credit)
        assert amounts_of(office.draft(*APRIL)) == [("author", writer.name, 139_000), ("photo", "Trần Ảnh", 69_500)]

    def test_a_place_without_its_photo_pays_nobody(self, office, ward, writer):
        page = signed(ward, writer.name, at=moment(2019, 4, 3))
        page.body.append(("photo", {"image": None, "caption": "", "credit": "Trần Ảnh", "alt": ""}))
        page.save()
        assert amounts_of(office.draft(*APRIL)) == [("author", writer.name, 139_000)]

    def test_a_share_of_nothing_is_paid_nothing(self, office, ward, writer):
        """What cannot be divided (104.250,5 …) goes to the first who has a share."""
        BaseSalary.objects.update(amount=1_390_010)
        piece = signed(ward, ("Lê Không", 0), (writer.name, 50), ("Trần Thị Dũng", 50), at=moment(2019, 4, 3))
        assert [line.amount for line in office.draft(*APRIL).lines.order_by("place")] == [0, 69_501, 69_500]
        assert piece.authors.count() == 3

    def test_a_reprint_is_worth_half(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3), origin="reprinted", source="Báo Bình Thuận")
        (line,) = office.draft(*APRIL).lines.all()
        assert line.amount == 69_500

    def test_each_piece_is_listed_once(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        assert office.draft(*APRIL).lines.count() == 1
        assert office.draft(*QUARTER).lines.count() == 0

    def test_what_is_down_or_a_duplicate_is_not_collected(self, office, ward, writer):
        kept = signed(ward, writer.name, at=moment(2019, 4, 3))
        down = signed(ward, writer.name, at=moment(2019, 4, 4))
        down.unpublish()
        twin = signed(ward, writer.name, at=moment(2019, 4, 5))
        type(twin).objects.filter(pk=twin.pk).update(duplicate_of=kept)
        assert [line.piece_id for line in office.draft(*APRIL).lines.all()] == [kept.pk]

    def test_a_piece_without_a_rule_is_told_and_left_out(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3), title="Tin không có hệ số")
        GenreRate.objects.update(valid_from=datetime.date(2019, 5, 1))
        table = office.draft(*APRIL)
        assert table.lines.count() == 0
        (problem,) = recompute(table).problems
        assert "Tin không có hệ số" in problem

    def test_who_stands_twice_under_a_piece_gets_both_shares(self, office, ward, writer):
        writer.pen_name = "Hoài An"
        writer.save()
        signed(ward, (writer.name, 40), ("Hoài An", 20), (writer.name, 10), ("Lê Bình", 30), at=moment(2019, 4, 3))
        assert amounts_of(office.draft(*APRIL)) == [("author", writer.name, 97_300), ("author", "Lê Bình", 41_700)]

    def test_a_piece_without_author_is_told_and_left_out(self, office, ward):
        signed(ward, at=moment(2019, 4, 3), title="Tin không tên")
        table = office.draft(*APRIL)
        assert table.lines.count() == 0
        assert any("Tin không tên" in problem for problem in recompute(table).problems)

    def test_remuneration_is_of_the_approved_royalty_for_who_published(self, office, ward, writer):
        piece = signed(ward, writer.name, at=moment(2019, 4, 3))
        kind = RoyaltyTable.Kind.REMUNERATION
        assert office.draft(*APRIL, kind=kind).lines.count() == 0
        office.approved(*APRIL)
        # Without a record of the chain nobody is known to have published it.
        assert office.draft(*APRIL, kind=kind).lines.count() == 0
        assert piece.royalty_lines.count() == 1

    def test_remuneration_is_of_what_the_royalty_comes_to_with_its_corrections(
        self, office, ward, writer, time_machine
    ):
        time_machine.move_to(moment(2019, 4, 5))
        people = {"contributor": factories.contributor_of(ward), "leader": factories.leader_of(ward)}
        draft = factories.news(ward, owner=people["contributor"])
        text = draft.get_latest_revision_as_object()
        text.authors = [NewsAuthor(name=writer.name, share=100)]
        text.save_revision(user=people["contributor"])
        workflow.publish_through_chain(draft, **people, editor=factories.editor())
        time_machine.move_to(moment(2019, 9, 2))
        line = office.approved(*APRIL).lines.get()
        remuneration = office.draft(*APRIL, kind=RoyaltyTable.Kind.REMUNERATION)
        assert [(each.base, each.amount) for each in remuneration.lines.all()] == [(139_000, 27_800)]

        def corrected(month, change, amount):
            first = datetime.date(2019, month, 1)
            table = office.draft(first, first + datetime.timedelta(days=27))
            change(table.pk, line, amount=amount, reason="Chấm nhầm thể loại")
            office.approve(approving.submit(table.pk, user=office.preparer))

        corrected(5, correcting.deduct, 69_500)
        # What was drawn up before is another by now; a new one begins with it.
        with pytest.raises(Refusal, match=r"27\.800"):
            approving.submit(remuneration.pk, user=office.preparer)
        apply_recomputation(remuneration.pk)
        assert [(each.base, each.amount) for each in remuneration.lines.all()] == [(69_500, 13_900)]
        corrected(6, correcting.restore, 20_000)
        apply_recomputation(remuneration.pk)
        assert [(each.base, each.amount) for each in remuneration.lines.all()] == [(89_500, 17_900)]


class TestWhoseNameItIs:
    def test_one_name_in_the_unit_is_certain(self, office, ward, writer):
        signed(ward, "NGUYỄN VĂN AN", at=moment(2019, 4, 3))
        assert office.draft(*APRIL).lines.get().author == writer

    def test_one_person_under_two_names_has_a_piece_once(self, office, ward, writer):
        Author.objects.filter(pk=writer.pk).update(pen_name="Biển Xanh")
        signed(ward, (writer.name, 50), ("Biển Xanh", 50), at=moment(2019, 4, 3))
        signed(ward, (writer.name, 50), (writer.name, 50), at=moment(2019, 4, 4))
        lines = office.draft(*APRIL).lines.order_by("place")
        assert [(line.author, line.amount) for line in lines] == [(writer, 139_000), (writer, 139_000)]

    def test_what_is_signed_otherwise_after_its_approval_is_not_paid_again(self, office, ward, writer):
        piece = signed(ward, writer.name, at=moment(2019, 4, 3))
        office.approved(*APRIL)
        for name in ("Nguyễn Văn Anh", "NGUYỄN VĂN AN"):
            piece.authors.update(name=name)
            assert office.draft(*QUARTER).lines.count() == 0

    def test_another_units_namesake_is_somebody_else(self, office, ward, writer):
        other = factories.UnitFactory()
        signed(other, writer.name, at=moment(2019, 4, 3))
        assert office.draft(*APRIL).lines.get().author is None

    def test_two_of_one_name_are_left_to_a_person(self, office, ward, writer):
        Author.objects.create(name=writer.name, unit=ward)
        signed(ward, writer.name, at=moment(2019, 4, 3))
        assert office.draft(*APRIL).lines.get().author is None

    def test_an_account_of_the_unit_becomes_an_author(self, office, ward):
        user = factories.contributor_of(ward, first_name="Phạm Thị", last_name="Cúc")
        signed(ward, "Phạm Thị Cúc", at=moment(2019, 4, 3))
        author = office.draft(*APRIL).lines.get().author
        assert (author.account, author.unit, author.kind) == (user, ward, Author.Kind.UNKNOWN)

    def test_an_account_is_recorded_once_when_two_look_at_once(self, office, ward):
        user = factories.contributor_of(ward, first_name="Phạm Thị", last_name="Cúc")
        first, second = (KnownAuthors().find("Phạm Thị Cúc", unit=ward) for _twice in range(2))
        assert not Author.objects.filter(account=user).exists()
        record_new([first, None, first])
        record_new([second])
        assert first == second == Author.objects.get(account=user)

    def test_looking_at_a_table_records_nobody(self, office, ward):
        """An account that came after the table was drawn up is certain: it is recorded when computed again."""
        signed(ward, "Phạm Thị Cúc", at=moment(2019, 4, 3))
        signed(ward, ("phạm thị cúc", 60), ("Phạm Thị Cúc", 40), at=moment(2019, 4, 4))
        table = office.draft(*APRIL)
        user = factories.contributor_of(ward, first_name="Phạm Thị", last_name="Cúc")
        shown = recompute(table).check_sum
        assert not Author.objects.filter(account=user).exists()
        apply_recomputation(table.pk, shown=shown)
        assert [line.author.account for line in table.lines.order_by("place")] == [user, user]

    def test_one_signature_is_settled_at_once(self, office, ward):
        other = factories.UnitFactory()
        for unit, day in ((ward, 3), (ward, 4), (other, 5)):
            signed(unit, "Biển Xanh", at=moment(2019, 4, day))
        table = office.draft(*APRIL)
        author = drafts.add_author(table.pk, table.lines.first().pk, likewise=True)
        assert (author.name, author.unit, author.is_checked) == ("Biển Xanh", ward, False)
        assert [line.author for line in table.lines.order_by("place")] == [author, author, None]
        with pytest.raises(Refusal, match="Dòng này đã có người chọn tác giả"):
            drafts.add_author(table.pk, table.lines.first().pk)

    def test_nothing_is_handed_in_for_an_unknown_person(self, office, ward):
        signed(ward, "Cộng tác viên", at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        with pytest.raises(Refusal, match="1"):
            approving.submit(table.pk, user=office.preparer)
        drafts.set_author(table.pk, table.lines.get().pk, author=Author.objects.create(name="Hồ Dũng"))
        assert approving.submit(table.pk, user=office.preparer).submitted_at
