"""Minimums and reporting rules, both dated."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("submissions", "0005_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first_day",
                    models.PositiveSmallIntegerField(
                        default=25,
                        help_text="25: from the 25th of the month before to the 24th. 15: from the 15th to the 14th. 1: the month.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="first day of the period",
                    ),
                ),
                (
                    "report_day",
                    models.PositiveSmallIntegerField(
                        default=25,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="day of the report",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        help_text="Holds for the period of this month and for those that follow.",
                        unique=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        default="Công văn 2485/UBND-VX ngày 04/4/2019", max_length=255, verbose_name="legal basis"
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of the reporting period",
                "verbose_name_plural": "rules of the reporting period",
                "ordering": ["valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Quota",
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
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("division", "division"),
                            ("service_unit", "service unit"),
                            ("ward", "ward"),
                            ("commune", "commune"),
                            ("radio", "radio station"),
                        ],
                        default="",
                        help_text="For all units of a kind. Leave empty when the minimum is for one unit.",
                        max_length=20,
                        verbose_name="kind of unit",
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        help_text="0 means: no minimum for this kind or unit.", verbose_name="minimum per period"
                    ),
                ),
                (
                    "photo_required",
                    models.BooleanField(
                        default=True,
                        help_text="A piece without a photo then does not count.",
                        verbose_name="photo required",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        default="Công văn 2485/UBND-VX ngày 04/4/2019", max_length=255, verbose_name="legal basis"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Goes before the minimum of the unit's kind.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="submissions.unit",
                        verbose_name="one unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "minimum",
                "verbose_name_plural": "minimums",
                "ordering": ["unit__display_order", "kind", "-valid_from"],
                "permissions": [("view_reports", "Sees and exports the tables of all units")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit__isnull", True), models.Q(("kind", ""), _negated=True)),
                            models.Q(("kind", ""), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="quota_for_a_kind_or_one_unit",
                    )
                ],
            },
        ),
    ]
