"""Triggers by which the database itself refuses to change what is approved, on SQLite and on PostgreSQL.

Put there after every `migrate`; on SQLite taken away before one that has something to do.
"""

from dataclasses import dataclass

from django.db import connections

from submissions.kept.rebuilding import lift_triggers

REFUSAL = "what is approved is neither changed nor deleted"


@dataclass(frozen=True)
class Seal:
    """A table, and when a row of it is locked: an SQL condition with `{row}` for OLD or NEW."""

    table: str
    locked: str
    # The approval itself is an update of the paper, so that a paper is never looked at as NEW.
    papers: bool = False

    def condition(self, row):
        return self.locked.format(row=row)


def part_of(paper, column):
    return f"(SELECT approved_at FROM {paper} WHERE id = {{row}}.{column}) IS NOT NULL"


SEALS = (
    Seal("royalties_royaltytable", "{row}.approved_at IS NOT NULL", papers=True),
    Seal("royalties_royaltyline", part_of("royalties_royaltytable", "table_id")),
    Seal("royalties_paymentlist", "{row}.approved_at IS NOT NULL", papers=True),
    Seal("royalties_paymentline", part_of("royalties_paymentlist", "payment_list_id")),
    Seal("royalties_listedtable", part_of("royalties_paymentlist", "payment_list_id")),
    Seal("royalties_disbursement", "{row}.id IS NOT NULL", papers=True),
    Seal("royalties_maintenancecost", "{row}.state = 'paid'", papers=True),
)

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_locked_{action} BEFORE {action} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse_{action}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN RAISE EXCEPTION '{refusal}'; END IF;
    RETURN {result};
END $$
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_locked_{action} BEFORE {action} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_{action}()
"""


def unseal(sender, using, plan, **kwargs):
    """Receiver of pre_migrate: SQLite changes no table that a trigger names; `seal` comes after the migration."""
    lift_triggers([seal.table for seal in SEALS], using=using, plan=plan)


def seal(sender, using, **kwargs):
    """Receiver of post_migrate: see that every trigger is there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not {seal.table for seal in SEALS} <= set(connection.introspection.table_names(cursor)):
            return
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def statements(vendor):
    """The SQL statements that seal the tables on `vendor` ("sqlite" or "postgresql"), each safe to repeat."""
    texts = [SQLITE] if vendor == "sqlite" else [POSTGRES_FUNCTION, POSTGRES]
    return [text.format(refusal=REFUSAL, **trigger) for trigger in triggers() for text in texts]


def triggers():
    """What each trigger watches: a dict of table, action, condition, and the row that a function returns."""
    for each in SEALS:
        old, new = each.condition("OLD"), each.condition("NEW")
        update = old if each.papers else f"{old} OR {new}"
        watched = {"UPDATE": (update, "NEW"), "DELETE": (old, "OLD")} | (
            {} if each.papers else {"INSERT": (new, "NEW")}
        )
        for action, (condition, result) in watched.items():
            yield {"table": each.table, "action": action, "condition": condition, "result": result}
