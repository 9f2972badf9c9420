"""Open data: the page that explains it, the tables, and their schemas."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from home.open_data import formats
from submissions.public.open_data import PAGE_SIZE, offered
from submissions.templatetags.public_news import absolute

# Of Vietnamese letters each would take six characters else.
READABLE = {"ensure_ascii": False, "indent": 1}


class CatalogueView(TemplateView):
    """Which tables there are, where, and what their columns hold."""

    template_name = "home/open_data/catalogue.html"

    def get_context_data(self, **kwargs):
        datasets = list(offered().values())
        return super().get_context_data(**kwargs, title=_("Open data"), datasets=datasets, page_size=PAGE_SIZE)


@require_safe
def table(request, slug, ending):
    """A page of the table `slug` as "json" or "csv"; the next is named in the JSON and in the header Link."""
    dataset = dataset_or_404(slug)
    rows, behind = dataset.page(request)
    following = absolute(request.path + behind) if behind else None
    if ending == "json":
        response = JsonResponse(formats.as_json(dataset, rows, following), json_dumps_params=READABLE)
    else:
        response = HttpResponse(formats.as_csv(dataset, rows), content_type="text/csv; charset=utf-8; header=present")
        response["Content-Disposition"] = f'inline; filename="{slug}.csv"'
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    # Any page of anybody's may read it: it is public, and never personal.
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def schema(request, slug):
    """What a page of the table `slug` looks like, as JSON Schema."""
    response = JsonResponse(formats.schema_of(dataset_or_404(slug)), json_dumps_params=READABLE)
    response["Content-Type"] = "application/schema+json"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def dataset_or_404(slug):
    dataset = offered().get(slug)
    if dataset is None:
        raise Http404
    return dataset
