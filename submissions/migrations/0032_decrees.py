"""Decrees and what each asks of a category, with its dates; who keeps them; the mark of a document of one's own."""

import django.db.models.deletion
from django.db import migrations, models

KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]
KEEP = [
    (model, f"{action}_{model}")
    for model in ("category", "decree", "decreepoint")
    for action in ("add", "change", "view")
]


def permissions(apps):
    for model, codename in KEEP:
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="submissions", model=model
        )
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": codename}
        )
        yield permission


def give(apps, schema_editor):
    """The law is kept by those who keep the minimums: desk and administrator."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions(apps))


def take(apps, schema_editor):
    """The administrator had the categories before."""
    taken = [permission for permission in permissions(apps) if permission.content_type.model != "category"]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.remove(*taken)


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0031_locality"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decree",
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
                    "number",
                    models.CharField(
                        help_text="Its kind and number, for example Nghị định 43/2011/NĐ-CP.",
                        max_length=255,
                        unique=True,
                        verbose_name="document",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title of the document")),
                (
                    "is_checked",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody has read number and dates in the original text.",
                        verbose_name="checked against the original",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis of categories",
                "verbose_name_plural": "legal bases of categories",
                "ordering": ["-valid_from", "number"],
            },
        ),
        migrations.CreateModel(
            name="DecreePoint",
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
                ("article", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="article")),
                ("clause", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="clause")),
                (
                    "point",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "a"),
                            ("b", "b"),
                            ("c", "c"),
                            ("d", "d"),
                            ("đ", "đ"),
                            ("e", "e"),
                            ("g", "g"),
                            ("h", "h"),
                            ("i", "i"),
                            ("k", "k"),
                            ("l", "l"),
                            ("m", "m"),
                            ("n", "n"),
                            ("o", "o"),
                            ("p", "p"),
                            ("q", "q"),
                            ("r", "r"),
                            ("s", "s"),
                            ("t", "t"),
                            ("u", "u"),
                            ("v", "v"),
                            ("x", "x"),
                            ("y", "y"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="point",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title in the decree")),
                (
                    "is_binding",
                    models.BooleanField(
                        default=True,
                        help_text="Points that bind only ministries and provinces are never shown as missing.",
                        verbose_name="binding for this city",
                    ),
                ),
                (
                    "deadline_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="deadline in working days"),
                ),
                (
                    "issuer_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In working days. Leave empty when it is the same for everybody.",
                        null=True,
                        verbose_name="deadline for the body that issued the document",
                    ),
                ),
                ("counted_from", models.CharField(blank=True, max_length=120, verbose_name="counted from")),
                (
                    "is_checked",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody has read this line in the original text.",
                        verbose_name="checked against the original",
                    ),
                ),
                ("place", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "category in a decree",
                "verbose_name_plural": "categories in decrees",
                "ordering": ["-decree__valid_from", "decree", "place", "pk"],
            },
        ),
        # Sections that no decree named have none, until the columns go.
        migrations.AlterField(
            model_name="category",
            name="code",
            field=models.CharField(max_length=20, unique=True, null=True, verbose_name="code"),
        ),
        migrations.AlterField(
            model_name="category",
            name="legal_basis",
            field=models.CharField(max_length=255, default="", verbose_name="legal basis"),
        ),
        migrations.AlterModelOptions(
            name="category",
            options={
                "ordering": ["display_order", "pk"],
                "verbose_name": "category",
                "verbose_name_plural": "categories",
            },
        ),
        migrations.AddField(
            model_name="category",
            name="continued_by",
            field=models.ForeignKey(
                blank=True,
                help_text="From its last day on, its address leads to this category, which also shows what was filed here.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continues",
                to="submissions.category",
                verbose_name="continued by",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="everyday_name",
            field=models.CharField(
                blank=True,
                help_text="How the quick form calls it, for people who do not know the decree.",
                max_length=255,
                verbose_name="in everyday words",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="is_usual",
            field=models.BooleanField(
                default=False,
                help_text="At most one category: where most news belongs.",
                verbose_name="new pieces begin with it",
            ),
        ),
        migrations.AddField(
            model_name="newspage",
            name="issued_here",
            field=models.BooleanField(
                default=False,
                help_text="Some decrees give the body that issued a document less time than the others.",
                verbose_name="the unit itself issued the document",
            ),
        ),
        migrations.AlterField(
            model_name="category",
            name="slug",
            field=models.SlugField(
                help_text="Its public address; it never changes.", max_length=100, unique=True, verbose_name="slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_usual", True)),
                fields=("is_usual",),
                name="one_usual_category",
                violation_error_message="New pieces begin with another category already. Take the mark off there.",
            ),
        ),
        migrations.AddField(
            model_name="decreepoint",
            name="category",
            field=models.ForeignKey(
                help_text="The category of this site in which it is published. Older pieces in it stay where they are.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="submissions.category",
                verbose_name="category",
            ),
        ),
        migrations.AddField(
            model_name="decreepoint",
            name="decree",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="submissions.decree",
                verbose_name="legal basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="decreepoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("point", ""), _negated=True), fields=("decree", "place"), name="one_row_for_a_point"
            ),
        ),
        migrations.AddConstraint(
            model_name="decreepoint",
            constraint=models.UniqueConstraint(
                fields=("decree", "category"),
                name="one_row_for_a_category",
                violation_error_message="This category is entered for this decree already.",
            ),
        ),
        migrations.RunPython(give, take),
    ]
