import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0020_approvals_rest_on_record"),
    ]

    operations = [
        migrations.AlterField(
            model_name="newspage",
            name="cover",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="submissions.newsimage",
                verbose_name="first photo",
            ),
        ),
    ]
