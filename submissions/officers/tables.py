"""The register on the screen: a table at a desk, one card for each line on a phone."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Table

from submissions.officers import changes
from submissions.officers.columns import COLUMNS
from submissions.screens.registers import RegisterColumn


class AddressColumn(RegisterColumn):
    """An e-mail address, which breaks after its @ or before a dot where it must break, and not within a word."""

    def get_value(self, instance):
        words = re.split(r"(?<=@)|(?=\.)", super().get_value(instance))
        return format_html_join(mark_safe("<wbr>"), "{}", ([word] for word in words))


KINDS = {"email": AddressColumn}


class OfficersTable(Table):
    """A line for each row, which knows the words of its own cells."""

    def __init__(self, rows, *, columns, caption):
        whole = sum(column.share for column in columns)
        cells = [
            KINDS.get(column.name, RegisterColumn)(
                column.name, label=column.heading, width=f"{column.share / whole:.0%}"
            )
            for column in columns
        ]
        super().__init__(cells, rows, classname="listing officers", caption=caption)


class RegisterTable(OfficersTable):
    """All columns of the register; units without anybody stand out."""

    def __init__(self, rows):
        super().__init__(rows, columns=COLUMNS, caption=_("Register of officers"))

    def get_row_classname(self, row):
        return "" if row.is_registered else "officers-missing"


class ChangesTable(OfficersTable):
    """Who began and who ended, newest first."""

    def __init__(self, found):
        super().__init__(found, columns=changes.COLUMNS, caption=_("Changes of persons"))
