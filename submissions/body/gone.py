"""What was public and is no longer says so at its address; of what never was, nobody learns that it exists."""

from django.shortcuts import render
from wagtail.url_routing import RouteResult


class SaysItIsGone:
    """For a Page; `gone_reason` says what readers are told."""

    def gone_reason(self):
        raise NotImplementedError

    def route(self, request, path_components):
        if not path_components and not self.live and self.first_published_at is not None:
            return RouteResult(self, kwargs={"gone": True})
        return super().route(request, path_components)

    def serve(self, request, *args, gone=False, **kwargs):
        if gone:
            return render(request, "410.html", {"reason": self.gone_reason()}, status=410)
        return super().serve(request, *args, **kwargs)
