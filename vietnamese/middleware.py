"""What every request needs before a view reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vietnamese.text import normalise


class NormalisedQuery:
    """Puts what people search and filter by into the form in which text is stored, for every search box there is.

    Only the query of the address: what forms post is normalised by their fields, which know a password from a name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.GET.copy()
        for name, values in request.GET.lists():
            query.setlist(name, [normalise(value) for value in values])
        request.GET = query
        return self.get_response(request)
