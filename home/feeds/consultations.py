"""The feed of consultations: what was published last, with the last day for opinions."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localtime

from consultation.models import ConsultationPage
from home.feeds.feeds import LENGTH, NewsFeed
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise


class ConsultationsFeed(NewsFeed):
    """The newest LENGTH consultations, in one query. A longer term and the summary are updates of an entry."""

    def items(self, asked):
        pages = ConsultationPage.objects.live().order_by("-first_published_at", "-pk")
        return pages.select_related("unit")[:LENGTH]

    def item_description(self, page):
        return normalise(page.summary())

    def item_link(self, page):
        return absolute(page.url)

    def item_pubdate(self, page):
        return localtime(page.first_published_at)

    def item_updateddate(self, page):
        return localtime(page.last_published_at)

    def item_author_name(self, page):
        return normalise(str(page.unit or ""))

    def item_categories(self, page):
        return []

    def item_enclosures(self, page):
        return []


class RssOfConsultations(ConsultationsFeed):
    feed_type = Rss201rev2Feed


class AtomOfConsultations(ConsultationsFeed):
    feed_type = Atom1Feed
