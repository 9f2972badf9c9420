"""What decrees ask stands beside the categories now, and no longer in them."""

from django.db import migrations

MOVED = ("code", "legal_basis", "is_binding", "deadline_days", "counted_from")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0033_law_of_categories")]

    operations = [migrations.RemoveField(model_name="category", name=name) for name in MOVED]
