"""The file for the bank: a line for each person who is paid by transfer, as banks take it."""

from django.utils.translation import gettext as _

from vietnamese.comma_separated import csv_table
from vietnamese.text import fold


def bank_csv(rows, *, pay_day):
    """The transfers of a list as CSV (bytes): names and texts in capitals without marks, accounts as text.

    `rows` are ListRows with numbers; who has no account is not in the file.
    """
    content = fold(_("Royalties, payment of %(day)s") % {"day": f"{pay_day:%d/%m/%Y}"}).upper()
    transfers = [row for row in rows.rows if row.has_account and row.line.net]
    return csv_table(
        [_("Serial number"), _("Account holder"), _("Account number"), _("Bank"), _("Sum to transfer"), _("Content")],
        [
            [
                number,
                fold(row.line.author.name).upper(),
                row.numbers.bank_account,
                row.numbers.bank,
                row.line.net,
                content,
            ]
            for number, row in enumerate(transfers, start=1)
        ],
    )
