"""The first recording of each piece, as it will be derived from the body at every save from now on."""

from django.db import migrations


def note_recordings(apps, schema_editor):
    pieces = apps.get_model("submissions", "NewsPage").objects.filter(recording__isnull=True)
    there = set(apps.get_model("submissions", "NewsDocument").objects.values_list("pk", flat=True))
    for piece in pieces.only("body").iterator() if there else ():
        heard = (block["value"]["file"] for block in piece.body.raw_data if block["type"] == "audio")
        if (recording := next((key for key in heard if key in there), None)) is not None:
            pieces.filter(pk=piece.pk).update(recording=recording)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0040_recordings_of_pieces")]

    operations = [migrations.RunPython(note_recordings, migrations.RunPython.noop, elidable=True)]
