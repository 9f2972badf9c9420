"""The feeds of projects, tenders, plans and statistics: what was published last, whenever it was approved."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localtime

from home.feeds.feeds import LENGTH, NewsFeed
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise


class PublicationsFeed(NewsFeed):
    """The newest LENGTH pages of a Channel, in one query. A new state of a project is an update of its entry."""

    def items(self, asked):
        pages = asked[0].keys.order_by("-first_published_at", "-pk")
        return pages.select_related("category", *pages.model.LIST_SELECT)[:LENGTH]

    def item_description(self, page):
        return normalise(page.summary())

    def item_link(self, page):
        return absolute(page.url)

    def item_pubdate(self, page):
        return localtime(page.first_published_at)

    def item_updateddate(self, page):
        return localtime(page.last_published_at)

    def item_author_name(self, page):
        return normalise(str(page.in_charge or ""))

    def item_categories(self, page):
        return [normalise(str(said)) for said in (page.category, page.state_words) if said]

    def item_enclosures(self, page):
        return []


class RssOfPublications(PublicationsFeed):
    feed_type = Rss201rev2Feed


class AtomOfPublications(PublicationsFeed):
    feed_type = Atom1Feed
