"""Remarks in the monthly report, the office's own template, and who writes both: the desk."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

WRITERS = ["Thường trực Ban Biên tập"]


def write_permission(apps):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="compliance", model="periodremarks"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="write_report", defaults={"name": "write_report"}
    )
    return permission


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=WRITERS):
        group.permissions.add(write_permission(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=WRITERS):
        group.permissions.remove(write_permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0006_closed_periods"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name of the file")),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="uploaded at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="no longer used since")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "template of the report",
                "verbose_name_plural": "templates of the report",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PeriodRemarks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="year")),
                ("month", models.PositiveSmallIntegerField(editable=False, verbose_name="month")),
                (
                    "difficulties",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="difficulties, shortcomings and their reasons"
                    ),
                ),
                ("proposals", models.TextField(blank=True, max_length=5000, verbose_name="proposals")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "remarks in the report of a period",
                "verbose_name_plural": "remarks in the reports of periods",
                "permissions": [("write_report", "Writes the monthly report: its remarks and its template")],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("year", "month"), name="remarks_once_for_a_period")],
            },
        ),
        migrations.RunPython(give, take),
    ]
