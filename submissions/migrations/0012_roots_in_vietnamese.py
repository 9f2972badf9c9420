from django.db import migrations

# Wagtail makes both by migrations of its own and calls both "Root"; nothing looks them up by name.
PAGE, COLLECTION = "Gốc", "Bộ sưu tập gốc"


def name_roots(apps, schema_editor):
    _rename(apps, schema_editor, page=("Root", PAGE), collection=("Root", COLLECTION))


def restore_names(apps, schema_editor):
    _rename(apps, schema_editor, page=(PAGE, "Root"), collection=(COLLECTION, "Root"))


def _rename(apps, schema_editor, *, page, collection):
    """Each pair is (old name, new name); what somebody has renamed since stays."""
    database = schema_editor.connection.alias
    pages = apps.get_model("wagtailcore", "Page").objects.using(database)
    pages.filter(depth=1, title=page[0]).update(title=page[1], draft_title=page[1])
    collections = apps.get_model("wagtailcore", "Collection").objects.using(database)
    collections.filter(depth=1, name=collection[0]).update(name=collection[1])


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_vietnamese_order")]

    operations = [migrations.RunPython(name_roots, restore_names)]
