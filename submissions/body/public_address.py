"""The address of a page: made from its words until it is public, then kept, also when the page is gone."""

from django.shortcuts import render
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from vietnamese.slugs import unique_slug


class KeepsItsAddress:
    """For a Page. What was public and is no longer says so; of what never was, nobody learns that it exists."""

    def slug_text(self):
        """What the address is made of (str)."""
        return self.title

    def gone_reason(self):
        """What readers are told at the address of what was taken down (str)."""
        raise NotImplementedError

    def _set_core_field_defaults(self):
        """Slugs follow the title, without marks, until the first publication; after it they never change."""
        if self.path and self.first_published_at is None and self.title:
            parent = self.get_parent()
            self.slug = unique_slug(
                self.slug_text(), taken=lambda slug: not Page._slug_is_available(slug, parent, self), max_length=120
            )
        super()._set_core_field_defaults()

    def route(self, request, path_components):
        if not path_components and not self.live and self.first_published_at is not None:
            return RouteResult(self, kwargs={"gone": True})
        return super().route(request, path_components)

    def serve(self, request, *args, gone=False, **kwargs):
        if gone:
            return render(request, "410.html", {"reason": self.gone_reason()}, status=410)
        return super().serve(request, *args, **kwargs)
