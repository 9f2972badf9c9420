import json
import re

from django.db import migrations, models
from django.db.models import Q

DOCUMENT_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="document")[^>]*\bid="\+?(\d{1,10})"')


def hold_what_was_saved(apps, schema_editor):
    """Files were held when a step started only: what was put in between stands in a saved version too."""
    find = apps.get_model
    images, documents = set(), set()
    for content in versions_in_the_chain(find):
        for block in json.loads(content.get("body") or "[]"):
            kind, value = block["type"], block["value"]
            if kind == "photo":
                images.add(value["image"])
            elif kind == "gallery":
                images.update(item["value"]["image"] for item in value["photos"])
            elif kind in ("audio", "file"):
                documents.add(value["file"])
            elif kind == "text":
                documents.update(map(int, DOCUMENT_LINK.findall(value)))
    for name, numbers in (("NewsImage", images), ("NewsDocument", documents)):
        unheld = find("submissions", name).objects.filter(is_held=False)
        wanted = sorted(set(unheld.values_list("pk", flat=True)) & numbers)
        for start in range(0, len(wanted), 500):
            unheld.filter(pk__in=wanted[start : start + 500]).update(is_held=True)


def versions_in_the_chain(find):
    """The contents of all versions of pieces that were ever submitted or published."""
    kind = find("contenttypes", "ContentType").objects.filter(app_label="submissions", model="newspage").first()
    if kind is None:
        return
    pieces = find("submissions", "NewsPage").objects.filter(
        Q(first_published_at__isnull=False) | Q(sent_at__isnull=False)
    )
    numbers = {str(pk) for pk in pieces.values_list("pk", flat=True)}
    submitted = find("wagtailcore", "WorkflowState").objects.filter(content_type=kind)
    numbers |= set(submitted.values_list("object_id", flat=True))
    revisions = find("wagtailcore", "Revision").objects.filter(content_type=kind)
    for number, content in revisions.values_list("object_id", "content").iterator(chunk_size=200):
        if number in numbers:
            yield content


class Migration(migrations.Migration):
    dependencies = [("submissions", "0018_whole_names"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.AddField("newsdocument", "replaced_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("newsimage", "replaced_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunPython(hold_what_was_saved, migrations.RunPython.noop),
    ]
