"""What was read in PDF files of public documents."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0004_documents_of_terms"),
        ("submissions", "0043_notices_outlive_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="FileText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="read_text",
                        serialize=False,
                        to="submissions.newsdocument",
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("text", models.TextField(blank=True)),
                ("is_cut", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
