"""The columns of the register of officers: once for the screen, the XLSX, the DOCX, and the file that is read in."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class OfficerColumn:
    """A column by its name in the code, with its heading and its share of the width of a page."""

    name: str
    heading: str
    share: int


COLUMNS = (
    OfficerColumn("number", _("No."), 4),
    OfficerColumn("unit", pgettext_lazy("register", "Agency"), 16),
    OfficerColumn("full_name", _("Full name"), 14),
    OfficerColumn("post", _("Post"), 13),
    OfficerColumn("email", pgettext_lazy("register", "E-mail"), 18),
    OfficerColumn("telephone", _("Telephone"), 14),
    OfficerColumn("document", _("Appointing document"), 13),
    OfficerColumn("note", pgettext_lazy("register", "Note"), 15),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
