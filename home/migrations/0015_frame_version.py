from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0014_search_in_sections"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicversion",
            name="frame",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="publicversion",
            name="held",
            field=models.TextField(default=""),
        ),
    ]
