"""Indexes for the public lists of a section and of a unit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0005_chain"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="newspage",
            index=models.Index(
                condition=models.Q(("is_live", True)), fields=["category", "published_at"], name="news_of_section"
            ),
        ),
        migrations.AddIndex(
            model_name="newspage",
            index=models.Index(
                condition=models.Q(("is_live", True)), fields=["unit", "published_at"], name="news_of_unit"
            ),
        ),
    ]
