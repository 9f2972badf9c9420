from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_search_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicversion",
            name="frame",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="publicversion",
            name="sections",
            field=models.TextField(default=""),
        ),
    ]
