"""Minimums name a kind of unit by its row, and closed figures keep the heading under which they stood.

What was closed before has no heading of its own: it stays as it is, and so does its check sum.
"""

import django.db.models.deletion
from django.db import migrations, models

ONE_UNIT_HAS_NO_KIND = "UPDATE compliance_quota SET kind = NULL WHERE kind = ''"
AS_BEFORE = "UPDATE compliance_quota SET kind = '' WHERE kind IS NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0011_whole_names"),
        ("submissions", "0030_kinds_of_unit"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="quota", name="quota_for_a_kind_or_one_unit"),
        migrations.AlterField(model_name="quota", name="kind", field=models.CharField(max_length=20, null=True)),
        migrations.RunSQL(ONE_UNIT_HAS_NO_KIND, AS_BEFORE),
        migrations.AlterField(
            model_name="quota",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_column="kind",
                help_text="For all units of a kind. Leave empty when the minimum is for one unit.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quotas",
                to="submissions.unitkind",
                to_field="code",
                verbose_name="kind of unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__isnull", False), ("unit__isnull", True))
                | models.Q(("kind__isnull", True), ("unit__isnull", False)),
                name="quota_for_a_kind_or_one_unit",
            ),
        ),
        migrations.AlterField(model_name="closedrow", name="unit_kind", field=models.CharField(max_length=20)),
        migrations.AddField(
            model_name="closedrow",
            name="block_place",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="closedrow",
            name="block_title",
            field=models.CharField(max_length=150, null=True),
        ),
    ]
