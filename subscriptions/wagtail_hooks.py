"""What subscriptions by mail register with Wagtail's admin and with other apps; rules live elsewhere."""

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.signals import page_unpublished

from consultation.models import ConsultationPage
from submissions.kept import due_work
from submissions.mail_in import returned
from submissions.models import NewsPage
from submissions.public import places
from submissions.upkeep import changes
from submissions.upkeep.changes import SETTINGS, family
from subscriptions import admin_urls
from subscriptions.asking.views import title_of_the_form
from subscriptions.desk.views import numbers_item
from subscriptions.ending.keeping import look_after
from subscriptions.ending.returned import take_returned
from subscriptions.models import SubscriptionRules
from subscriptions.telling.batches import tell
from subscriptions.telling.taking_back import on_unpublished


@hooks.register("register_admin_urls")
def addresses():
    return [path("nhan-tin/", include(admin_urls))]


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(SETTINGS, SubscriptionRules)]


@hooks.register(places.SERVICES_HOOK)
def public_services():
    """The way to the form, in menu and foot and on the site map; switched off or not, the form says which."""
    return [(title_of_the_form(), reverse("subscriptions:subscribe"))]


@hooks.register(due_work.HOOK)
def do_due():
    """Look after what is there first: who is gone is written to no more."""
    look_after()
    written = tell()
    return _("Mails to subscribers written: %(count)d") % {"count": written} if written else ""


hooks.register("register_reports_menu_item", numbers_item)
hooks.register(returned.HOOK, take_returned)
for told in (NewsPage, ConsultationPage):
    page_unpublished.connect(on_unpublished, sender=told, dispatch_uid=f"subscriptions.taking_back.{told.__name__}")
