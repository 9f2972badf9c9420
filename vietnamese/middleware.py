"""What every request needs before a view reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from vietnamese.text import normalise, printable


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


class PrintableForms:
    """Takes out of every text that a form posts what no file can be written with: it stops registers and letters.

    Of all forms there are, ours, Wagtail's and packages': a title, a remark, a comment. Nobody types such a character,
    into a password neither.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Only when there is a view: what nobody answers is not read."""
        if request.method != "POST":
            return
        try:
            posted = list(request.POST.lists())
        except UnreadablePostError:
            # Broken off on its way; whoever reads it next says so.
            return
        if any(printable(value) != value for _name, values in posted for value in values):
            clean = request.POST.copy()
            for name, values in posted:
                clean.setlist(name, list(map(printable, values)))
            request.POST = clean
