"""The board keeps the lists that documents are filed by; so does who administers the site."""

from django.db import migrations

KEEPERS = ["Biên tập viên", "Trưởng Ban Biên tập", "Quản trị"]
MODELS = ("documentform", "authority", "field")


def permissions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model in MODELS:
        content_type, _ = ContentType.objects.get_or_create(app_label="library", model=model)
        for codename in (f"add_{model}", f"change_{model}", f"view_{model}"):
            yield Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": codename}
            )[0]


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions(apps))


def take(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="library"))


class Migration(migrations.Migration):
    dependencies = [("library", "0002_place"), ("submissions", "0003_roles")]

    operations = [migrations.RunPython(give, take)]
