"""The page and its files; none of them is there unless the city shows it."""

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from compliance.models import PublicSupply
from compliance.public_supply.files import supply_csv, supply_data
from compliance.public_supply.supply import Supply, closed_years
from submissions.screens.downloads import CSV, as_file
from submissions.templatetags.public_news import absolute

TITLE = gettext_lazy("News supplied by agencies and units")
FILES = {"csv": "text/csv", "json": "application/json"}


def places():
    """(title, path) of the page where the city shows it."""
    return [(str(TITLE), reverse("public_supply:newest"))] if PublicSupply.is_on() else []


class OfAYear:
    """A view of the year in the address, or of the newest one; Http404 where there is nothing to show."""

    def dispatch(self, request, *args, **kwargs):
        if not PublicSupply.is_on() or (kwargs and self.year not in self.years):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def years(self):
        return closed_years()

    @cached_property
    def year(self):
        """The year in the address, or the newest; None where nothing has been closed."""
        return self.kwargs.get("year", next(iter(self.years), None))

    @cached_property
    def supply(self):
        return Supply(self.year)


class SupplyView(OfAYear, TemplateView):
    template_name = "compliance/public_supply/supply.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(title=str(TITLE), years=self.years, **kwargs)
        if self.year is None:
            return context
        addresses = {kind: reverse(f"public_supply:{kind}", args=[self.year]) for kind in FILES}
        title = _("News supplied by agencies and units in %(year)s") % {"year": self.year}
        context |= {"supply": self.supply, "lines": self.supply.cells(), "files": addresses, "title": title}
        return context | {"dataset": dataset_of(self.supply, title=title, files=addresses)}


def dataset_of(supply, *, title, files):
    """The figures as schema.org has a Dataset."""
    address = absolute(reverse("public_supply:year", args=[supply.year]))
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": title,
        "description": _("Pieces counted and asked of every unit in each closed period, and the result."),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{supply.periods[0].first_day}/{supply.periods[-1].last_day}",
        "dateModified": supply.closed_at.isoformat(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": FILES[kind], "contentUrl": absolute(path)}
            for kind, path in files.items()
        ],
    }


class CsvView(OfAYear, View):
    def get(self, request, *args, **kwargs):
        return as_file(supply_csv(self.supply), name=f"cung-cap-tin-bai-{self.year}.csv", content_type=CSV)


class JsonView(OfAYear, View):
    def get(self, request, *args, **kwargs):
        return JsonResponse(supply_data(self.supply), json_dumps_params={"ensure_ascii": False})
