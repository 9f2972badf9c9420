"""Corrections as often as it takes, surcharges, declarations about tax, money that nobody collects.

Who was never asked whether they are own staff or outside is asked now: what nobody has looked at and nobody was paid as
may have been a guess.
"""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DECREE = "Điều 7 khoản 4 Nghị định 18/2014/NĐ-CP"
SURCHARGES = {"audience": (10, 20), "language": (30, 50), "conditions": (0, 100)}
# The decree's bands are the desk's and the accountant's to narrow; declarations are the accountant's alone.
KEPT = {
    "Thường trực Ban Biên tập": ("surcharge",),
    "Kế toán": ("surcharge", "taxmark"),
}


def enter_surcharges(apps, schema_editor):
    for kind, (minimum, maximum) in SURCHARGES.items():
        apps.get_model("royalties", "Surcharge").objects.create(
            kind=kind, minimum=Decimal(minimum), maximum=Decimal(maximum), legal_basis=DECREE
        )


def give_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, models_kept in KEPT.items():
        for model in models_kept:
            content_type, _ = ContentType.objects.get_or_create(app_label="royalties", model=model)
            for action in ("add", "change", "view"):
                codename = f"{action}_{model}"
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type, codename=codename, defaults={"name": codename}
                )
                # A group that the administrator renamed keeps what it has.
                for group in Group.objects.filter(name=name):
                    group.permissions.add(permission)


def ask_again(apps, schema_editor):
    Author = apps.get_model("royalties", "Author")
    PaymentLine = apps.get_model("royalties", "PaymentLine")
    paid = PaymentLine.objects.filter(payment_list__approved_at__isnull=False).values("author")
    guessed = models.Q(kind="outside") | models.Q(kind="staff", unit=None, account__isnull=False)
    Author.objects.filter(guessed, is_checked=False).exclude(pk__in=paid).update(kind="unknown")


class Migration(migrations.Migration):
    dependencies = [
        ("royalties", "0008_decisions_of_the_city"),
        ("submissions", "0020_approvals_rest_on_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Surcharge",
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
                ("legal_basis", models.CharField(max_length=255, verbose_name="legal basis")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("audience", "for children or ethnic minorities"),
                            ("language", "written directly in a foreign or another minority language"),
                            ("conditions", "made under hard or dangerous conditions"),
                        ],
                        max_length=20,
                        verbose_name="surcharge",
                    ),
                ),
                (
                    "minimum",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="lowest (% of the royalty)",
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="highest (% of the royalty)",
                    ),
                ),
            ],
            options={
                "verbose_name": "surcharge of royalties",
                "verbose_name_plural": "surcharges of royalties",
                "ordering": ["kind", "-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="TaxMark",
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
                        choices=[
                            ("commitment", "commitment: nothing is withheld"),
                            ("on_request", "on request: withheld below the threshold as well"),
                        ],
                        max_length=10,
                        verbose_name="declared",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        help_text="The commitment form or the written request: its kind, number and day.",
                        max_length=200,
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration about the tax withheld",
                "verbose_name_plural": "declarations about the tax withheld",
                "ordering": ["author", "-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="UnclaimedNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="notice")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                ("document", models.CharField(max_length=200, verbose_name="how, by which letter")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "notice of money not collected",
                "verbose_name_plural": "notices of money not collected",
                "ordering": ["unclaimed", "number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UnclaimedPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("waits_since", models.DateField(verbose_name="waits since")),
                ("reason", models.CharField(max_length=400, verbose_name="why it was not collected")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "waits"),
                            ("collected", "collected"),
                            ("transferred", "moved to the next year's fund"),
                        ],
                        max_length=15,
                        verbose_name="outcome",
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="on the day")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="voucher or decision")),
                ("budget_year", models.PositiveSmallIntegerField(null=True, verbose_name="to the fund of the year")),
            ],
            options={
                "verbose_name": "amount not collected",
                "verbose_name_plural": "amounts not collected",
                "ordering": ["waits_since", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="royaltyline",
            name="piece_paid_once_by_signature",
        ),
        migrations.RemoveConstraint(
            model_name="royaltyline",
            name="piece_paid_once_to_author",
        ),
        migrations.AddField(
            model_name="paymentline",
            name="day_gross",
            field=models.BigIntegerField(null=True, verbose_name="paid by other lists that day (đồng)"),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="day_tax",
            field=models.BigIntegerField(null=True, verbose_name="withheld by other lists that day (đồng)"),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="mark",
            field=models.CharField(
                choices=[
                    ("commitment", "commitment: nothing is withheld"),
                    ("on_request", "on request: withheld below the threshold as well"),
                ],
                max_length=10,
                null=True,
                verbose_name="declared",
            ),
        ),
        migrations.AddField(
            model_name="royaltyline",
            name="decision_date",
            field=models.DateField(null=True, verbose_name="date of the decision"),
        ),
        migrations.AddField(
            model_name="royaltyline",
            name="decision_number",
            field=models.CharField(max_length=60, null=True, verbose_name="number of the decision"),
        ),
        migrations.AddField(
            model_name="royaltyline",
            name="surcharge",
            field=models.CharField(
                choices=[
                    ("audience", "for children or ethnic minorities"),
                    ("language", "written directly in a foreign or another minority language"),
                    ("conditions", "made under hard or dangerous conditions"),
                ],
                max_length=20,
                null=True,
                verbose_name="surcharge",
            ),
        ),
        migrations.AlterField(
            model_name="author",
            name="kind",
            field=models.CharField(
                choices=[
                    ("unknown", "not known yet: asked before the first payment"),
                    ("outside", "outside author: tax is withheld by the rule"),
                    ("staff", "own staff: gross only, the accountant enters the tax"),
                ],
                default="unknown",
                max_length=10,
                verbose_name="paid as",
            ),
        ),
        migrations.AlterField(
            model_name="paymentline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("unknown", "not known yet: asked before the first payment"),
                    ("outside", "outside author: tax is withheld by the rule"),
                    ("staff", "own staff: gross only, the accountant enters the tax"),
                ],
                max_length=10,
                verbose_name="paid as",
            ),
        ),
        migrations.AlterField(
            model_name="royaltyline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("author", "Author"),
                    ("photo", "Photo"),
                    ("encouragement", "Encouragement"),
                    ("remuneration", "Remuneration"),
                    ("deduction", "Deduction"),
                    ("restoration", "Put up again after a deduction"),
                    ("surcharge", "Surcharge"),
                ],
                max_length=15,
                verbose_name="for",
            ),
        ),
        migrations.AddConstraint(
            model_name="royaltyline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("deduction", "restoration", "surcharge")), _negated=True),
                fields=("piece", "kind", "signed_as"),
                name="piece_paid_once_by_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="royaltyline",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("author__isnull", False),
                    models.Q(("kind__in", ("deduction", "restoration", "surcharge")), _negated=True),
                ),
                fields=("piece", "kind", "author"),
                name="piece_paid_once_to_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="royaltyline",
            constraint=models.UniqueConstraint(
                fields=("piece", "surcharge", "signed_as"), name="surcharge_once_by_signature"
            ),
        ),
        migrations.AddConstraint(
            model_name="royaltyline",
            constraint=models.UniqueConstraint(
                fields=("piece", "surcharge", "author"), name="surcharge_once_to_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="royaltyline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "surcharge"), ("surcharge__isnull", False)),
                    models.Q(models.Q(("kind", "surcharge"), _negated=True), ("surcharge", None)),
                    _connector="OR",
                ),
                name="surcharge_says_for_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="surcharge",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum__lte", models.F("maximum"))), name="surcharge_in_order"
            ),
        ),
        migrations.AddField(
            model_name="taxmark",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tax_marks",
                to="royalties.author",
                verbose_name="author",
            ),
        ),
        migrations.AddField(
            model_name="unclaimednotice",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unclaimedpayment",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unclaimedpayment",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unclaimedpayment",
            name="line",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="unclaimed", to="royalties.paymentline"
            ),
        ),
        migrations.AddField(
            model_name="unclaimednotice",
            name="unclaimed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="royalties.unclaimedpayment"
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("budget_year", None), ("document", ""), ("ended_on", None), ("outcome", "")),
                    models.Q(
                        ("budget_year", None),
                        ("ended_on__isnull", False),
                        ("outcome", "collected"),
                        models.Q(("document", ""), _negated=True),
                    ),
                    models.Q(
                        ("budget_year__isnull", False),
                        ("ended_on__isnull", False),
                        ("outcome", "transferred"),
                        models.Q(("document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="unclaimed_ends_once_with_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimednotice",
            constraint=models.UniqueConstraint(fields=("unclaimed", "number"), name="notice_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="unclaimednotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 3)), name="at_most_three_notices"
            ),
        ),
        migrations.RunPython(enter_surcharges, migrations.RunPython.noop),
        migrations.RunPython(give_roles, migrations.RunPython.noop),
        migrations.RunPython(ask_again, migrations.RunPython.noop),
    ]
