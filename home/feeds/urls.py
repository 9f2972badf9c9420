"""The addresses of the feeds, which stay when pages are renamed: /tin-moi.rss, /tin-moi/don-vi/phuong-mui-ne.atom, …"""

from django.urls import path

from home.feeds.channels import (
    consultations_channel,
    documents_channel,
    publications_channel,
    section_channel,
    site_channel,
    unit_channel,
)
from home.feeds.consultations import AtomOfConsultations, RssOfConsultations
from home.feeds.documents import AtomOfDocuments, RssOfDocuments
from home.feeds.feeds import AtomFeed, RssFeed
from home.feeds.publications import AtomOfPublications, RssOfPublications
from submissions.public.places import public_page

app_name = "feeds"
urlpatterns = [
    path("van-ban.rss", public_page(RssOfDocuments(documents_channel)), name="documents_rss"),
    path("van-ban.atom", public_page(AtomOfDocuments(documents_channel)), name="documents_atom"),
    path("lay-y-kien.rss", public_page(RssOfConsultations(consultations_channel)), name="consultations_rss"),
    path("lay-y-kien.atom", public_page(AtomOfConsultations(consultations_channel)), name="consultations_atom"),
]
urlpatterns += [
    path(f"{address}.{ending}", public_page(feed(channel)), name=f"{name}_{ending}")
    for ending, feed in (("rss", RssFeed), ("atom", AtomFeed))
    for name, address, channel in (
        ("site", "tin-moi", site_channel),
        ("unit", "tin-moi/don-vi/<slug:unit>", unit_channel),
        ("section", "tin-moi/chuyen-muc/<slug:section>", section_channel),
    )
]
urlpatterns += [
    path(f"{address}.{ending}", public_page(feed(publications_channel(kind))), name=f"{kind}_{ending}")
    for ending, feed in (("rss", RssOfPublications), ("atom", AtomOfPublications))
    for kind, address in (
        ("projects", "du-an"),
        ("tenders", "dau-thau"),
        ("plans", "quy-hoach-ke-hoach"),
        ("statistics", "thong-ke"),
    )
]
