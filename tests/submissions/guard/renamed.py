"""Addresses as a later Wagtail might have them, beside those of today: other arguments, new views, an API."""

from django.http import HttpResponse
from django.urls import include, path, re_path

from site_cms.urls import urlpatterns as of_today


def shown(request, *args, **kwargs):
    return HttpResponse("shown")


pages = [
    path("<int:number>/edit/", shown, name="edit"),
    path("<int:page_id>/summary/", shown, name="summary"),
    # As Wagtail 8.0 has it.
    re_path(
        r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        shown,
        name="revisions_compare",
    ),
]
api = [path("pages/", shown, name="listing"), path("images/", shown, name="images"), path("documents/", shown)]

urlpatterns = [
    path("later/pages/", include((pages, "wagtailadmin_pages"))),
    path("later/images/", include(([path("<int:photo_id>/", shown, name="edit")], "wagtailimages"))),
    path("later/documents/", include(([path("<int:document_id>/", shown, name="scan")], "wagtaildocs"))),
    path("later/workflows/", include(([path("<int:task>/", shown, name="edit_task")], "wagtailadmin_workflows"))),
    path("later/api/", include((api, "wagtailapi"))),
    *of_today,
]
