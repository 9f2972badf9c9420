"""A table as files: XLSX and DOCX to print and sign in the customary layout, CSV for other programs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from royalties.assessing.proposals import proposals_of
from royalties.models import RoyaltyTable, RoyaltyTitles
from royalties.papers.cells import for_csv
from royalties.papers.paper import Column, Paper, paper_docx, paper_xlsx
from royalties.tables.table_rows import read_rows
from submissions.models import Letterhead
from vietnamese.files.comma_separated import csv_table


@dataclass(frozen=True)
class RowColumn(Column):
    """A column that knows its value of a Row (text, int, Decimal or None)."""

    value: object = None


def royalty_columns():
    return [
        RowColumn(_("Serial number"), 6, is_centred=True, value=lambda row: row.number),
        RowColumn(_("Name of the piece, photo"), 27, value=lambda row: row.line.title),
        RowColumn(_("Genre"), 10, value=lambda row: row.genre),
        RowColumn(_("Author (pen name)"), 17, value=lambda row: row.person_in_full),
        RowColumn(_("Day of publication"), 12, is_centred=True, value=lambda row: row.published),
        RowColumn(_("Coefficient"), 6, is_centred=True, value=lambda row: row.line.coefficient),
        RowColumn(
            _("Value of one unit of coefficient (đồng)"),
            10,
            is_amount=True,
            value=lambda row: row.line.unit_value,
        ),
        RowColumn(_("Rate"), 10, is_centred=True, value=lambda row: row.ratio),
        RowColumn(_("Amount (đồng)"), 11, is_amount=True, value=lambda row: row.line.amount),
        RowColumn(_("Note"), 13, value=lambda row: row.note),
    ]


def remuneration_columns():
    return [
        RowColumn(_("Serial number"), 6, is_centred=True, value=lambda row: row.number),
        RowColumn(_("Name of the piece, photo"), 29, value=lambda row: row.line.title),
        RowColumn(_("Genre"), 10, value=lambda row: row.genre),
        RowColumn(_("Who published it"), 18, value=lambda row: row.person_in_full),
        RowColumn(_("Day of publication"), 12, is_centred=True, value=lambda row: row.published),
        RowColumn(_("Royalty of the piece (đồng)"), 12, is_amount=True, value=lambda row: row.line.base),
        RowColumn(_("Rate"), 8, is_centred=True, value=lambda row: row.ratio),
        RowColumn(_("Amount (đồng)"), 12, is_amount=True, value=lambda row: row.line.amount),
        RowColumn(_("Note"), 16, value=lambda row: row.note),
    ]


class TablePaper(Paper):
    """Bảng chấm nhuận bút, or that of the editors' remuneration."""

    @classmethod
    def of(cls, table):
        return cls(table, read_rows(table), Letterhead.load(), RoyaltyTitles.load())

    @property
    def is_remuneration(self):
        return self.record.kind == RoyaltyTable.Kind.REMUNERATION

    @property
    def columns(self):
        return remuneration_columns() if self.is_remuneration else royalty_columns()

    @property
    def title(self):
        return _("REMUNERATION TABLE") if self.is_remuneration else _("ROYALTY TABLE")

    @property
    def remarks(self):
        return proposals_of([self.record])

    @property
    def days(self):
        return self.record.first_day, self.record.last_day

    @property
    def posts(self):
        table, titles = self.record, self.titles
        return (titles.preparer, table.prepared_by_name), (titles.table_approver, table.approved_by_name)

    @property
    def total_words(self):
        return self.rows.total_words

    @property
    def lines(self):
        columns = self.columns
        amount = len(columns) - 2
        for group in self.rows.groups:
            yield sum_line(columns, amount, group.name, group.total), True
            for row in group.rows:
                yield [column.value(row) for column in columns], False
        yield sum_line(columns, amount, _("Grand total"), self.rows.total), True


def sum_line(columns, amount, name, total):
    values = [""] * len(columns)
    values[1], values[amount] = name, total
    return values


def table_docx(table):
    """`table` as a DOCX file (bytes), A4 landscape."""
    return paper_docx(TablePaper.of(table))


def table_xlsx(table):
    """`table` as an XLSX file (bytes), A4 landscape."""
    return paper_xlsx(TablePaper.of(table))


def table_csv(table):
    """`table` as CSV (bytes): one line for each line, unit and proposed rates in columns of their own, no sums."""
    paper = TablePaper.of(table)
    columns = paper.columns
    remark = " ".join(paper.remarks)
    rows = [
        [group.name, *(for_csv(column.value(row)) for column in columns), remark]
        for group in paper.rows.groups
        for row in group.rows
    ]
    return csv_table([_("Unit"), *(column.heading for column in columns), _("Rates applied")], rows)
