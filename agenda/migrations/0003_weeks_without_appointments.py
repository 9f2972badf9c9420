"""What the note of a week is for: words of its form only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_place"),
    ]

    operations = [
        migrations.AlterField(
            model_name="weekpage",
            name="note",
            field=models.TextField(
                blank=True,
                help_text="For all of the week, for example that it stands for invitations; of a week without appointments, that there are none.",
                max_length=600,
                verbose_name="note",
            ),
        ),
    ]
