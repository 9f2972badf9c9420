"""How citizens reach a unit, kept by desk and administrator."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
ACTIONS = ("add", "change", "view")


def permissions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model="unitcontact")
    for action in ACTIONS:
        codename = f"{action}_unitcontact"
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
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
        ("submissions", "0038_announcements_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=255, verbose_name="address")),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[\\d\\s().-]{3,}", "Write the number first, as 0252 3821 111."
                            )
                        ],
                        verbose_name="telephone",
                    ),
                ),
                (
                    "one_stop",
                    models.CharField(
                        blank=True,
                        help_text="Where people hand in their papers, as “Tầng 1, trụ sở UBND phường”.",
                        max_length=255,
                        verbose_name="one-stop shop: where",
                    ),
                ),
                (
                    "one_stop_telephone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[\\d\\s().-]{3,}", "Write the number first, as 0252 3821 111."
                            )
                        ],
                        verbose_name="one-stop shop: telephone",
                    ),
                ),
                (
                    "reception",
                    models.TextField(
                        blank=True,
                        help_text="Who receives citizens, on which days, where.",
                        max_length=500,
                        verbose_name="when citizens are received",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact",
                        to="submissions.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact details of a unit",
                "verbose_name_plural": "contact details of units",
                "ordering": ["unit"],
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="UnitHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "place",
                    models.CharField(
                        choices=[("office", "office"), ("one_stop", "one-stop shop")],
                        default="office",
                        max_length=10,
                        verbose_name="of which place",
                    ),
                ),
                (
                    "first_day",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Thứ Hai"),
                            (1, "Thứ Ba"),
                            (2, "Thứ Tư"),
                            (3, "Thứ Năm"),
                            (4, "Thứ Sáu"),
                            (5, "Thứ Bảy"),
                            (6, "Chủ nhật"),
                        ],
                        default=0,
                        verbose_name="from day",
                    ),
                ),
                (
                    "last_day",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Thứ Hai"),
                            (1, "Thứ Ba"),
                            (2, "Thứ Tư"),
                            (3, "Thứ Năm"),
                            (4, "Thứ Sáu"),
                            (5, "Thứ Bảy"),
                            (6, "Chủ nhật"),
                        ],
                        default=4,
                        verbose_name="to day",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens at")),
                ("closes", models.TimeField(verbose_name="closes at")),
                (
                    "contact",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="submissions.unitcontact"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["sort_order"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UnitLeader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="full name")),
                ("post", models.CharField(max_length=150, verbose_name="post")),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[\\d\\s().-]{3,}", "Write the number first, as 0252 3821 111."
                            )
                        ],
                        verbose_name="official telephone",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="official e-mail")),
                (
                    "contact",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaders",
                        to="submissions.unitcontact",
                    ),
                ),
            ],
            options={
                "verbose_name": "leader",
                "verbose_name_plural": "leaders",
                "ordering": ["sort_order"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RunPython(give, take),
    ]
