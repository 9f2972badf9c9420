"""Terms know their documents: names only, nothing of the database changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_rights"),
    ]

    operations = [
        migrations.AlterField(
            model_name="documentpage",
            name="authority",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="library.authority",
                verbose_name="issuing authority",
            ),
        ),
        migrations.AlterField(
            model_name="documentpage",
            name="field",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="library.field",
                verbose_name="field",
            ),
        ),
        migrations.AlterField(
            model_name="documentpage",
            name="form",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="library.documentform",
                verbose_name="form of the document",
            ),
        ),
    ]
