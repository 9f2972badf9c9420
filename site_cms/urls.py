"""All addresses: the back office, documents, the public site."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .health import alive

urlpatterns = [
    path("healthz", alive, name="alive"),
    path("readyz", include("keeping.readiness.urls")),
    # Before Wagtail's own view at the same addresses, which tells the tags of every file.
    path("admin/tag-autocomplete/", include("submissions.media.tag_urls")),
    # Before Wagtail's own views at the same addresses, which know nothing of a second factor and people's own devices.
    path("admin/", include("doors.urls")),
    path("admin/", include("submissions.by_mail.account_urls")),
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own view at the same address, which hands out whole files only.
    path("documents/", include("submissions.media.document_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("tim-kiem/", include("home.search.urls")),
    path("duyet-qua-thu/", include("submissions.by_mail.urls")),
]

# What stands for itself under an address of its own, before the tree of pages takes all the rest.
urlpatterns += [
    path("hoi-dap/", include("feedback.urls")),
    path("gop-y/", include("consultation.urls")),
    path("gop-y-trang/", include("feedback.page_notes.urls")),
    path("nhan-tin/", include("subscriptions.urls")),
    path("", include("home.feeds.urls")),
    path("", include("home.finding.urls")),
    path("", include("agenda.urls")),
    path("", include("home.listening.urls")),
    path("", include("home.open_data.urls")),
    path("", include("home.places.urls")),
    path("", include("home.sheets.urls")),
    path("so-lieu/cung-cap-tin-bai/", include("compliance.public_supply.urls")),
]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += [
    # In the place of a second log-in, which knows of no second factor and would have its wrong codes forgotten.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("", include(wagtail_urls)),
]

# What is said when the disk is full or the database away; else Django's own answer.
handler500 = "site_cms.faults.answer_to_error"
