"""A page of a table as JSON, as CSV, and the JSON Schema that describes it."""

from django.utils.translation import gettext as _

from submissions.public.open_data import ADDRESS, DAY, MOMENT, STRING, TEXTS
from submissions.templatetags.public_news import absolute
from vietnamese.files.comma_separated import csv_table

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def terms():
    return _("Please name the source when information from this site is used again.")


def as_json(dataset, rows, following):
    """The page as a value for JSON; `following` is the whole address of the next one, or None."""
    return {
        "tieu_de": str(dataset.title),
        "dieu_khoan": terms(),
        "luoc_do": absolute(dataset.schema_address),
        "tiep_theo": following,
        "du_lieu": rows,
    }


def as_csv(dataset, rows):
    """The page as a file (bytes) as Excel opens it here; its first line has the names of the columns."""
    names = [column.name for column in dataset.columns]
    return csv_table(names, [[cell(row[name]) for name in names] for row in rows])


def cell(value):
    return " ".join(value) if isinstance(value, list) else "" if value is None else value


def schema_of(dataset):
    """The JSON Schema of a page of the table."""
    row = {
        "type": "object",
        "properties": {column.name: type_of(column) for column in dataset.columns},
        "required": [column.name for column in dataset.columns],
        "additionalProperties": False,
    }
    properties = {
        "tieu_de": {"type": "string"},
        "dieu_khoan": {"type": "string"},
        "luoc_do": {"type": "string", "format": "uri"},
        "tiep_theo": {"type": ["string", "null"], "format": "uri"},
        "du_lieu": {"type": "array", "items": row},
    }
    return {
        "$schema": DIALECT,
        "$id": absolute(dataset.schema_address),
        "title": str(dataset.title),
        "description": str(dataset.about),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def type_of(column):
    described = {"description": str(column.about)}
    if column.type == TEXTS:
        return {"type": "array", "items": {"type": "string"}, **described}
    if column.type in (ADDRESS, DAY, MOMENT):
        described["format"] = column.type
    kind = STRING if "format" in described else column.type
    return {"type": [kind, "null"] if column.may_be_empty else kind, **described}
