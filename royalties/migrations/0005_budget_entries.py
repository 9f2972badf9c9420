"""Corrections of paid costs as negative entries, years in a range; who keeps the budget may delete what is unused."""

import django.core.validators
from django.db import migrations, models

YEAR_VALIDATORS = [
    django.core.validators.MinValueValidator(2011),
    django.core.validators.MaxValueValidator(2100),
]
ENTRIES = ("allocation", "budgetsource", "maintenancecost")


def let_delete(apps, schema_editor):
    """What rests on an entry keeps it (models/budget.py); without that, a typing error is deleted."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    keepers = Group.objects.filter(
        permissions__codename="keep_budget", permissions__content_type__app_label="royalties"
    )
    for model in ENTRIES:
        content_type, _ = ContentType.objects.get_or_create(app_label="royalties", model=model)
        codename = f"delete_{model}"
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )
        for group in keepers:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("royalties", "0004_author_name")]

    operations = [
        migrations.AlterField(
            model_name="allocation",
            name="amount",
            field=models.BigIntegerField(
                help_text="What is taken back is entered with a minus sign.", verbose_name="amount (đồng)"
            ),
        ),
        migrations.AlterField(
            model_name="allocation",
            name="year",
            field=models.PositiveSmallIntegerField(validators=YEAR_VALIDATORS, verbose_name="budget year"),
        ),
        migrations.AlterField(
            model_name="maintenancecost",
            name="amount",
            field=models.BigIntegerField(
                help_text="Negative only to correct something paid: with the number of its own voucher.",
                verbose_name="amount (đồng)",
            ),
        ),
        migrations.AlterField(
            model_name="maintenancecost",
            name="year",
            field=models.PositiveSmallIntegerField(validators=YEAR_VALIDATORS, verbose_name="budget year"),
        ),
        migrations.AddConstraint(
            model_name="maintenancecost",
            constraint=models.CheckConstraint(
                condition=models.Q(amount__gt=0) | models.Q(amount__lt=0, state="paid"), name="cost_is_an_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenancecost",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="paid", voucher_number=""), name="paid_cost_has_voucher"
            ),
        ),
        migrations.RunPython(let_delete, migrations.RunPython.noop),
    ]
