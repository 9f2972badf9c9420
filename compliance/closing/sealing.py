"""Triggers by which the database itself refuses to change closed figures, on SQLite and on PostgreSQL.

Put there after every `migrate`; on SQLite taken away before one that has something to do. What a period was
closed with is complete when its transaction ends: `row_count` and `item_count` say how much that is, and nothing more
is taken in.
"""

from django.db import connections

from submissions.kept.rebuilding import lift_triggers

TABLES = ("compliance_closedperiod", "compliance_closedrow", "compliance_closeditem")
REFUSAL = "closed figures are neither changed nor deleted"
# (table, its parent, the column that names it, where the parent says how many there are)
PARTS = (
    ("compliance_closedrow", "compliance_closedperiod", "period_id", "row_count"),
    ("compliance_closeditem", "compliance_closedrow", "row_id", "item_count"),
)

SQLITE_CHANGE = """
CREATE TRIGGER IF NOT EXISTS {table}_sealed_{action} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
SQLITE_ADDITION = """
CREATE TRIGGER IF NOT EXISTS {table}_complete BEFORE INSERT ON {table}
WHEN (SELECT COUNT(*) FROM {table} WHERE {column} = NEW.{column})
     >= (SELECT {number} FROM {parent} WHERE id = NEW.{column})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION compliance_refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRES_CHANGE = """
CREATE OR REPLACE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION compliance_refuse_sealed()
"""
POSTGRES_COMPLETE = """
CREATE OR REPLACE FUNCTION {table}_refuse_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM {table} WHERE {column} = NEW.{column})
       >= (SELECT {number} FROM {parent} WHERE id = NEW.{column}) THEN
        RAISE EXCEPTION '{refusal}';
    END IF;
    RETURN NEW;
END $$
"""
POSTGRES_ADDITION = """
CREATE OR REPLACE TRIGGER {table}_complete BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_more()
"""


def unseal(sender, using, plan, **kwargs):
    """Receiver of pre_migrate: SQLite changes no table that a trigger names; `seal` comes after the migration."""
    lift_triggers(TABLES, using=using, plan=plan)


def seal(sender, using, **kwargs):
    """Receiver of post_migrate: see that every trigger is there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not set(TABLES) <= set(connection.introspection.table_names(cursor)):
            return
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def statements(vendor):
    """The SQL statements that seal the tables on `vendor` ("sqlite" or "postgresql"), each safe to repeat."""
    parts = [
        {"table": table, "parent": parent, "column": column, "number": number, "refusal": REFUSAL}
        for table, parent, column, number in PARTS
    ]
    if vendor == "sqlite":
        changes = [
            SQLITE_CHANGE.format(table=table, action=action, refusal=REFUSAL)
            for table in TABLES
            for action in ("UPDATE", "DELETE")
        ]
        return changes + [SQLITE_ADDITION.format(**part) for part in parts]
    return [
        POSTGRES_REFUSE.format(refusal=REFUSAL),
        *(POSTGRES_CHANGE.format(table=table) for table in TABLES),
        *(text.format(**part) for part in parts for text in (POSTGRES_COMPLETE, POSTGRES_ADDITION)),
    ]
