"""The administrators keep what the head and the foot say about the agency."""

from django.db import migrations

GROUP = "Quản trị"
CODENAME = "change_agencydetails"


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="agencydetails")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": "Can change agency and contact"}
    )
    apps.get_model("auth", "Group").objects.get(name=GROUP).permissions.add(permission)


def disallow(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        Permission = apps.get_model("auth", "Permission")
        group.permissions.remove(*Permission.objects.filter(codename=CODENAME, content_type__app_label="home"))


class Migration(migrations.Migration):
    dependencies = [("home", "0003_agency_details"), ("submissions", "0003_roles")]

    operations = [migrations.RunPython(allow, disallow)]
