"""The groups that carry the central roles. Units' people need none: their membership is their right."""

from django.db import migrations

ADMIN_ACCESS = ("wagtailadmin", "admin", "access_admin")
ROLE = {
    codename: ("submissions", "newspage", codename)
    for codename in ("review_news", "head_board", "run_desk", "manage_site")
}
ADMINISTERS = [
    ("submissions", model, f"{action}_{model}")
    for model in ("unit", "unitmembership", "category")
    for action in ("add", "change", "view")
] + [("submissions", "user", f"{action}_user") for action in ("add", "change", "view")]

GROUPS = {
    "Thường trực Ban Biên tập": [ADMIN_ACCESS, ROLE["run_desk"]],
    "Biên tập viên": [ADMIN_ACCESS, ROLE["review_news"]],
    "Trưởng Ban Biên tập": [ADMIN_ACCESS, ROLE["review_news"], ROLE["head_board"]],
    "Kế toán": [ADMIN_ACCESS],
    "Người xem báo cáo": [ADMIN_ACCESS],
    "Quản trị": [ADMIN_ACCESS, ROLE["manage_site"], *ADMINISTERS],
}
# Made by Wagtail's own migrations; they carry rows of "publish" on the root page.
WAGTAIL_GROUPS = ["Moderators", "Editors"]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, permissions in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app_label, model, codename in permissions:
            content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": codename}
            )
            group.permissions.add(permission)
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0002_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
