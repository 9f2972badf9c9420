"""Cards of pieces as they stand on the front page and below articles, each kept by what it says of its piece."""

from typing import NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString

from home.page_cache import store
from submissions.media.pictures import is_whole
from submissions.models.listing import newest_beside, teasers

MORE = 4


class Form(NamedTuple):
    """A template, the size of its photo (a name in pictures.SIZES, "" without one), and what stands over the title."""

    template: str
    size: str = ""
    kicker: str = "unit"


FORMS = {
    "unit": Form("submissions/_card.html", "card"),
    "section": Form("submissions/_card.html", "card", "section"),
    "lead": Form("home/front/lead.html", "lead"),
    "notice": Form("home/front/notice.html"),
    "strip": Form("home/front/strip.html"),
}


def more_news(request, page):
    """What else there is to read: {"unit": the newest of the same unit, "section": the newest of its section}, HTML."""
    unit, section = newest_beside(page, count=MORE)
    # Over each title what the list does not have in common.
    made = cards(request, [(state, "section") for state in unit] + [(state, "unit") for state in section])
    return {"unit": joined(made, unit, "section"), "section": joined(made, section, "unit")}


def front_cards(request, front):
    """`front` (`front_page.front_page`) as HTML under the same names: all cards of a place in one."""
    places = {"lead": "lead", "notices": "notice", "latest": "unit", "from_wards": "strip"}
    wanted = [(state, form) for place, form in places.items() for state in front[place]]
    wanted += [(state, "unit") for _section, found in front["sections"] for state in found]
    made = cards(request, wanted)
    sections = [(section, joined(made, found, "unit")) for section, found in front["sections"]]
    return {place: joined(made, front[place], form) for place, form in places.items()} | {"sections": sections}


def joined(made, found, form):
    return SafeString("".join(made.get((state, form), "") for state in found))


def cards(request, wanted):
    """{one: its HTML} for each of `wanted` (State, name in FORMS); kept as long as the State is the same."""
    names = {one: store.name_now(request, "card", *one, lasts=True) for one in wanted}
    kept = store.all_kept(list(names.values()))
    made = {one: kept[name] for one, name in names.items() if name in kept}
    missing = [one for one in wanted if one not in made]
    sizes = {FORMS[form].size for _state, form in missing} - {""}
    pieces = {piece.pk: piece for piece in teasers([state.pk for state, _form in missing], *sizes)}
    for one in missing:
        piece, form = pieces.get(one[0].pk), FORMS[one[1]]
        if piece is not None:
            made[one] = get_template(form.template).render({"piece": piece, "kicker": form.kicker, "request": request})
            if is_whole(piece.cover, form.size):
                store.keep(names[one], made[one])
    return made
