"""How leaders approve: the city's rules and who keeps them, stand-ins, and what is written down with an approval."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import submissions.models.media
import submissions.models.records

KEEPERS = ["Quản trị"]


def keep_the_rules(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model="approvalrules")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="change_approvalrules", defaults={"name": "change_approvalrules"}
    )
    return permission


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(keep_the_rules(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.remove(keep_the_rules(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0025_incoming_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "forbids_own_piece",
                    models.BooleanField(
                        default=False,
                        help_text="A leader who wrote a piece, sent it in or is named among its authors then leaves it to another leader of the unit. Where this is not set, such an approval is marked.",
                        verbose_name="nobody approves their own piece",
                    ),
                ),
                (
                    "remind_leader_after",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="From the day on which the piece was submitted, which is not counted. 0: nobody is reminded.",
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="remind the leader after working days",
                    ),
                ),
                (
                    "remind_others_after",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="then the other leaders of the unit after",
                    ),
                ),
                (
                    "tell_desk_after",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="The desk is told the unit and the number of days, and nothing of the piece.",
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="then the intake desk after",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of the leaders' approval",
                "verbose_name_plural": "rules of the leaders' approval",
                "default_permissions": ("change",),
            },
        ),
        migrations.AddField(
            model_name="clearancestate",
            name="by_writer",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="clearancestate",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clearancestate",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="signs",
            field=models.CharField(
                blank=True,
                choices=[("KT.", "KT. – a deputy signs for the head"), ("TL.", "TL. – signs by the head's order")],
                editable=False,
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="stands_in_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stood_in_by",
                to="submissions.unitmembership",
            ),
        ),
        migrations.CreateModel(
            name="PaperApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision_key", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("leader_name", models.CharField(max_length=301)),
                ("leader_post", models.CharField(blank=True, max_length=200)),
                ("signed_on", models.DateField()),
                (
                    "scan",
                    models.FileField(
                        storage=submissions.models.media.private_storage, upload_to=submissions.models.records.scan_path
                    ),
                ),
                ("scan_digest", models.CharField(max_length=64)),
                ("attached_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "With the intake desk"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Not confirmed"),
                            ("replaced", "Replaced by another paper"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="submissions.newspage"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="submissions.clearancestate",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="submissions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "approval on paper",
                "verbose_name_plural": "approvals on paper",
                "ordering": ["-attached_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("step",), name="one_paper_waits"
                    )
                ],
            },
        ),
        migrations.RunPython(give, take),
    ]
