"""The feeds as RSS 2.0 and as Atom, by Django's syndication framework."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.timezone import localtime

from submissions.media import pictures
from submissions.models.listing import teasers
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise

LENGTH = 30
# RSS wants the length of an enclosure in bytes; what cannot be asked is told as 0.
UNKNOWN_LENGTH = 0


class NewsFeed(Feed):
    """The newest LENGTH pieces of a Channel, in a number of queries that does not grow with them.

    Django would make addresses whole by the host that was asked for: ours are whole before. Texts are normalised once
    more, for XML takes no character that steers a printer, and what was stored before may have one.
    """

    language = "vi"

    def __init__(self, channel):
        self.channel = channel

    def get_object(self, request, **named):
        self_address = absolute(request.path)
        return self.channel(request, **named), self_address

    def title(self, asked):
        return normalise(asked[0].title)

    def link(self, asked):
        return absolute(asked[0].page)

    def description(self, asked):
        return normalise(asked[0].about)

    subtitle = description

    def feed_url(self, asked):
        return asked[1]

    def items(self, asked):
        return teasers(list(asked[0].keys[:LENGTH]), "share")

    def item_title(self, piece):
        return normalise(piece.title)

    def item_description(self, piece):
        return normalise(piece.lead)

    def item_link(self, piece):
        return absolute(piece.url)

    def item_pubdate(self, piece):
        return localtime(piece.published_at)

    def item_updateddate(self, piece):
        return localtime(piece.last_published_at or piece.published_at)

    def item_author_name(self, piece):
        return normalise(piece.unit.name)

    def item_categories(self, piece):
        return list(map(normalise, [piece.unit.name, *([piece.category.title] if piece.category else [])]))

    def item_enclosures(self, piece):
        """The photo as other sites show it, where it was drawn: nothing is drawn for who asks for a feed."""
        photo = pictures.drawn(piece.cover, size="share") if piece.cover else None
        return [Enclosure(absolute(photo.url), str(length_of(photo.file)), "image/jpeg")] if photo else []


class RssFeed(NewsFeed):
    feed_type = Rss201rev2Feed


class AtomFeed(NewsFeed):
    feed_type = Atom1Feed


def length_of(file):
    """The bytes of `file`; UNKNOWN_LENGTH when it is gone."""
    try:
        return file.size
    except OSError:
        return UNKNOWN_LENGTH
