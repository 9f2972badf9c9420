"""Kinds of unit become rows; the five that were fixed in the code stay as they were called, in their order."""

import django.db.models.deletion
from django.db import migrations, models

OFFICES = "Các cơ quan, đơn vị thuộc UBND thành phố"
KINDS = [
    # code, name, heading in tables, heading on the public site, a place where people live
    ("division", "Phòng, ban", OFFICES, OFFICES, False),
    ("service_unit", "Đơn vị sự nghiệp", OFFICES, OFFICES, False),
    ("ward", "Phường", "UBND các phường", "UBND các phường", True),
    ("commune", "Xã", "UBND các xã", "UBND các xã", True),
    ("radio", "Đài truyền thanh", "Đài Truyền thanh Phan Thiết", OFFICES, False),
]


def enter_kinds(apps, schema_editor):
    UnitKind = apps.get_model("submissions", "UnitKind")
    for place, (code, name, block, plural, is_locality) in enumerate(KINDS):
        UnitKind.objects.create(
            code=code, name=name, block=block, plural=plural, is_locality=is_locality, sort_order=place
        )


class Migration(migrations.Migration):
    dependencies = [("submissions", "0029_files_of_old_word_processors")]

    operations = [
        migrations.CreateModel(
            name="UnitKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name of the kind")),
                ("code", models.SlugField(editable=False, max_length=20, unique=True, verbose_name="code")),
                (
                    "block",
                    models.CharField(
                        help_text=(
                            "Kinds of the same heading stand together, with a sub-total: I, II, III … in the order "
                            "below."
                        ),
                        max_length=150,
                        verbose_name="heading in tables and papers",
                    ),
                ),
                (
                    "plural",
                    models.CharField(
                        blank=True,
                        help_text="Over the list of these units. Empty: the heading in tables.",
                        max_length=150,
                        verbose_name="heading on the public site",
                    ),
                ),
                (
                    "is_locality",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "As a ward, a commune or a quarter: the front page then shows the newest piece of each."
                        ),
                        verbose_name="a place where people live",
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "kind of unit",
                "verbose_name_plural": "kinds of unit",
                "ordering": ["sort_order", "pk"],
            },
        ),
        migrations.RunPython(enter_kinds, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="unit",
            name="kind",
            field=models.ForeignKey(
                db_column="kind",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="submissions.unitkind",
                to_field="code",
                verbose_name="kind of unit",
            ),
        ),
    ]
