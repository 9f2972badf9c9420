"""What senders wrote about an answer lies encrypted, like all that is theirs; mails to them are known by a name."""

import django.db.models.deletion
from django.db import migrations, models

import submissions.kept.encrypted


def encrypt(apps, schema_editor):
    opinions = apps.get_model("feedback", "Opinion").objects.exclude(comment="")
    if opinions.exists():
        cipher = submissions.kept.encrypted.cipher()
        for opinion in opinions:
            opinion.comment = cipher.encrypt(opinion.comment.encode()).decode()
            opinion.save(update_fields=["comment"])


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial"), ("post_office", "0001_initial")]

    operations = [
        migrations.AlterField("opinion", "comment", models.TextField(blank=True)),
        migrations.RunPython(encrypt, migrations.RunPython.noop),
        migrations.AlterField(
            "opinion",
            "comment",
            submissions.kept.encrypted.EncryptedCharField(blank=True, max_length=500, verbose_name="sender's comment"),
        ),
        migrations.AlterField(
            "sentmail",
            "email",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="to_citizen", to="post_office.email"
            ),
        ),
    ]
