"""The address of a page: made from its title until it is public, then kept."""

from urllib.parse import quote

from wagtail.models import Page

from vietnamese.slugs import unique_slug


class KeepsItsAddress:
    """For a Page."""

    def _set_core_field_defaults(self):
        """Slugs follow the title, without marks, until the first publication; after it they never change."""
        if self.path and self.first_published_at is None and self.title:
            parent = self.get_parent()
            self.slug = unique_slug(
                self.title, taken=lambda slug: not Page._slug_is_available(slug, parent, self), max_length=120
            )
        super()._set_core_field_defaults()


class Addresses:
    """The addresses of many pages: Wagtail is asked once for those below the same page, which begin alike."""

    def __init__(self):
        self.beginnings = {}

    def of(self, page):
        """The address of `page` (str) as its `get_url()` gives it, "" where there is none."""
        above, _slash, slug = page.url_path.rstrip("/").rpartition("/")
        # As `reverse` writes it; Wagtail takes letters, figures and hyphens alone.
        own = f"{quote(slug)}/"
        if above not in self.beginnings:
            self.beginnings[above] = (page.get_url() or "").removesuffix(own)
        beginning = self.beginnings[above]
        return f"{beginning}{own}" if beginning else ""
