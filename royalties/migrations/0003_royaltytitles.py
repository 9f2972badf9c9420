"""The titles under the papers, and who may change them: the desk and the accountant."""

from django.db import migrations, models

GROUPS = ("Thường trực Ban Biên tập", "Kế toán")


def let_change(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="royalties", model="royaltytitles")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename="change_royaltytitles",
        defaults={"name": "Can change signatures under royalty papers"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("royalties", "0002_rules_and_roles")]

    operations = [
        migrations.CreateModel(
            name="RoyaltyTitles",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "preparer",
                    models.CharField(default="Người chấm", max_length=80, verbose_name="who prepares the table"),
                ),
                (
                    "table_approver",
                    models.CharField(
                        default="Trưởng Ban Biên tập", max_length=80, verbose_name="who approves the coefficients"
                    ),
                ),
                (
                    "list_maker",
                    models.CharField(
                        default="Người lập biểu", max_length=80, verbose_name="who draws up the payment list"
                    ),
                ),
                (
                    "accountant",
                    models.CharField(default="Kế toán", max_length=80, verbose_name="who checks the payment list"),
                ),
                (
                    "office_head",
                    models.CharField(
                        default="Thủ trưởng đơn vị", max_length=80, verbose_name="who approves the payment"
                    ),
                ),
            ],
            options={
                "verbose_name": "signatures under royalty papers",
                "verbose_name_plural": "signatures under royalty papers",
                "default_permissions": ("change",),
            },
        ),
        migrations.RunPython(let_change, migrations.RunPython.noop),
    ]
