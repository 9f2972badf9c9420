"""The four pages below the front page that projects, tenders, plans and statistics hang below."""

from django.db import migrations
from django.db.models import F, Max
from treebeard.mp_tree import MP_Node

PLACES = (
    ("ProjectsPage", "Dự án, hạng mục đầu tư", "du-an"),
    ("TendersPage", "Đấu thầu, mua sắm công", "dau-thau"),
    ("PlansPage", "Chiến lược, quy hoạch, kế hoạch", "quy-hoach-ke-hoach"),
    ("StatisticsIndexPage", "Thông tin, báo cáo thống kê", "thong-ke"),
)


def make_places(apps, schema_editor):
    home = apps.get_model("home", "HomePage").objects.first()
    if home is None:
        return
    for name, title, slug in PLACES:
        make_place(apps, apps.get_model("planning", name), home=home, title=title, slug=slug)


def make_place(apps, model, *, home, title, slug):
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    if model.objects.exists():
        return
    beside = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    model.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=ContentType.objects.get_or_create(app_label="planning", model=model._meta.model_name)[0],
        path=home.path + next_step(beside.aggregate(last=Max("path"))["last"]),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{slug}/",
        locale_id=home.locale_id,
    )
    Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + 1)


def next_step(path):
    """The last step of the path behind `path` (str or None) in the tree, as treebeard writes it."""
    steps, places = MP_Node.numconv_obj(), MP_Node.steplen
    last = steps.str2int(path[-places:]) if path else 0
    return steps.int2str(last + 1).rjust(places, "0")


def take_away(apps, schema_editor):
    """The places that hold nothing; what holds something keeps its page."""
    Page = apps.get_model("wagtailcore", "Page")
    for name, _title, _slug in PLACES:
        for place in apps.get_model("planning", name).objects.filter(numchild=0):
            above = place.path[: -MP_Node.steplen]
            place.delete()
            Page.objects.filter(path=above).update(numchild=F("numchild") - 1)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_initial"),
        ("agenda", "0002_place"),
        ("home", "0013_place_of_alerts"),
        ("library", "0002_place"),
    ]

    operations = [migrations.RunPython(make_places, take_away)]
