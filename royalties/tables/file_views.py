"""A table as a file, for whoever sees the table."""

from django.views.generic import View

from royalties.models import RoyaltyTable
from royalties.tables.table_files import table_csv, table_docx, table_xlsx
from royalties.tables.table_views import TableMixin
from submissions.screens.downloads import CSV, DOCX, XLSX, as_file

NAMES = {RoyaltyTable.Kind.ROYALTY: "bang-cham-nhuan-but", RoyaltyTable.Kind.REMUNERATION: "bang-cham-thu-lao"}


class FileView(TableMixin, View):
    write = None
    content_type = ""
    suffix = ""

    def get(self, request, *args, **kwargs):
        table = self.table
        draft = "" if table.is_approved else "du-thao-"
        name = f"{draft}{NAMES[table.kind]}-{table.first_day:%Y-%m-%d}-{table.last_day:%Y-%m-%d}.{self.suffix}"
        return as_file(type(self).write(table), name=name, content_type=self.content_type)


class XlsxView(FileView):
    write = staticmethod(table_xlsx)
    content_type, suffix = XLSX, "xlsx"


class DocxView(FileView):
    write = staticmethod(table_docx)
    content_type, suffix = DOCX, "docx"


class CsvView(FileView):
    write = staticmethod(table_csv)
    content_type, suffix = CSV, "csv"
