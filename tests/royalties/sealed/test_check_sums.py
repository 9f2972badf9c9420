"""What check sums of papers cover: all that a paper says, and of an older paper the same as ever."""

import copy
import datetime
from decimal import Decimal

import pytest

from royalties.models import PaymentLine, PaymentList, RoyaltyLine, RoyaltyTable
from royalties.sealed import check_sums
from tests.royalties.stories import moment

# Columns that no check sum covers, and why.
OF_A_TABLE = {
    "id": "the paper itself",
    "created_at": "before it is decided on",
    "created_by_id": "by name",
    "submitted_by_id": "by name",
    "approved_by_id": "by name",
    "returned_because": "of a draft",
    "digest": "the check sum",
}
OF_A_TABLE_LINE = {"id": "its place is covered", "table_id": "the paper"}
OF_A_LIST = {
    "id": "the paper itself",
    "created_at": "before it is decided on",
    "created_by_id": "by name",
    "checked_by_id": "by name",
    "approved_by_id": "by name",
    "returned_because": "of a draft",
    "digest": "the check sum",
}
OF_A_LIST_LINE = {
    "id": "its place is covered",
    "payment_list_id": "the paper",
    "tax_code": "by its stored token",
    "identity_number": "by its stored token",
    "bank_account": "by its stored token",
}


@pytest.mark.parametrize(
    ("model", "covered", "left_out"),
    [
        (RoyaltyTable, check_sums.TABLE + check_sums.ADDED_TO_TABLE, OF_A_TABLE),
        (RoyaltyLine, check_sums.TABLE_LINE + check_sums.ADDED_TO_TABLE_LINE, OF_A_TABLE_LINE),
        (PaymentList, check_sums.LIST + check_sums.ADDED_TO_LIST, OF_A_LIST),
        (PaymentLine, check_sums.LIST_LINE + check_sums.ADDED_TO_LIST_LINE, OF_A_LIST_LINE),
    ],
)
def test_every_column_is_covered_or_named_here(model, covered, left_out):
    columns = {field.attname for field in model._meta.local_fields}
    assert columns == {name for name in covered if not name.startswith("stored_")} | left_out.keys()


def table():
    return RoyaltyTable(
        pk=7,
        kind="royalty",
        first_day=datetime.date(2019, 4, 1),
        last_day=datetime.date(2019, 4, 30),
        source_id=1,
        budget_year=2019,
        submitted_at=moment(2019, 5, 2),
        approved_at=moment(2019, 5, 3),
        prepared_by_name="Trần Thị Lập",
        approved_by_name="Phạm Văn Duyệt",
        line_count=2,
        total=139_000,
    )


def table_lines():
    common = {
        "piece_id": 12,
        "kind": "author",
        "title": "Ra quân dọn vệ sinh bãi biển",
        "address": "https://phanthiet.example/tin/ra-quan/",
        "unit_id": 3,
        "unit_name": "UBND phường Phú Thủy",
        "genre": "tin",
        "origin": "own",
        "with_photo": True,
        "published_at": moment(2019, 4, 3),
        "coefficient": Decimal("1.0"),
        "usual_coefficient": Decimal("1.0"),
        "factor": Decimal("1.00"),
        "unit_value": 139_000,
        "applied": Decimal("100"),
    }
    return [
        RoyaltyLine(
            place=1, author_id=5, signed_as="Nguyễn Văn An", author_name="An", share=60, amount=83_400, **common
        ),
        RoyaltyLine(
            place=2,
            author_id=6,
            signed_as="Biển Xanh",
            author_name="Lê Bình",
            share=40,
            amount=0,
            reason="Tin viết sâu",
            unpaid_because="Trong định mức công việc",
            **common,
        ),
    ]


def payment_list():
    return PaymentList(
        pk=4,
        pay_day=datetime.date(2019, 5, 10),
        checked_at=moment(2019, 5, 6),
        approved_at=moment(2019, 5, 7),
        created_by_name="Kế toán một",
        checked_by_name="Kế toán hai",
        approved_by_name="Thủ trưởng",
        threshold=2_000_000,
        rate=Decimal("10"),
        line_count=1,
        gross=2_500_000,
        tax=250_000,
        net=2_250_000,
    )


def list_lines():
    line = PaymentLine(
        place=1,
        author_id=5,
        author_name="Nguyễn Văn An",
        unit_id=3,
        unit_name="UBND phường Phú Thủy",
        kind="outside",
        piece_count=9,
        gross=2_500_000,
        tax=250_000,
        net=2_250_000,
        bank="Agribank Phan Thiết",
    )
    line.stored_tax_code, line.stored_identity_number, line.stored_bank_account = "t1", "t2", "t3"
    return [line]


# As they are stored with papers that were approved: these never change.
GOLDEN_TABLE = "1c8f8cb290959fbc8fecc76487474f478dcaa76c1055c1ff71b429b822cf8368"
GOLDEN_LIST = "7cf28667641d64d9960ced2da119a340705f7ae1f6c8d89fde1ace08c218a67c"


def test_what_was_approved_reads_as_it_did():
    assert check_sums.sum_of_table(table(), table_lines()) == GOLDEN_TABLE
    assert check_sums.sum_of_list(payment_list(), [GOLDEN_TABLE], list_lines()) == GOLDEN_LIST


@pytest.fixture
def added(monkeypatch):
    """A field of each record that came later; who was there before has null in it."""
    for constant, model in (
        ("ADDED_TO_TABLE", RoyaltyTable),
        ("ADDED_TO_TABLE_LINE", RoyaltyLine),
        ("ADDED_TO_LIST", PaymentList),
        ("ADDED_TO_LIST_LINE", PaymentLine),
    ):
        monkeypatch.setattr(check_sums, constant, ("came_later",))
        monkeypatch.setattr(model, "came_later", None, raising=False)


def test_a_field_that_is_added_later_leaves_older_papers_as_they_were(added):
    test_what_was_approved_reads_as_it_did()


@pytest.mark.parametrize("place", range(4))
def test_a_paper_that_has_it_is_covered_by_it(added, place):
    sums = set()
    for value in (None, "", "Theo quyết định 12"):
        records = [table(), table_lines(), payment_list(), list_lines()]
        changed = copy.copy(records[place][0] if isinstance(records[place], list) else records[place])
        changed.came_later = value
        records[place] = [changed, *records[place][1:]] if isinstance(records[place], list) else changed
        paper, lines, listed, list_rows = records
        sums.add((check_sums.sum_of_table(paper, lines), check_sums.sum_of_list(listed, ["1"], list_rows)))
    assert len(sums) == 3
