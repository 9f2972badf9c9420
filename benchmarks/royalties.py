"""How much a month of royalties, a payment list and the budget cost against the same sums in raw SQL.

Fills a throw-away database (benchmarks/README.md): a month of published pieces signed by two of many authors, approved
tables for a long payment list, and a year of tables for the budget. Each function of the office runs in turns with
statements written by hand, and is taken back each time.
"""

import argparse
import datetime
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from closing_and_year import queries_of, taken_back
from table_of_period import fill, interleaved

FIRST, LAST = datetime.date(2026, 10, 1), datetime.date(2026, 10, 31)
PAY_DAY = datetime.date(2026, 11, 10)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pieces", type=int, default=2_000)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--tables", type=int, default=48)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        measure(chosen, file=f"{folder}/royalties.sqlite3")


def measure(chosen, *, file):
    """Build a database of its own, measure in it, and drop it."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict.setdefault("TEST", {})["NAME"] = file
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        fill(units=33, pieces=chosen.pieces)
        for what, runs in Month(people=chosen.people).phases(tables=chosen.tables):
            ours, raw = (statistics.median(spent) * 1000 for spent in interleaved(runs, rounds=chosen.rounds).values())
            print(
                f"{connection.vendor:10} {what:22} {ours:9.1f} ms, raw SQL {raw:7.1f} ms, ratio {ours / raw:6.1f}, "
                f"queries {queries_of(runs['ours'])}",
                flush=True,
            )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


class Month:
    """The month of pieces, each by two of `people` authors, and the people of an office."""

    def __init__(self, *, people):
        from django.contrib.auth.models import Group

        from royalties.models import Author, PersonalDetails
        from submissions.models import NewsAuthor, NewsPage, Unit, User

        groups = ("Thường trực Ban Biên tập", "Trưởng Ban Biên tập", "Kế toán", "Thủ trưởng đơn vị")
        self.desk, self.head, self.accountant, self.director = (
            self._member(Group, User, name=group, number=number) for number, group in enumerate(groups)
        )
        units = list(Unit.objects.all())
        self.authors = Author.objects.bulk_create(
            Author(
                name=f"Tác giả {number}",
                unit=units[number % len(units)],
                kind=Author.Kind.OUTSIDE,
                is_checked=True,
            )
            for number in range(people)
        )
        PersonalDetails.objects.bulk_create(
            PersonalDetails(
                author=author, tax_code=f"999{author.pk:09}", bank_account=f"0000{author.pk:08}", bank="Ngân hàng"
            )
            for author in self.authors
        )
        by_unit = {unit.pk: [author for author in self.authors if author.unit_id == unit.pk] for unit in units}
        begin = datetime.datetime.combine(FIRST, datetime.time(2), tzinfo=datetime.UTC)
        names = []
        pages = list(NewsPage.objects.order_by("pk"))
        for number, page in enumerate(pages):
            page.published_at = begin + datetime.timedelta(minutes=20 * number)
            page.is_live, page.live, page.duplicate_of = True, True, None
            own = by_unit[page.unit_id]
            for order in range(2):
                author = own[(number // len(units) * 2 + order) % len(own)]
                names.append(NewsAuthor(page=page, name=author.name, share=50, sort_order=order))
        NewsPage.objects.bulk_update(pages, ["published_at", "is_live", "live", "duplicate_of"], batch_size=200)
        NewsAuthor.objects.all().delete()
        NewsAuthor.objects.bulk_create(names)

    @staticmethod
    def _member(groups, users, *, name, number):
        user = users.objects.create(username=f"benchmark{number}", email=f"b{number}@phanthiet.example")
        user.groups.add(groups.objects.get(name=name))
        return user

    def draft(self):
        from royalties.assessing import recomputing
        from royalties.models import BudgetSource, RoyaltyTable

        return recomputing.draw_up(
            kind=RoyaltyTable.Kind.ROYALTY,
            first_day=FIRST,
            last_day=LAST,
            source=BudgetSource.objects.first(),
            budget_year=FIRST.year,
            user=self.desk,
        )

    def approve(self, table):
        from royalties.assessing import approving

        return approving.approve(table.pk, user=self.head, shown=approving.seen(table))

    def listed(self, table):
        from royalties.paying import drawing_up

        return drawing_up.draw_up_list([table.pk], pay_day=PAY_DAY, user=self.accountant)

    def paid(self, table):
        """From the approved table to the list that is approved for payment."""
        from royalties.paying import paying
        from royalties.sealed.check_sums import list_check_sum

        checked = paying.check(self.listed(table).pk, user=self.accountant)
        return paying.approve_list(checked.pk, user=self.director, shown=list_check_sum(checked))

    def phases(self, *, tables):
        """Yield (what is measured, {"ours": …, "raw": …}), one after the other: each needs what was done before."""
        from royalties.assessing import approving
        from royalties.budget.figures import read_budget

        yield "collecting", {"ours": lambda: taken_back(self.draft), "raw": raw_collecting}
        table = approving.submit(self.draft().pk, user=self.desk)
        refuse_difference(table.lines.count(), sum(authors for _piece, authors in raw_collecting()))
        yield "approving", {"ours": lambda: taken_back(lambda: self.approve(table)), "raw": lambda: raw_sum(table.pk)}
        copy_tables(table, number=tables)
        refuse_difference(read_budget(FIRST.year).figures().committed, raw_budget())
        yield "budget", {"ours": lambda: read_budget(FIRST.year), "raw": raw_budget}
        approved = self.approve(table)
        refuse_difference(approved.total, raw_sum(table.pk))
        refuse_difference(self.listed_gross(approved), [gross for _author, gross in raw_people(table.pk)])
        yield (
            "list, check, approval",
            {
                "ours": lambda: taken_back(lambda: self.paid(approved)),
                "raw": lambda: raw_people(table.pk),
            },
        )

    def listed_gross(self, table):
        """What each person gets of `table`, by the person's key (a list of int)."""
        lines = taken_back(lambda: list(self.listed(table).lines.order_by("author_id").values_list("gross", flat=True)))
        return lines


def copy_tables(table, *, number):
    """`number` approved tables of the same year beside `table`; their lines are not looked at."""
    from royalties.models import RoyaltyTable

    RoyaltyTable.objects.bulk_create(
        RoyaltyTable(
            kind=table.kind,
            first_day=table.first_day,
            last_day=table.last_day,
            source_id=table.source_id,
            budget_year=table.budget_year,
            created_by_id=table.created_by_id,
            approved_at=table.submitted_at,
            total=1_000_000 + n,
            digest="benchmark",
        )
        for n in range(number)
    )


def refuse_difference(ours, raw):
    if ours != raw:
        raise SystemExit("The two sides differ: there is nothing to compare.")


def rows(statement, *values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def raw_collecting():
    """(piece, number of its authors) of the month."""
    return rows(
        "SELECT piece.page_ptr_id, COUNT(author.id) FROM submissions_newspage AS piece "
        "JOIN submissions_newsauthor AS author ON author.page_id = piece.page_ptr_id "
        "WHERE is_live AND duplicate_of_id IS NULL AND published_at >= %s AND published_at < %s GROUP BY 1",
        "2026-09-30 17:00:00",
        "2026-10-31 17:00:00",
    )


def raw_sum(table):
    return rows("SELECT SUM(amount) FROM royalties_royaltyline WHERE table_id = %s", table)[0][0]


def raw_people(table):
    return rows(
        "SELECT author_id, SUM(amount) FROM royalties_royaltyline WHERE table_id = %s GROUP BY 1 ORDER BY 1", table
    )


def raw_budget():
    """All that is committed in the year: approved tables by their totals, open ones by their lines."""
    approved = rows(
        "SELECT SUM(total) FROM royalties_royaltytable WHERE budget_year = %s AND approved_at IS NOT NULL", FIRST.year
    )
    open_ = rows(
        "SELECT SUM(amount) FROM royalties_royaltyline AS line JOIN royalties_royaltytable AS paper "
        "ON paper.id = line.table_id WHERE budget_year = %s AND approved_at IS NULL",
        FIRST.year,
    )
    return (approved[0][0] or 0) + (open_[0][0] or 0)


if __name__ == "__main__":
    main()
