"""Closed periods, which nothing changes (compliance/sealing.py), and who closes them: the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CLOSERS = ["Thường trực Ban Biên tập"]


def close_permission(apps):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="compliance", model="closedperiod"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="close_period", defaults={"name": "close_period"}
    )
    return permission


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=CLOSERS):
        group.permissions.add(close_permission(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=CLOSERS):
        group.permissions.remove(close_permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0005_rules_as_data"),
        ("submissions", "0016_register_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                ("start", models.DateTimeField(verbose_name="begins")),
                ("end", models.DateTimeField(unique=True, verbose_name="ends before")),
                ("report_date", models.DateField(verbose_name="day of the report")),
                ("closed_at", models.DateTimeField(verbose_name="closed at")),
                ("closed_by_name", models.CharField(blank=True, max_length=150, verbose_name="name of who closed it")),
                ("row_count", models.PositiveIntegerField(verbose_name="number of units")),
                (
                    "previous_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="check sum of the period before"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="check sum")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed period",
                "verbose_name_plural": "closed periods",
                "ordering": ["-year", "-month"],
                "permissions": [("close_period", "Closes the figures of a period")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClosedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("unit_name", models.CharField(max_length=255)),
                (
                    "unit_kind",
                    models.CharField(
                        choices=[
                            ("division", "division"),
                            ("service_unit", "service unit"),
                            ("ward", "ward"),
                            ("commune", "commune"),
                            ("radio", "radio station"),
                        ],
                        max_length=20,
                    ),
                ),
                ("minimum", models.PositiveIntegerField()),
                ("photo_required", models.BooleanField()),
                ("quota_basis", models.CharField(blank=True, max_length=255)),
                ("exempt_because", models.CharField(blank=True, max_length=400)),
                ("is_valid_throughout", models.BooleanField()),
                ("sent", models.PositiveIntegerField()),
                ("sent_published", models.PositiveIntegerField()),
                ("waiting", models.PositiveIntegerField()),
                ("returned", models.PositiveIntegerField()),
                ("withdrawn", models.PositiveIntegerField()),
                ("published", models.PositiveIntegerField()),
                ("short", models.PositiveIntegerField()),
                ("long", models.PositiveIntegerField()),
                ("with_photo", models.PositiveIntegerField()),
                ("counted", models.PositiveIntegerField()),
                ("shortfall", models.PositiveIntegerField()),
                ("year_counted", models.PositiveIntegerField()),
                ("result", models.CharField(max_length=20)),
                ("item_count", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="compliance.closedperiod"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closed_rows", to="submissions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "closed figures of a unit",
                "verbose_name_plural": "closed figures of units",
                "ordering": ["period", "place"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClosedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=255)),
                ("address", models.CharField(blank=True, max_length=500)),
                (
                    "genre",
                    models.CharField(
                        choices=[
                            ("tin", "news item"),
                            ("tin_anh", "photo news"),
                            ("thong_bao", "announcement"),
                            ("bai_phan_anh", "article"),
                            ("phong_su", "feature"),
                            ("phong_van", "interview"),
                            ("chinh_luan", "commentary"),
                            ("guong_tot", "people and good deeds"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_state", models.CharField(blank=True, max_length=20)),
                ("published_at", models.DateTimeField(null=True)),
                ("is_published", models.BooleanField()),
                ("is_live", models.BooleanField()),
                ("has_photo", models.BooleanField()),
                ("is_counted", models.BooleanField()),
                ("why_not", models.CharField(blank=True, max_length=400)),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_items",
                        to="submissions.newspage",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="compliance.closedrow"
                    ),
                ),
            ],
            options={
                "verbose_name": "closed piece of news",
                "verbose_name_plural": "closed pieces of news",
                "ordering": ["row", "place"],
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="closedperiod",
            constraint=models.UniqueConstraint(fields=("year", "month"), name="period_closed_once"),
        ),
        migrations.AddConstraint(
            model_name="closedrow",
            constraint=models.UniqueConstraint(fields=("period", "unit"), name="unit_closed_once"),
        ),
        migrations.AddConstraint(
            model_name="closedrow",
            constraint=models.UniqueConstraint(fields=("period", "place"), name="closed_row_in_its_place"),
        ),
        migrations.AddConstraint(
            model_name="closeditem",
            constraint=models.UniqueConstraint(fields=("row", "place"), name="closed_item_in_its_place"),
        ),
        migrations.AddConstraint(
            model_name="closeditem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_published", True)), fields=("piece",), name="published_piece_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="closeditem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_state", ""), _negated=True), fields=("piece",), name="sent_piece_closed_once"
            ),
        ),
        migrations.RunPython(give, take),
    ]
