"""What the library registers with Wagtail's admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from library import urls
from library.keeping.lists_admin import DocumentLists
from library.models import Authority, DocumentForm, DocumentPage, Field
from library.reading.reading import read_due
from submissions.kept import due_work
from submissions.statements.views import HOOK_OF_WAYS
from submissions.upkeep import changes
from submissions.upkeep.changes import SETTINGS, family


@hooks.register("register_admin_urls")
def library_urls():
    return [path("thu-vien-van-ban/", include(urls))]


@hooks.register(HOOK_OF_WAYS)
def load_way(user):
    """The way to many documents at once, beside that to one."""
    return [(_("Read in a list of documents"), reverse("library:load"))] if DocumentPage.is_kept_by(user) else []


@hooks.register("register_admin_viewset")
def document_lists():
    return DocumentLists()


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(SETTINGS, model) for model in (DocumentForm, Authority, Field)]


hooks.register(due_work.HOOK, read_due)
