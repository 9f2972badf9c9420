"""The address of a page: made from its title until it is public, then kept."""

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
