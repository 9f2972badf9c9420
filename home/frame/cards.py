"""Cards of pieces as they stand below articles, each kept as long as nothing public changes."""

from django.template.loader import get_template
from django.utils.safestring import SafeString

from home.page_cache import store
from submissions.models.listing import newest_beside, teasers

MORE = 4
CARD = "submissions/_card.html"


def more_news(request, page):
    """What else there is to read: {"unit": the newest of the same unit, "section": the newest of its section}, HTML."""
    unit, section = newest_beside(page, count=MORE)
    wanted = [(key, "section") for key in unit] + [(key, "unit") for key in section]
    made = cards(request, wanted)
    return {
        "unit": SafeString("".join(made.get((key, "section"), "") for key in unit)),
        "section": SafeString("".join(made.get((key, "unit"), "") for key in section)),
    }


def cards(request, wanted):
    """{one: its HTML} for each of `wanted` (key of a live piece, what stands over its title: "section" or "unit")."""
    names = {one: store.name_now(request, "card", *one) for one in wanted}
    made = {one: html for one, name in names.items() if (html := store.kept(name)) is not None}
    for piece in teasers([key for key, kicker in wanted if (key, kicker) not in made]):
        for one in wanted:
            if one[0] == piece.pk and one not in made:
                made[one] = get_template(CARD).render({"piece": piece, "kicker": one[1], "request": request})
                store.keep(names[one], made[one])
    return made
