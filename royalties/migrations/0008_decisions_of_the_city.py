"""Which rates rest on a decision of the city, and whether somebody has chosen the share that it applies."""

from decimal import Decimal

import django.core.validators
from django.db import migrations, models

PROPOSED = "Mức đề xuất ban đầu"


def chosen_by_hand(apps, schema_editor):
    """Whoever entered a general rule with a basis of its own chose its share."""
    apps.get_model("royalties", "RoyaltyPolicy").objects.exclude(legal_basis__startswith=PROPOSED).update(
        applied_chosen=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("royalties", "0007_whole_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="genrerate",
            name="decision_date",
            field=models.DateField(blank=True, null=True, verbose_name="date of the city's decision"),
        ),
        migrations.AddField(
            model_name="genrerate",
            name="decision_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="number of the city's decision"),
        ),
        migrations.AddField(
            model_name="royaltypolicy",
            name="applied_chosen",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="royaltypolicy",
            name="decision_date",
            field=models.DateField(blank=True, null=True, verbose_name="date of the city's decision"),
        ),
        migrations.AddField(
            model_name="royaltypolicy",
            name="decision_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="number of the city's decision"),
        ),
        migrations.AlterField(
            model_name="genrerate",
            name="factor_reprinted",
            field=models.DecimalField(
                decimal_places=2,
                default=Decimal("0.5"),
                help_text="Proposed: the decision of Ninh Thuận that these numbers follow gives a reprinted item 0.5, and says nothing of one with a photo.",
                max_digits=5,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="factor if reprinted",
            ),
        ),
        migrations.AlterField(
            model_name="royaltypolicy",
            name="applied",
            field=models.DecimalField(
                decimal_places=2,
                default=Decimal("100"),
                help_text="100 pays coefficient × value of one unit in full; 20 pays a fifth of it, as Ninh Thuận, whose coefficients are proposed here, does for the sites of districts and cities (Decision 2157/QĐ-UBND of 07/12/2020).",
                max_digits=5,
                validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)],
                verbose_name="share applied by the city (%)",
            ),
        ),
        migrations.AlterField(
            model_name="royaltypolicy",
            name="remuneration",
            field=models.DecimalField(
                decimal_places=2,
                default=Decimal("20"),
                help_text="For the editor who published the piece; can be changed line by line. Proposed: the decree names only the ceiling.",
                max_digits=5,
                validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)],
                verbose_name="usual remuneration (% of the piece's royalty)",
            ),
        ),
        migrations.RunPython(chosen_by_hand, migrations.RunPython.noop),
    ]
