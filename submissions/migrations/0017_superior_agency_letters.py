from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0016_register_access"),
    ]

    operations = [
        migrations.AddField(
            model_name="letterhead",
            name="parent_authority",
            field=models.CharField(
                blank=True, default="TM. Ủy ban nhân dân", max_length=100, verbose_name="on whose behalf"
            ),
        ),
        migrations.AddField(
            model_name="letterhead",
            name="parent_signer_name",
            field=models.CharField(blank=True, max_length=100, verbose_name="full name of the signer"),
        ),
        migrations.AddField(
            model_name="letterhead",
            name="parent_signer_post",
            field=models.CharField(default="Chủ tịch", max_length=100, verbose_name="post of the signer"),
        ),
        migrations.AddField(
            model_name="letterhead",
            name="parent_symbol",
            field=models.CharField(
                default="UBND-VX",
                help_text="In the number of the letter of correction, as in 2485/UBND-VX.",
                max_length=20,
                verbose_name="abbreviation in its documents",
            ),
        ),
    ]
