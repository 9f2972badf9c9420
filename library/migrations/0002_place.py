"""The page below the front page that all documents hang below, and the lists that they are filed by."""

from django.db import migrations
from django.db.models import Max

TITLE = "Văn bản"
SLUG = "van-ban"
# The legal documents of a city, of which Decree 43/2011/NĐ-CP asks first; then Decree 30/2020/NĐ-CP, Article 7.
FORMS = ["Nghị quyết", "Quyết định", "Chỉ thị", "Kế hoạch", "Thông báo", "Công văn", "Báo cáo", "Hướng dẫn", "Tờ trình"]
FIELDS = [
    "Kinh tế – Tài chính",
    "Đất đai – Môi trường",
    "Xây dựng – Đô thị",
    "Văn hóa – Thể thao – Du lịch",
    "Giáo dục – Đào tạo",
    "Y tế – Xã hội",
    "Nội vụ – Cải cách hành chính",
    "Quốc phòng – An ninh",
]


def make_place(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    DocumentsPage = apps.get_model("library", "DocumentsPage")
    home = HomePage.objects.first()
    if home is None or DocumentsPage.objects.exists():
        return
    last = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1).aggregate(last=Max("path"))["last"]
    number = int((last or "0")[-4:], 36) + 1
    DocumentsPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        content_type=ContentType.objects.get_or_create(app_label="library", model="documentspage")[0],
        path=home.path + base36(number),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{SLUG}/",
        locale_id=home.locale_id,
        show_in_menus=True,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


def base36(number):
    """The last step of a path in the tree (str)."""
    digits = ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + digits
    return digits


def make_lists(apps, schema_editor):
    from vietnamese.slugs import slugify

    for model, titles in (("DocumentForm", FORMS), ("Field", FIELDS)):
        for order, title in enumerate(titles, start=1):
            apps.get_model("library", model).objects.get_or_create(
                slug=slugify(title), defaults={"title": title, "display_order": order}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
        ("home", "0002_site"),
    ]

    operations = [
        migrations.RunPython(make_place, migrations.RunPython.noop),
        migrations.RunPython(make_lists, migrations.RunPython.noop),
    ]
