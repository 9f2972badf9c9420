"""What was entered by mistake about an amount that nobody collected is taken back; each line keeps what was proposed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("royalties", "0010_ways_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="royaltyline",
            name="proposed",
            field=models.CharField(
                choices=[
                    ("rate", "the rate of its genre"),
                    ("general", "the general rule"),
                    ("both", "rate and general rule"),
                ],
                max_length=10,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="unclaimedpayment",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="UnclaimedReversal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("", "waits"),
                            ("collected", "collected"),
                            ("transferred", "moved to the next year's fund"),
                            ("mistaken", "noted by mistake"),
                        ],
                        max_length=15,
                    ),
                ),
                ("ended_on", models.DateField()),
                ("document", models.CharField(max_length=60)),
                ("budget_year", models.PositiveSmallIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=400, verbose_name="taken back because")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unclaimed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="royalties.unclaimedpayment",
                    ),
                ),
            ],
            options={
                "verbose_name": "ending that was taken back",
                "verbose_name_plural": "endings that were taken back",
                "ordering": ["unclaimed", "pk"],
                "default_permissions": (),
            },
        ),
    ]
