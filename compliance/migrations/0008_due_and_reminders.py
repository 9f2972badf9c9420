"""What is done by itself and its record; reminders; and who sets them: the desk and the administrator."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
SETTINGS = ["reminderplan", "unitcomparison"]


def permissions(apps):
    for model in SETTINGS:
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="compliance", model=model
        )
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=f"change_{model}", defaults={"name": f"change_{model}"}
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
        ("compliance", "0007_papers"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DueRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(db_index=True, verbose_name="started at")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
            ],
            options={
                "verbose_name": "run of what is due",
                "verbose_name_plural": "runs of what is due",
                "ordering": ["-started_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReminderPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="2 to 15. Weekends, public holidays and the office's own days off are not counted.",
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(15),
                        ],
                        verbose_name="working days before closing",
                    ),
                ),
                (
                    "repeats_on_last_day",
                    models.BooleanField(
                        default=True,
                        help_text="On the last working day before the closing day.",
                        verbose_name="remind a second time",
                    ),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=8,
                        help_text="0 to 23. No reminder is sent earlier in the day.",
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="from which hour of the day",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminders before closing",
                "verbose_name_plural": "reminders before closing",
                "default_permissions": ("change",),
            },
        ),
        migrations.CreateModel(
            name="UnitComparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "is_shown",
                    models.BooleanField(
                        default=False,
                        help_text="Name, number counted and result of every unit in the running period; no titles, no lists.",
                        verbose_name="shown to the units",
                    ),
                ),
            ],
            options={
                "verbose_name": "what units see of each other",
                "verbose_name_plural": "what units see of each other",
                "default_permissions": ("change",),
            },
        ),
        migrations.CreateModel(
            name="DueJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30)),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("finished_at", models.DateTimeField(verbose_name="finished at")),
                ("done", models.TextField(blank=True)),
                ("error", models.TextField(blank=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to="compliance.duerun"
                    ),
                ),
            ],
            options={
                "verbose_name": "job of a run",
                "verbose_name_plural": "jobs of runs",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                (
                    "kind",
                    models.CharField(
                        choices=[("early", "some working days before"), ("last", "on the last working day")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="written at")),
                (
                    "email",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminder",
                        to="post_office.email",
                        verbose_name="mail",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("year", "month", "kind", "recipient"), name="one_reminder_each")
                ],
            },
        ),
        migrations.RunPython(give, take),
    ]
