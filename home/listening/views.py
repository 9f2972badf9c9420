"""The pages on which the radio's recordings are heard."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from home.listening import recordings
from submissions.models.listing import page_of_list


class RecordingsView(TemplateView):
    """What there is to hear, newest first, a page at a time: all of it, or one programme's."""

    template_name = "home/listening/recordings.html"

    def get_context_data(self, **kwargs):
        slug = kwargs.pop("programme", None)
        programme = recordings.programme_or_404(slug) if slug else None
        listing = page_of_list(recordings.of_programme(programme), self.request.GET, fetched=recordings.shown)
        return super().get_context_data(
            title=programme.name if programme else _("Listen to the radio"),
            programme=programme,
            programmes=recordings.programmes(),
            listing=listing,
            podcast=podcast_address(programme),
            **kwargs,
        )


def podcast_address(programme):
    """The address (a path) of the podcast of `programme` (a Programme, or None for all)."""
    if programme:
        return reverse("listening:podcast_of_programme", args=[programme.slug])
    return reverse("listening:podcast")


def recordings_link():
    """[(title, path)] of the page of recordings; empty as long as there is nothing to hear."""
    if not recordings.heard().exists():
        return []
    return [(_("Listen to the radio"), reverse("listening:recordings"))]
