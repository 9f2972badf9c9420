"""The page below the front page that all of the introduction hangs below."""

from django.db import migrations
from django.db.models import Max
from treebeard.mp_tree import MP_Node

TITLE = "Giới thiệu"
SLUG = "gioi-thieu"


def make_place(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    IntroductionPage = apps.get_model("about", "IntroductionPage")
    home = apps.get_model("home", "HomePage").objects.first()
    if home is None or IntroductionPage.objects.exists():
        return
    beside = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    IntroductionPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        content_type=ContentType.objects.get_or_create(app_label="about", model="introductionpage")[0],
        path=home.path + next_step(beside.aggregate(last=Max("path"))["last"]),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{SLUG}/",
        locale_id=home.locale_id,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


def next_step(path):
    """The last step of the path behind `path` (str or None) in the tree, as treebeard writes it."""
    steps, places = MP_Node.numconv_obj(), MP_Node.steplen
    last = steps.str2int(path[-places:]) if path else 0
    return steps.int2str(last + 1).rjust(places, "0")


class Migration(migrations.Migration):
    dependencies = [("about", "0001_initial"), ("home", "0002_site"), ("agenda", "0002_place")]

    operations = [migrations.RunPython(make_place, migrations.RunPython.noop)]
