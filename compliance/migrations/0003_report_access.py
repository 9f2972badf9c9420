"""Who sees the tables of all units, and who sets minimums and reporting rules: rights of the role groups."""

from django.db import migrations

READERS = [
    "Người xem báo cáo",
    "Thường trực Ban Biên tập",
    "Trưởng Ban Biên tập",
    "Biên tập viên",
    "Kế toán",
    "Quản trị",
]
KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]

READ = [("quota", "view_reports")]
# Nothing is deleted: what has ended gets an end, so that earlier periods can be counted again.
KEEP = [(model, f"{action}_{model}") for model in ("quota", "reportingrule") for action in ("add", "change", "view")]


def permissions(apps, names):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, codename in names:
        content_type, _ = ContentType.objects.get_or_create(app_label="compliance", model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        yield permission


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=READERS):
        group.permissions.add(*permissions(apps, READ))
    for group in Group.objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions(apps, KEEP))


def take(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=READERS):
        group.permissions.remove(*permissions(apps, READ + KEEP))


class Migration(migrations.Migration):
    dependencies = [("compliance", "0002_defaults"), ("submissions", "0003_roles")]

    operations = [migrations.RunPython(give, take)]
