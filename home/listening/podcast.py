"""The recordings as podcasts: RSS 2.0 with the names that podcast programs ask for beside it.

The namespaces: https://help.apple.com/itc/podcasts_connect/#/itcb54353390, https://podcasting2.org/docs/podcast-namespace
"""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from home.feeds.feeds import length_of
from home.listening import recordings
from home.listening.views import podcast_address
from home.models import AgencyDetails
from submissions.models import Locality
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise

LENGTH = 100
# Square, at least 1,400 pixels, as podcast programs want it.
COVER = "podcast.jpg"
CATEGORY = "Government"


class PodcastWriter(Rss201rev2Feed):
    """RSS with what Apple's and others' programs read of a podcast."""

    def root_attributes(self):
        return super().root_attributes() | {
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:image", attrs={"href": self.feed["cover"]})
        handler.addQuickElement("itunes:category", attrs={"text": CATEGORY})
        handler.startElement("itunes:owner", {})
        handler.addQuickElement("itunes:name", self.feed["author_name"])
        if self.feed["email"]:
            handler.addQuickElement("itunes:email", self.feed["email"])
        handler.endElement("itunes:owner")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:author", item["unit"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("podcast:transcript", attrs={"url": item["link"], "type": "text/html"})


class Podcast(Feed):
    """The newest LENGTH recordings of all programmes or of one, by two queries whatever their number."""

    feed_type = PodcastWriter
    language = "vi"

    def get_object(self, request, programme=None):
        found = recordings.programme_or_404(programme) if programme else None
        return found, AgencyDetails.for_request(request)

    def title(self, asked):
        programme, agency = asked
        return normalise(f"{programme.name if programme else _('Listen to the radio')} – {agency}")

    def description(self, asked):
        return normalise(_("Recordings of the local radio, each with its text."))

    def link(self, asked):
        programme, _agency = asked
        return absolute(programme.address if programme else reverse("listening:recordings"))

    def feed_url(self, asked):
        return absolute(podcast_address(asked[0]))

    def author_name(self, asked):
        return normalise(asked[1].agency)

    def feed_extra_kwargs(self, asked):
        return {"cover": absolute(Locality.load().sign(COVER)), "email": asked[1].email}

    def items(self, asked):
        return recordings.shown(recordings.of_programme(asked[0])[:LENGTH])

    def item_title(self, piece):
        return normalise(piece.title)

    def item_description(self, piece):
        return normalise(piece.lead)

    def item_link(self, piece):
        return absolute(piece.url)

    def item_pubdate(self, piece):
        return localtime(piece.published_at)

    def item_categories(self, piece):
        return [normalise(piece.programme)] if piece.programme else []

    def item_enclosures(self, piece):
        recording = piece.recording
        size = recording.file_size or length_of(recording.file)
        return [Enclosure(absolute(recording.url), str(size), recordings.media_type(recording))]

    def item_extra_kwargs(self, piece):
        return {"unit": normalise(piece.unit.name)}
