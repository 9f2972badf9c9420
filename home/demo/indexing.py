"""Search and references of the demo city: indexed once at the end instead of after each of some thousand saves."""

from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler, register_signal_handlers
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from about.models import LeadersPage, OrganisationPage, SubjectPage, WardMapPage
from agenda.models import WeekPage
from library.models import DocumentPage
from planning.models import PlanPage, ProjectPage, TenderPage
from submissions.models import NewsDocument, NewsImage, NewsPage

ALL_NEW = (NewsImage, NewsDocument, NewsPage, DocumentPage, WeekPage)
ALL_NEW += (LeadersPage, OrganisationPage, WardMapPage, SubjectPage, ProjectPage, TenderPage, PlanPage)


@contextmanager
def indexed_at_the_end():
    """Leave both indexes alone while the block runs, and then enter all pieces, photos and recordings.

    They would take a fifth of the time. Inside a transaction only, in a database where all of them are new.
    """
    for model in index.get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        register_signal_handlers()
    for model in ALL_NEW:
        for instance in model.objects.iterator():
            index.insert_or_update_object(instance)
            ReferenceIndex.create_or_update_for_object(instance)
