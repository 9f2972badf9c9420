"""The lines of a large table as HTML, made in one go: a template for each of ten thousand cells would cost seconds."""

from django.utils.html import format_html, format_html_join

CELL = '<td role="cell" class="{}" data-label="{}">{}</td>'
NAMING_CELL = '<th role="rowheader" scope="row" class="{}" data-label="{}">{}</th>'


class DrawnLines:
    """For a table with `columns` (bound columns of django_tables2) and the `lines` of this page.

    Each column has its name, a `label`, and for a line `cell_class(line)` and `render(line, table)`.
    """

    @property
    def body(self):
        """The lines as rows (safe HTML)."""
        columns = [bound.column for bound in self.columns]
        cells = [(NAMING_CELL if bound.name == "title" else CELL, bound.column) for bound in self.columns]
        width = "{}" * len(columns)
        rows = (
            (
                line.level,
                format_html(
                    width,
                    *(
                        format_html(cell, column.cell_class(line), column.label, column.render(line, self))
                        for cell, column in cells
                    ),
                ),
            )
            for line in self.lines
        )
        return format_html_join("\n", '<tr role="row" class="report-line report-line--{}">{}</tr>', rows)
