"""Whether the public is shown what units supplied; the desk and the administrator say so."""

from django.db import migrations, models

KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
CODENAME = "change_publicsupply"


def give(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="compliance", model="publicsupply"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": CODENAME}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(permission)


def take(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(codename=CODENAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0012_kinds_of_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicSupply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "is_shown",
                    models.BooleanField(
                        default=False,
                        verbose_name="shown on the public site",
                        help_text="A page with the closed periods of each year: every unit, what was counted and asked, and the result; also as CSV and JSON. Open periods are not told, nor any title.",
                    ),
                ),
            ],
            options={
                "verbose_name": "what the public sees of the units' supply",
                "verbose_name_plural": "what the public sees of the units' supply",
                "default_permissions": ("change",),
            },
        ),
        migrations.RunPython(give, take),
    ]
