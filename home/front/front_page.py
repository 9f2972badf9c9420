"""What stands on the front page: a lead story, the latest, news by section, and a strip from wards and communes."""

from itertools import chain

from submissions.models import Category, NewsPage, Unit
from submissions.models.listing import newest, newest_of_each, teasers

LATEST = 6
PER_SECTION = 3
FROM_THE_WARDS = 8
NOTICES = 5


def front_page():
    """The context of the front page, in a number of queries that does not grow with sections, units or pieces.

    Keys: lead (NewsPage or None), latest, sections ([(Category, [NewsPage, …]), …]), from_wards, notices. A piece
    among the latest is not repeated under its section.
    """
    latest = list(newest()[:LATEST])
    notices = list(newest().filter(genre=NewsPage.Genre.ANNOUNCEMENT)[:NOTICES])
    by_section = newest_of_each(Category.objects.all(), field="category", count=PER_SECTION, leave_out=latest)
    wards = Unit.objects.valid_today().filter(kind__in=(Unit.Kind.WARD, Unit.Kind.COMMUNE))
    by_ward = newest_of_each(wards, field="unit", count=1)

    newest_of_wards = newest().filter(pk__in=list(chain.from_iterable(by_ward.values())))
    from_wards = list(newest_of_wards[:FROM_THE_WARDS])
    keys = {*latest, *notices, *from_wards, *chain.from_iterable(by_section.values())}
    pieces = {piece.pk: piece for piece in teasers(keys, "card", "lead")}

    def loaded(wanted):
        return [pieces[key] for key in wanted if key in pieces]

    first = loaded(latest)
    lead = next((piece for piece in first if piece.cover), first[0] if first else None)
    return {
        "lead": lead,
        "latest": [piece for piece in first if piece is not lead],
        "sections": [(section, loaded(found)) for section, found in by_section.items() if found],
        "from_wards": loaded(from_wards),
        "notices": loaded(notices),
    }
