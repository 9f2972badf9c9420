from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_public_version"),
        ("submissions", "0020_approvals_rest_on_record"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            # Short columns first: SQLite reads a row from its beginning.
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "page",
                    models.OneToOneField(on_delete=models.CASCADE, related_name="search_entry", to="wagtailcore.page"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tin-bai", "News"),
                            ("thong-bao", "Announcements"),
                            ("co-quan", "Agencies and units"),
                            ("trang", "Pages"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="submissions.unit",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="submissions.category",
                    ),
                ),
                ("title", models.CharField(max_length=255)),
                ("text", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["id", "unit", "category", "kind"], name="search_facts")],
            },
        ),
    ]
