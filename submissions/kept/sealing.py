"""Triggers by which the database itself refuses to change what is sealed, on SQLite and on PostgreSQL.

Put there after every `migrate`; on SQLite taken away before one that has something to do: it rebuilds a table for a
migration, and refuses to while a trigger somewhere names that table.
"""

from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

ALWAYS = "1 = 1"

SQLITE = """
CREATE TRIGGER {table}_sealed_{action} BEFORE {action} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse_{action}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN RAISE EXCEPTION '{refusal}'; END IF;
    RETURN {row};
END $$
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_sealed_{action} BEFORE {action} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_{action}()
"""
# What stands on a table now. Ours are named after it: one that nothing here names any more must not stay.
TRIGGERS_OF = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
}


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A table, and when a row of it is neither changed nor deleted, and none added: SQL conditions on OLD and NEW.

    A paper is sealed by an update of itself, so that what is in force is looked at as OLD; "" refuses nothing.
    """

    table: str
    update: str = ALWAYS
    delete: str = ALWAYS
    insert: str = ""

    @property
    def watched(self):
        """(action, condition, what the row is in its trigger) of each action that is refused at times."""
        watched = (("UPDATE", self.update, "NEW"), ("DELETE", self.delete, "OLD"), ("INSERT", self.insert, "NEW"))
        return [one for one in watched if one[1]]

    @property
    def names(self):
        """The names of its triggers, as PostgreSQL and SQLite keep them."""
        return [f"{self.table}_sealed_{action}".lower() for action, _condition, _row in self.watched]

    def statements(self, vendor, *, refusal):
        """The SQL statements that seal the table on `vendor` ("sqlite" or "postgresql")."""
        texts = [SQLITE] if vendor == "sqlite" else [POSTGRES_FUNCTION, POSTGRES]
        return [
            text.format(table=self.table, action=action, condition=condition, row=row, refusal=refusal)
            for action, condition, row in self.watched
            for text in texts
        ]


@dataclass(frozen=True, kw_only=True)
class Seals:
    """The Seals of an app, and what the database answers to who breaks one.

    `unused` names functions that an older database on PostgreSQL may still hold, and that no trigger calls any more.
    """

    seals: tuple[Seal, ...]
    refusal: str
    unused: tuple[str, ...] = ()

    @property
    def tables(self):
        return [seal.table for seal in self.seals]

    def connect(self, app):
        """Called once by the AppConfig `app`, when it is ready."""
        pre_migrate.connect(self.before_migration, sender=app, dispatch_uid=f"{self.tables[0]}.unseal")
        post_migrate.connect(self.after_migration, sender=app, dispatch_uid=f"{self.tables[0]}.seal")

    def before_migration(self, sender, using, plan, **kwargs):
        if connections[using].vendor == "sqlite" and plan:
            self.lift(using=using)

    def after_migration(self, sender, using, **kwargs):
        self.put(using=using)

    def lift(self, *, using):
        """Take the triggers of the tables away."""
        for table in self.tables:
            lift_triggers(table, using=using)

    def put(self, *, using):
        """See that the tables have these triggers and none of older seals; nothing before the tables are there.

        On PostgreSQL those that stay are replaced where they stand, for which nobody who reads has to wait. One table
        after the other, and none is unsealed meanwhile.
        """
        connection = connections[using]
        with connection.cursor() as cursor:
            if not set(self.tables) <= set(connection.introspection.table_names(cursor)):
                return
            for seal in self.seals:
                with transaction.atomic(using):
                    staying = seal.names if connection.vendor == "postgresql" else ()
                    lift_triggers(seal.table, using=using, but=staying)
                    for statement in seal.statements(connection.vendor, refusal=self.refusal):
                        cursor.execute(statement)
            if connection.vendor == "postgresql":
                for function in self.unused:
                    cursor.execute(f"DROP FUNCTION IF EXISTS {function}()")


def lift_triggers(table, *, using, but=()):
    """Take the triggers of `table` away that are named after it, but those named in `but` (in small letters)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS_OF[connection.vendor], [table])
        ours = [name for (name,) in cursor.fetchall() if name.startswith(f"{table}_") and name.lower() not in but]
        for name in ours:
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}{on_table}")
