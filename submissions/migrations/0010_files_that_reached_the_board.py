from django.db import migrations, models


def hand_over_what_was_seen(apps, schema_editor):
    """Board and desk could open every held file before; what they may have used stays open to them."""
    for name in ("NewsImage", "NewsDocument"):
        apps.get_model("submissions", name).objects.filter(is_held=True).update(reached_board=True)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0009_caption_of_several_lines")]

    operations = [
        migrations.AddField("newsdocument", "reached_board", models.BooleanField(default=False, editable=False)),
        migrations.AddField("newsimage", "reached_board", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(hand_over_what_was_seen, migrations.RunPython.noop),
    ]
