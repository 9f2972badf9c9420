"""The feed of the library: the documents published last, whatever day they were issued on."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localtime

from home.feeds.feeds import LENGTH, NewsFeed
from library.models import DocumentPage
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise


class DocumentsFeed(NewsFeed):
    """The newest LENGTH documents, in one query."""

    def items(self, asked):
        documents = DocumentPage.objects.live().order_by("-first_published_at", "-pk")
        return documents.select_related("authority", "form", "field")[:LENGTH]

    def item_description(self, page):
        return normalise(page.extract)

    def item_link(self, page):
        return absolute(page.url)

    def item_pubdate(self, page):
        return localtime(page.first_published_at)

    def item_updateddate(self, page):
        return localtime(page.last_published_at)

    def item_author_name(self, page):
        return normalise(str(page.authority or ""))

    def item_categories(self, page):
        return [normalise(str(term)) for term in (page.form, page.field) if term]

    def item_enclosures(self, page):
        return []


class RssOfDocuments(DocumentsFeed):
    feed_type = Rss201rev2Feed


class AtomOfDocuments(DocumentsFeed):
    feed_type = Atom1Feed
