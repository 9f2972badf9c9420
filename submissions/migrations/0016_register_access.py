"""Who reads the register of officers, and who keeps its deadline and the head of documents: rights of the role groups."""

from django.db import migrations

READERS = [
    "Thường trực Ban Biên tập",
    "Biên tập viên",
    "Trưởng Ban Biên tập",
    "Người xem báo cáo",
    "Quản trị",
]
KEEPERS = ["Thường trực Ban Biên tập", "Quản trị"]

READ = [("unitmembership", "read_register")]
KEEP = [("registerdeadline", "change_registerdeadline"), ("letterhead", "change_letterhead")]


def permissions(apps, names):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, codename in names:
        content_type, _ = ContentType.objects.get_or_create(app_label="submissions", model=model)
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
    dependencies = [("submissions", "0015_register_of_officers")]

    operations = [migrations.RunPython(give, take)]
