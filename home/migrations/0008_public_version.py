import secrets

from django.db import migrations, models


def first_token(apps, schema_editor):
    """Pages are kept from the first reader on, and not from the first change."""
    apps.get_model("home", "PublicVersion").objects.create(pk=1, token=secrets.randbits(62))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_site_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(first_token, migrations.RunPython.noop),
    ]
