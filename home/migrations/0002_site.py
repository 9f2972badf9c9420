"""The tree that everything hangs in: the front page and the news root, and the site that serves them."""

from django.db import migrations

HOME_TITLE = "Trang Thông tin điện tử thành phố Phan Thiết"
NEWS_TITLE = "Tin tức"


def make_tree(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    NewsIndexPage = apps.get_model("submissions", "NewsIndexPage")
    if HomePage.objects.exists():
        return

    locale = Locale.objects.first() or Locale.objects.create(language_code="vi")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    root.numchild = 1
    root.save()

    def content_type(app_label, model):
        return ContentType.objects.get_or_create(app_label=app_label, model=model)[0]

    home = HomePage.objects.create(
        title=HOME_TITLE,
        draft_title=HOME_TITLE,
        slug="trang-chu",
        content_type=content_type("home", "homepage"),
        path=root.path + "0001",
        depth=2,
        numchild=1,
        url_path="/trang-chu/",
        locale=locale,
        show_in_menus=False,
    )
    NewsIndexPage.objects.create(
        title=NEWS_TITLE,
        draft_title=NEWS_TITLE,
        slug="tin-tuc",
        content_type=content_type("submissions", "newsindexpage"),
        path=home.path + "0001",
        depth=3,
        numchild=0,
        url_path="/trang-chu/tin-tuc/",
        locale=locale,
        show_in_menus=True,
    )
    Site.objects.create(hostname="localhost", port=80, site_name=HOME_TITLE, root_page_id=home.pk, is_default_site=True)


def remove_tree(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(depth__gt=1).delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("submissions", "0005_chain")]

    operations = [migrations.RunPython(make_tree, remove_tree)]
