"""Schemes of points, objections to them, the proposed scheme, and who keeps schemes."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_YEAR = 2019
KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
# Never deleted: what has been scored by it must stay explainable.
KEEP = ["add_scorescheme", "change_scorescheme", "view_scorescheme"]


def permissions(apps):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="compliance", model="scorescheme"
    )
    for codename in KEEP:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        yield permission


def propose(apps, schema_editor):
    """The scheme that the software proposes, for the year of the letter and those after it."""
    ScoreScheme = apps.get_model("compliance", "ScoreScheme")
    ScoreScheme.objects.get_or_create(first_year=FIRST_YEAR)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    apps.get_model("compliance", "ScoreScheme").objects.filter(first_year=FIRST_YEAR).delete()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0008_due_and_reminders"),
        ("submissions", "0016_register_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        help_text="Holds for this year and for those that follow, until another scheme begins.",
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2999),
                        ],
                        verbose_name="valid from the year",
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("10"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="points for a year in which every minimum is met",
                    ),
                ),
                (
                    "below_deduction",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.2"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="deduction for a period below the minimum",
                    ),
                ),
                (
                    "nothing_deduction",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.5"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="deduction for a period without news",
                    ),
                ),
                (
                    "extra_bonus",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.1"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="bonus for each piece above the minimum",
                    ),
                ),
                (
                    "article_bonus",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        help_text="Articles, features, interviews and the like; not news items, photos, announcements.",
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="bonus for each counted article",
                    ),
                ),
                (
                    "monthly_cap",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.2"),
                        help_text="So that many pieces in December do not make up for a silent year.",
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="most bonus in a period",
                    ),
                ),
                (
                    "yearly_cap",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="most bonus in a year",
                    ),
                ),
                (
                    "good_from",
                    models.PositiveSmallIntegerField(
                        default=85,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="“Good” from, in per cent of the points",
                    ),
                ),
                (
                    "fair_from",
                    models.PositiveSmallIntegerField(
                        default=70,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="“Fair” from, in per cent of the points",
                    ),
                ),
                (
                    "average_from",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="“Average” from, in per cent of the points",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        help_text="Leave empty as long as no document rules it: the screens and files then say so.",
                        max_length=255,
                        verbose_name="legal basis",
                    ),
                ),
            ],
            options={
                "verbose_name": "scheme of points",
                "verbose_name_plural": "schemes of points",
                "ordering": ["-first_year"],
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="ScoreObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("text", models.TextField(max_length=2000, verbose_name="objection")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("written_by_name", models.CharField(max_length=301)),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                ("answered_by_name", models.CharField(blank=True, max_length=301)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="submissions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "ordering": ["written_at", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("unit", "year"),
                        name="one_objection_waits",
                    )
                ],
            },
        ),
        migrations.RunPython(propose, take_back),
    ]
