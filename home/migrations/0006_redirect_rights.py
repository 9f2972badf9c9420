"""The administrators lead old addresses on to new ones."""

from django.db import migrations

GROUP = "Quản trị"
ACTIONS = ("add", "change", "delete")


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailredirects", model="redirect")
    for action in ACTIONS:
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_redirect", defaults={"name": f"Can {action} redirect"}
        )
        apps.get_model("auth", "Group").objects.get(name=GROUP).permissions.add(permission)


def disallow(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        Permission = apps.get_model("auth", "Permission")
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="wagtailredirects"))


class Migration(migrations.Migration):
    dependencies = [("home", "0005_plurals"), ("wagtailredirects", "0008_add_verbose_name_plural")]

    operations = [migrations.RunPython(allow, disallow)]
