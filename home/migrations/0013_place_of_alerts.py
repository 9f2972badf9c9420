"""The page below the front page that all urgent alerts hang below."""

from django.db import migrations
from django.db.models import Max
from wagtail.models import Page as Tree

TITLE = "Cảnh báo khẩn"
SLUG = "canh-bao-khan"


def make_place(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    AlertsPage = apps.get_model("home", "AlertsPage")
    home = apps.get_model("home", "HomePage").objects.first()
    if home is None or AlertsPage.objects.exists():
        return
    last = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1).aggregate(last=Max("path"))["last"]
    number = Tree._str2int(last[-Tree.steplen :]) + 1 if last else 1
    ContentType = apps.get_model("contenttypes", "ContentType")
    AlertsPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        content_type=ContentType.objects.get_or_create(app_label="home", model="alertspage")[0],
        path=Tree._get_path(home.path, home.depth + 1, number),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{SLUG}/",
        locale_id=home.locale_id,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


class Migration(migrations.Migration):
    dependencies = [("home", "0012_alerts"), ("library", "0002_place")]

    operations = [migrations.RunPython(make_place, migrations.RunPython.noop)]
