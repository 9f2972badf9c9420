"""What the library registers with Wagtail's admin."""

from wagtail import hooks

from library.keeping.lists_admin import DocumentLists
from library.models import Authority, DocumentForm, Field
from submissions.upkeep import changes
from submissions.upkeep.changes import SETTINGS, family


@hooks.register("register_admin_viewset")
def document_lists():
    return DocumentLists()


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(SETTINGS, model) for model in (DocumentForm, Authority, Field)]
