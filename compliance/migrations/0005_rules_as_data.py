"""Exemptions, the calendar of days off, what the report's day does on one, and who keeps them."""

import django.db.models.deletion
from django.db import migrations, models

KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
# Entries made by mistake may go, as long as no closed period rests on them; the screens see to that.
KEEP = [
    (model, f"{action}_{model}") for model in ("exemption", "dayoff") for action in ("add", "change", "delete", "view")
]


def permissions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, codename in KEEP:
        content_type, _ = ContentType.objects.get_or_create(app_label="compliance", model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        yield permission


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0004_vietnamese_order"),
        ("submissions", "0014_menu_of_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(unique=True, verbose_name="date")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "day off"), ("working", "worked to make up")],
                        default="off",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the calendar of days off",
                "verbose_name_plural": "entries of the calendar of days off",
                "ordering": ["-date"],
            },
        ),
        migrations.AddField(
            model_name="reportingrule",
            name="on_day_off",
            field=models.CharField(
                choices=[("stays", "keeps its day"), ("next_working_day", "moves to the next working day")],
                default="stays",
                help_text="Only the day of the report moves; the first and the last day of the period never do.",
                max_length=20,
                verbose_name="when the day of the report is a day off",
            ),
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds. Leave empty while it holds.",
                        null=True,
                        verbose_name="no longer valid from",
                    ),
                ),
                ("reason", models.CharField(max_length=255, verbose_name="reason")),
                ("document_number", models.CharField(max_length=60, verbose_name="number of the document")),
                ("document_date", models.DateField(blank=True, null=True, verbose_name="date of the document")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="submissions.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "exemption",
                "verbose_name_plural": "exemptions",
                "ordering": ["unit", "-valid_from"],
            },
        ),
        migrations.RunPython(give, take),
    ]
