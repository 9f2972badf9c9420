"""What stands on the front page: a lead story, announcements, the latest, a strip from the wards, news by section."""

from itertools import chain

from submissions.models import Category, NewsPage, Unit
from submissions.models.listing import NOTICES, in_force, newest, newest_of_each, states, without_what_is_over

LATEST = 5
FROM_THE_WARDS = 8
PER_SECTION = 3


def front_page():
    """States of the pieces of the front page, in a number of queries that does not grow with anything.

    "lead" (at most one), "notices", "latest", "from_wards", "sections" ([(Category, States), …]). A piece stands once
    on the page, in the first of these places that takes it. Announcements have a place of their own while they hold:
    neither the lead nor the latest nor the wards' strip has one.
    """
    news = newest().exclude(genre=NewsPage.Genre.ANNOUNCEMENT)
    latest = states(news[:LATEST])
    notices = states(in_force(newest())[:NOTICES])
    wards = Unit.objects.valid_today().filter(kind__is_locality=True)
    in_latest = [state.pk for state in latest]
    by_ward = newest_of_each(wards.order_by().only("pk"), field="unit", count=1, among=news.exclude(pk__in=in_latest))
    from_wards = states(newest().filter(pk__in=chain.from_iterable(by_ward.values()))[:FROM_THE_WARDS])
    above = [state.pk for state in (*latest, *notices, *from_wards)]
    by_section = newest_of_each(
        Category.objects.valid_today(),
        field="category",
        count=PER_SECTION,
        among=without_what_is_over(newest()).exclude(pk__in=above),
    )
    below = {state.pk: state for state in states(newest().filter(pk__in=chain.from_iterable(by_section.values())))}
    lead = [state for state in latest if state.cover][:1] or latest[:1]
    return {
        "lead": lead,
        "notices": notices,
        "latest": [state for state in latest if state not in lead],
        "from_wards": from_wards,
        "sections": [
            (section, [below[key] for key in found if key in below]) for section, found in by_section.items() if found
        ],
    }
