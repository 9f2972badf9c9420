"""The supply of a year for programs: CSV and JSON with the figures of the page (docs/public.md has their fields)."""

from vietnamese.files.comma_separated import csv_table


def supply_csv(supply):
    """`supply` (a Supply) as a table (bytes), as it stands on the page."""
    return csv_table([str(column.heading) for column in supply.columns], [cells for _line, cells in supply.cells()])


def supply_data(supply):
    """`supply` (a Supply) as a dict for JSON: its periods, and each unit with what was asked and counted in each."""
    return {
        "year": supply.year,
        "closed_at": supply.closed_at.isoformat(),
        "periods": [
            {"month": one.month, "from": one.first_day.isoformat(), "to": one.last_day.isoformat()}
            for one in supply.periods
        ],
        "units": [unit_data(line, supply.periods) for line in supply.lines if line.is_unit],
    }


def unit_data(line, periods):
    """A unit: nothing of a period of which there are no figures of it."""
    (row,) = line.rows
    cells = [row.cells[one.month - 1] for one in periods]
    return {
        "name": line.title,
        "group": row.block.title if row.block else "",
        "counted": line.counted,
        "periods_asked": line.asked,
        "periods_met": line.met,
        "periods": [
            {
                "month": cell.period.month,
                "result": cell.standing.value,
                "counted": cell.counted,
                "asked": asked_of(cell),
            }
            for cell in cells
            if cell.row
        ],
    }


def asked_of(cell):
    return cell.row.minimum if cell.is_asked else 0
