"""An approved list can be sent back unpaid, and a note that nobody collected an amount can be withdrawn."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("royalties", "0009_money_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SendingBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=400, verbose_name="sent back because")),
                ("sent_back_at", models.DateTimeField(auto_now_add=True)),
                ("person_name", models.CharField(max_length=301)),
            ],
            options={
                "verbose_name": "approved list that was sent back",
                "verbose_name_plural": "approved lists that were sent back",
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="unclaimedpayment",
            name="unclaimed_ends_once_with_a_document",
        ),
        migrations.AddField(
            model_name="listedtable",
            name="released",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="released",
                to="royalties.royaltytable",
            ),
        ),
        migrations.AddField(
            model_name="unclaimedpayment",
            name="mistaken_because",
            field=models.CharField(blank=True, max_length=400, verbose_name="noted by mistake because"),
        ),
        migrations.AlterField(
            model_name="listedtable",
            name="table",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="listed",
                to="royalties.royaltytable",
            ),
        ),
        migrations.AlterField(
            model_name="unclaimedpayment",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="unclaimed", to="royalties.paymentline"
            ),
        ),
        migrations.AlterField(
            model_name="unclaimedpayment",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "waits"),
                    ("collected", "collected"),
                    ("transferred", "moved to the next year's fund"),
                    ("mistaken", "noted by mistake"),
                ],
                max_length=15,
                verbose_name="outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="listedtable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released", None), ("table__isnull", False)),
                    models.Q(("released__isnull", False), ("table", None)),
                    _connector="OR",
                ),
                name="table_is_listed_or_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("budget_year", None),
                        ("document", ""),
                        ("ended_on", None),
                        ("mistaken_because", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("budget_year", None),
                        ("ended_on__isnull", False),
                        ("mistaken_because", ""),
                        ("outcome", "collected"),
                        models.Q(("document", ""), _negated=True),
                    ),
                    models.Q(
                        ("budget_year__isnull", False),
                        ("ended_on__isnull", False),
                        ("mistaken_because", ""),
                        ("outcome", "transferred"),
                        models.Q(("document", ""), _negated=True),
                    ),
                    models.Q(
                        ("budget_year", None),
                        ("document", ""),
                        ("ended_on__isnull", False),
                        ("outcome", "mistaken"),
                        models.Q(("mistaken_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="unclaimed_ends_once_with_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "mistaken"), _negated=True),
                fields=("line",),
                name="amount_not_collected_noted_once",
            ),
        ),
        migrations.AddField(
            model_name="sendingback",
            name="payment_list",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="sending_back", to="royalties.paymentlist"
            ),
        ),
        migrations.AddField(
            model_name="sendingback",
            name="sent_back_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
