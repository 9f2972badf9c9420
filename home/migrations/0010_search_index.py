"""What finds the words of an entry: kept by the database itself, whoever writes or deletes the row."""

from django.db import migrations

# An index of the column `words` by FTS5: only which row has which word (detail=none); the words are cut by blanks.
SQLITE = [
    """CREATE VIRTUAL TABLE home_searchwords USING fts5(
        words, content='home_searchentry', content_rowid='id', detail=none, columnsize=0, prefix='3 4',
        tokenize="ascii tokenchars '=_^'"
    )""",
    """CREATE TRIGGER home_searchwords_insert AFTER INSERT ON home_searchentry BEGIN
        INSERT INTO home_searchwords (rowid, words) VALUES (NEW.id, NEW.words);
    END""",
    """CREATE TRIGGER home_searchwords_delete AFTER DELETE ON home_searchentry BEGIN
        INSERT INTO home_searchwords (home_searchwords, rowid, words) VALUES ('delete', OLD.id, OLD.words);
    END""",
    """CREATE TRIGGER home_searchwords_update AFTER UPDATE ON home_searchentry BEGIN
        INSERT INTO home_searchwords (home_searchwords, rowid, words) VALUES ('delete', OLD.id, OLD.words);
        INSERT INTO home_searchwords (rowid, words) VALUES (NEW.id, NEW.words);
    END""",
]
SQLITE_BACK = [
    "DROP TRIGGER home_searchwords_insert",
    "DROP TRIGGER home_searchwords_delete",
    "DROP TRIGGER home_searchwords_update",
    "DROP TABLE home_searchwords",
]
# The texts lie apart from the row, which is then short: hits are put in order by reading many rows.
POSTGRES = [
    "ALTER TABLE home_searchentry SET (toast_tuple_target = 128)",
    """ALTER TABLE home_searchentry ADD COLUMN word_list tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX home_searchentry_words ON home_searchentry USING gin (word_list)",
    # Through the index of words, whatever the planner thinks: it does not know what it costs to fetch the words of a
    # row, and prefers to look through all rows (0.6 s at 100,000) for a frequent word and for one that nobody wrote.
    """CREATE FUNCTION home_search_newest(
        asked tsquery, of_unit bigint, of_category bigint, of_kind text, first_id bigint, last_id bigint, most integer
    ) RETURNS TABLE (id bigint, unit_id bigint, category_id bigint, kind text) LANGUAGE sql STABLE
    SET enable_seqscan TO off SET enable_indexscan TO off SET enable_indexonlyscan TO off
    AS $$
        SELECT entry.id, entry.unit_id, entry.category_id, entry.kind
        FROM home_searchentry AS entry
        WHERE entry.word_list @@ asked
            AND (of_unit IS NULL OR entry.unit_id = of_unit)
            AND (of_category IS NULL OR entry.category_id = of_category)
            AND (of_kind IS NULL OR entry.kind = of_kind)
            AND (first_id IS NULL OR entry.id >= first_id)
            AND (last_id IS NULL OR entry.id <= last_id)
        ORDER BY entry.id DESC LIMIT most
    $$""",
]
POSTGRES_BACK = [
    "DROP FUNCTION home_search_newest(tsquery, bigint, bigint, text, bigint, bigint, integer)",
    "ALTER TABLE home_searchentry DROP COLUMN word_list",
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement, params=None)


def unmake(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("home", "0009_searchentry")]

    operations = [migrations.RunPython(make, unmake)]
