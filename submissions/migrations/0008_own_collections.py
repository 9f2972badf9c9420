"""The collections of the editorial board and of the site itself; units have theirs from Unit.provision."""

from django.db import migrations
from wagtail.models import Collection as Tree

NAMES = ["Ban Biên tập", "Ảnh của trang"]


def make_collections(apps, schema_editor):
    """Historical models know no tree, so the rows are laid by hand."""
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    paths = list(Collection.objects.filter(depth=2).values_list("path", flat=True))
    last = max((Tree._str2int(path[-Tree.steplen :]) for path in paths), default=0)
    for step, name in enumerate(NAMES, start=last + 1):
        Collection.objects.create(name=name, depth=2, path=Tree._get_path(root.path, 2, step))
    Collection.objects.filter(pk=root.pk).update(numchild=len(paths) + len(NAMES))


def remove_collections(apps, schema_editor):
    """Files do not go with their collection: they move to the root."""
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.get(depth=1)
    made = Collection.objects.filter(depth=2, name__in=NAMES, unit=None)
    for model in ("NewsImage", "NewsDocument"):
        apps.get_model("submissions", model).objects.filter(collection__in=made).update(collection=root)
    made.delete()
    Collection.objects.filter(pk=root.pk).update(numchild=Collection.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [("submissions", "0007_board_versions")]

    operations = [migrations.RunPython(make_collections, remove_collections)]
