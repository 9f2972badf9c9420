"""A search may be limited to a section and to those that it continues: PostgreSQL's function takes several keys."""

from django.db import migrations

BEFORE = "tsquery, bigint, bigint, text, bigint, bigint, integer"
NOW = "tsquery, bigint, bigint[], text, bigint, bigint, integer"
# As in 0010_search_index.
FUNCTION = """CREATE FUNCTION home_search_newest(
        asked tsquery, of_unit bigint, of_category {kind}, of_kind text, first_id bigint, last_id bigint, most integer
    ) RETURNS TABLE (id bigint, unit_id bigint, category_id bigint, kind text) LANGUAGE sql STABLE
    SET enable_seqscan TO off SET enable_indexscan TO off SET enable_indexonlyscan TO off
    AS $$
        SELECT entry.id, entry.unit_id, entry.category_id, entry.kind
        FROM home_searchentry AS entry
        WHERE entry.word_list @@ asked
            AND (of_unit IS NULL OR entry.unit_id = of_unit)
            AND (of_category IS NULL OR entry.category_id = {of_category})
            AND (of_kind IS NULL OR entry.kind = of_kind)
            AND (first_id IS NULL OR entry.id >= first_id)
            AND (last_id IS NULL OR entry.id <= last_id)
        ORDER BY entry.id DESC LIMIT most
    $$"""


def replace(schema_editor, *, gone, **terms):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION home_search_newest({gone})", params=None)
        schema_editor.execute(FUNCTION.format(**terms), params=None)


def make(apps, schema_editor):
    replace(schema_editor, gone=BEFORE, kind="bigint[]", of_category="ANY (of_category)")


def unmake(apps, schema_editor):
    replace(schema_editor, gone=NOW, kind="bigint", of_category="of_category")


class Migration(migrations.Migration):
    dependencies = [("home", "0013_place_of_alerts")]

    operations = [migrations.RunPython(make, unmake)]
