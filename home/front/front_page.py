"""What stands on the front page: a lead story, announcements, the latest, a strip from the wards, news by section."""

from itertools import chain

from submissions.models import Category, NewsPage, Unit
from submissions.models.listing import NOTICES, in_force, newest, newest_of_each, teasers, without_what_is_over

LATEST = 5
FROM_THE_WARDS = 8
PER_SECTION = 3


def front_page():
    """The context of the front page, in a number of queries that does not grow with sections, units or pieces.

    Keys: lead (NewsPage or None), notices, latest, from_wards, sections ([(Category, [NewsPage, …]), …]). A piece
    stands once on the page, in the first of these places that takes it. Announcements have a place of their own while
    they hold: neither the lead nor the latest nor the wards' strip has one.
    """
    news = newest().exclude(genre=NewsPage.Genre.ANNOUNCEMENT)
    latest = list(news[:LATEST])
    notices = list(in_force(newest())[:NOTICES])
    wards = Unit.objects.valid_today().filter(kind__is_locality=True)
    by_ward = newest_of_each(wards.order_by().only("pk"), field="unit", count=1, among=news.exclude(pk__in=latest))
    from_wards = list(newest().filter(pk__in=chain.from_iterable(by_ward.values()))[:FROM_THE_WARDS])
    above = [*latest, *notices, *from_wards]
    by_section = newest_of_each(
        Category.objects.valid_today(),
        field="category",
        count=PER_SECTION,
        among=without_what_is_over(newest()).exclude(pk__in=above),
    )
    keys = [*above, *chain.from_iterable(by_section.values())]
    pieces = {piece.pk: piece for piece in teasers(keys, "card", "lead")}

    def loaded(wanted):
        return [pieces[key] for key in wanted if key in pieces]

    first = loaded(latest)
    lead = next((piece for piece in first if piece.cover), first[0] if first else None)
    return {
        "lead": lead,
        "notices": loaded(notices),
        "latest": [piece for piece in first if piece is not lead],
        "from_wards": loaded(from_wards),
        "sections": [(section, loaded(found)) for section, found in by_section.items() if found],
    }
