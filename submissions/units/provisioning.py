"""What a unit needs to work: its page under the news root, and its collection of photos and documents."""

from django.db import transaction
from wagtail.models import Collection

from submissions.models import NewsIndexPage, UnitPage


@transaction.atomic
def provision(unit):
    """Give `unit` its page and its collection, under its present name. Idempotent.

    Raises NewsIndexPage.DoesNotExist when the site has no news root yet.
    """
    if unit.collection_id is None:
        unit.collection = Collection.get_first_root_node().add_child(name=unit.name)
    elif unit.collection.name != unit.name:
        unit.collection.name = unit.name
        unit.collection.save()
    if unit.page_id is None:
        root = NewsIndexPage.objects.get()
        unit.page = root.add_child(instance=UnitPage(title=unit.name, slug=unit.slug, live=True))
    elif unit.page.title != unit.name:
        unit.page.title = unit.page.draft_title = unit.name
        unit.page.save()
    unit.save(update_fields=["collection", "page"])
