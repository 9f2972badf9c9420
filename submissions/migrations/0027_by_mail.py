"""Links that people decide with from a mail, devices that they called their own, and who sets how long both hold."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def give(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model="decisionsbymail")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename="change_decisionsbymail",
        defaults={"name": "change_decisionsbymail"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Quản trị"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
        ("submissions", "0026_leaders_approval"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionsByMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "link_hours",
                    models.PositiveSmallIntegerField(
                        default=72,
                        help_text="Counted from the mail. Later mails go by what is set here; those already sent do not change.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="hours that the link in a mail holds",
                    ),
                ),
                (
                    "device_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        help_text="Counted from the log-in at which the person marked it as the own.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days that a known device holds",
                    ),
                ),
                (
                    "link_alone",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever can open the mailbox then decides without logging in, on any device. A mailbox that several accounts share, or that belongs to a unit, never decides by the link alone.",
                        verbose_name="the link alone is enough where only one account has the mailbox",
                    ),
                ),
            ],
            options={
                "verbose_name": "decisions by mail",
                "verbose_name_plural": "decisions by mail",
                "default_permissions": ("change",),
            },
        ),
        migrations.CreateModel(
            name="DecisionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("position", models.CharField(max_length=250)),
                ("sent_to", models.EmailField(max_length=254)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("valid_until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("logged_in", "logged in"),
                            ("known_device", "known device"),
                            ("link_alone", "by the link alone"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=45)),
                ("device", models.CharField(blank=True, max_length=100)),
                (
                    "email",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decision_link",
                        to="post_office.email",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="submissions.newspage"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="submissions.newsimage",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision_link",
                        to="submissions.clearancestate",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LinkGuess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(db_index=True, max_length=45)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KnownDevice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="device")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="first seen")),
                ("last_seen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="last seen")),
                ("valid_until", models.DateTimeField(verbose_name="valid until")),
                ("ended_at", models.DateTimeField(null=True)),
                ("password_mark", models.CharField(max_length=128)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "known device",
                "verbose_name_plural": "known devices",
                "ordering": ["-last_seen_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
