"""The page of results, and the titles that are proposed while somebody types."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from feedback.models import PublicQuestion
from home.search import suggesting
from home.search.filters import Filters
from home.search.finding import find, newest_entries
from home.search.words import Query

LATEST = 5


@require_safe
def search(request):
    """Hits of `q`, limited by the other parameters; without a word to look for, how to search and what is new."""
    query = Query.of(request.GET.get("q", ""))
    answer = _answer(request.GET, query) if query else {"latest": newest_entries(LATEST)}
    context = {"title": pgettext("page", "Search"), "query": query, **answer}
    return render(request, "home/search/results.html", context)


@require_safe
def suggest(request):
    """Titles of live pages that begin as typed, with their addresses, for search.js."""
    found = suggesting.titles(Query.of(request.GET.get("q", "")))
    titles = [{"title": entry.title, "url": entry.page.get_url(request)} for entry in found]
    return JsonResponse(
        {"titles": titles}, json_dumps_params={"ensure_ascii": False}, headers={"X-Robots-Tag": "noindex"}
    )


def _answer(asked, query):
    filters = Filters(asked)
    results = find(query, filters, number=asked.get("page"))
    limits = filters.in_address
    answer = {
        "results": results,
        "questions": PublicQuestion.objects.live().found_by(query.typed).count(),
        "limits": limits,
        "address": _address(q=query.typed, **limits),
        "without_limits": _address(q=query.typed),
    }
    if not results.number and not limits:
        other = suggesting.did_you_mean(query)
        answer |= {
            "other_words": other,
            "other_address": other and _address(q=other),
            "titles": suggesting.titles(query),
            "latest": newest_entries(LATEST),
        }
    return answer


def _address(**parameters):
    return f"?{urlencode(parameters)}"
