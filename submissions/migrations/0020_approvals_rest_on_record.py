from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models


def note_the_units_led(apps, schema_editor):
    """A leader's decision carries a digest only if the right to it was asked for when it was taken: of the piece's unit."""
    unit_of = dict(apps.get_model("submissions", "NewsPage").objects.values_list("pk", "unit_id"))
    states = apps.get_model("submissions", "ClearanceState").objects.exclude(digest="")
    decided = states.filter(task__content_type__model="unitleaderapprovaltask", finished_by__isnull=False)
    of_unit = defaultdict(list)
    for state, page in decided.values_list("pk", "workflow_state__object_id"):
        if int(page) in unit_of:
            of_unit[unit_of[int(page)]].append(state)
    for unit, numbers in of_unit.items():
        for start in range(0, len(numbers), 500):
            states.filter(pk__in=numbers[start : start + 500]).update(leader_of=unit)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0019_held_files")]

    operations = [
        migrations.AddField(
            "clearancestate",
            "leader_of",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="submissions.unit",
            ),
        ),
        migrations.RunPython(note_the_units_led, migrations.RunPython.noop),
    ]
