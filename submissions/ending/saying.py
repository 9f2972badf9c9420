"""What the end of units does, line by line, and why it may not be: the preview, and what is recorded of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions.ending import what_is_owed
from submissions.ending.handing_over import WITH_BOARD, WITH_UNIT, corrections_of, left_by
from submissions.ending.plan import Fate, called, is_left, role_of
from submissions.models import NewsDocument, NewsImage, UnitEnding, UnitMembership
from submissions.models.units import namesake
from submissions.rights.stages import RETURNED, Stage
from vietnamese.dates import screen_date, today


@dataclass(frozen=True)
class Section:
    """Sentences under a heading; `warnings` among them ask for something."""

    title: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def refusals(ending):
    """Why `ending` may not be done: sentences, empty where it may."""
    said = []
    for unit in ending.units:
        said += refusals_of(unit, ending=ending)
    for unit in ending.successors:
        said += refusals_of_successor(unit, ending=ending)
    for part in what_is_owed.others(ending):
        said += part.refusals
    return [str(sentence) for sentence in said]


def refusals_of(unit, *, ending):
    if UnitEnding.objects.filter(unit=unit).exists():
        day = screen_date(unit.ending.last_day)
        yield _("%(unit)s has been ended already, with the last day %(day)s.") % {"unit": unit.name, "day": day}
    elif is_left(unit) and unit.valid_to != ending.end_day:
        yield _("%(unit)s is closed from %(day)s on: its last day is the day before.") % {
            "unit": unit.name,
            "day": screen_date(unit.valid_to),
        }
    if unit.valid_from is not None and ending.last_day < unit.valid_from:
        yield _("%(unit)s begins on %(day)s only: its last day cannot lie before.") % {
            "unit": unit.name,
            "day": screen_date(unit.valid_from),
        }


def refusals_of_successor(unit, *, ending):
    if unit.pk in ending.keys and unit.pk is not None:
        yield _("%(unit)s cannot end and take over at the same time. For the same name, make a new unit.") % {
            "unit": unit.name
        }
    elif not unit.is_valid_on(ending.end_day):
        yield _("%(unit)s is not in force on %(day)s and cannot take over.") % {
            "unit": unit.name,
            "day": screen_date(ending.end_day),
        }
    if unit.pk is None:
        other = namesake(unit.name, valid_from=ending.end_day, leaving_out=ending.keys)
        if other is not None:
            yield _("“%(name)s” already exists at that time: choose it from the list.") % {"name": other.name}


def sections(ending):
    """What `ending` does, as Sections."""
    owed = [sentence for part in what_is_owed.others(ending) for sentence in part.sentences]
    shown = [
        Section(_("Units"), tuple(of_units(ending))),
        Section(_("People"), tuple(of_people(ending)), tuple(warnings_of_people(ending))),
        Section(_("News that is not finished"), tuple(of_pieces(ending)), tuple(warnings_of_pieces(ending))),
        Section(_("What is owed then"), tuple(owed)),
        Section(_("Page and files"), tuple(of_pages(ending))),
    ]
    return [Section(one.title, tuple(map(str, one.sentences)), tuple(map(str, one.warnings))) for one in shown]


def as_texts(shown):
    """The sentences of `shown` (Sections) one after the other, as they are recorded."""
    return [sentence for section in shown for sentence in (*section.sentences, *section.warnings)]


def of_units(ending):
    names = ", ".join(called(unit) for unit in ending.successors)
    for unit in ending.units:
        words = {"unit": unit.name, "day": screen_date(ending.last_day), "successors": names}
        if names:
            yield _("%(unit)s: last day %(day)s. Taken over by: %(successors)s.") % words
        else:
            yield _("%(unit)s: last day %(day)s. Nobody takes over.") % words
    for unit in ending.successors:
        if unit.pk is None:
            yield _("New unit from %(day)s on: %(unit)s (%(kind)s), address “%(slug)s”, with its page.") % {
                "day": screen_date(ending.end_day),
                "unit": unit.name,
                "kind": unit.kind,
                "slug": unit.slug,
            }


def of_people(ending):
    new_entries = {(member.pk, unit.pk or id(unit)): is_new for member, unit, is_new in ending.moves()}
    for member in ending.members:
        fate, unit = ending.fate_of(member)
        words = {"person": member.user, "role": role_of(member), "unit": member.unit.short_name}
        words |= {"day": screen_date(max(ending.end_day, member.valid_from or ending.end_day))}
        if fate == Fate.MOVE:
            words["new"] = called(unit)
            sentence = _("%(person)s, %(role)s of %(unit)s: from %(day)s on in %(new)s.")
            if not new_entries[member.pk, unit.pk or id(unit)]:
                sentence = _("%(person)s, %(role)s of %(unit)s: ends; is registered in %(new)s in this role.")
        elif fate == Fate.END:
            sentence = _("%(person)s, %(role)s of %(unit)s: ends with the last day.")
        elif ending.is_own(member):
            sentence = _(
                "%(person)s, %(role)s of %(unit)s: stays, because nobody changes the own membership; another "
                "administrator does."
            )
        else:
            sentence = _("%(person)s, %(role)s of %(unit)s: stays a member of the closed unit.")
        yield sentence % words
    for stand_in in ending.stand_ins:
        yield _("%(person)s stands in for %(leader)s no more after the last day.") % {
            "person": stand_in.user,
            "leader": stand_in.stands_in_for.user,
        }
    if not ending.members and not ending.stand_ins:
        yield _("Nobody is registered after the last day.")


def warnings_of_people(ending):
    """Successors that nobody would lead on their first day: what waits there is approved by nobody."""
    leader = UnitMembership.Role.LEADER
    led = {unit.pk or id(unit) for member, unit, _is_new in ending.moves() if member.role == leader}
    led |= {unit for _user, unit, role in ending.known_there if role == leader}
    for unit in ending.successors:
        if (unit.pk or id(unit)) not in led:
            yield _("%(unit)s has no leader then. Please register one.") % {"unit": called(unit)}


def of_pieces(ending):
    left = left_by(ending.keys)
    at_leader, with_board = left[Stage.AT_LEADER], sum(left[stage] for stage in WITH_BOARD)
    others = sum(left[stage] for stage in WITH_UNIT) - at_leader
    if ending.end_day > today():
        yield _("On %(day)s, by itself, with what there is then; today it would be:") % {
            "day": screen_date(ending.end_day)
        }
    yield from of_waiting(ending, at_leader)
    if others:
        yield from of_drafts(ending, others, returned=sum(left[stage] for stage in RETURNED))
    if with_board:
        yield ngettext(
            "%(number)d piece is with the editorial board, approved by the old leader: the board decides, and it "
            "counts for the old unit. If the board sends it back, it goes the way of the others.",
            "%(number)d pieces are with the editorial board, approved by the old leader: the board decides, and they "
            "count for the old unit. What the board sends back goes the way of the others.",
            with_board,
        ) % {"number": with_board}
    if (number := corrections_of(ending.keys)) and ending.pieces != UnitEnding.Pieces.LEAVE:
        yield ngettext(
            "%(number)d correction of a published piece waits at the leader: it is a draft again. What is public stays "
            "with the old unit, and the board corrects it.",
            "%(number)d corrections of published pieces wait at the leader: they are drafts again. What is public "
            "stays with the old unit, and the board corrects it.",
            number,
        ) % {"number": number}
    if not (at_leader or others or with_board or number):
        yield _("Nothing is unfinished.")


def of_waiting(ending, number):
    if not number:
        return
    if ending.pieces == UnitEnding.Pieces.LEAVE:
        sentence = ngettext(
            "%(number)d piece waits at the leader and stays there.",
            "%(number)d pieces wait at the leader and stay there.",
            number,
        )
    elif ending.pieces == UnitEnding.Pieces.PASS and ending.pieces_to:
        sentence = ngettext(
            "%(number)d piece waits at the leader: it waits at the leader of %(unit)s then.",
            "%(number)d pieces wait at the leader: they wait at the leader of %(unit)s then.",
            number,
        )
    else:
        sentence = ngettext(
            "%(number)d piece waits at the leader: it goes back to its writer as a draft.",
            "%(number)d pieces wait at the leader: they go back to their writers as drafts.",
            number,
        )
    yield sentence % {"number": number, "unit": called(ending.pieces_to) if ending.pieces_to else ""}


def of_drafts(ending, number, *, returned):
    if ending.pieces_to:
        sentence = ngettext(
            "%(number)d draft, of which %(returned)d was sent back: it goes on at %(unit)s.",
            "%(number)d drafts, of which %(returned)d were sent back: they go on at %(unit)s.",
            number,
        )
    else:
        sentence = ngettext(
            "%(number)d draft, of which %(returned)d was sent back: it stays with the closed unit.",
            "%(number)d drafts, of which %(returned)d were sent back: they stay with the closed unit.",
            number,
        )
    unit = called(ending.pieces_to) if ending.pieces_to else ""
    yield sentence % {"number": number, "returned": returned, "unit": unit}


def warnings_of_pieces(ending):
    """What would lie where nobody comes to it."""
    if ending.pieces_to is not None:
        return
    stays = any(ending.fate_of(member)[0] == Fate.LEAVE for member in ending.members)
    left = left_by(ending.keys)
    if not stays and any(left[stage] for stage in WITH_UNIT):
        yield _("Nobody stays in the closed unit to finish them: only a superuser sees them then.")


def of_pages(ending):
    for unit in ending.units:
        yield _("The page of %(unit)s stays with its news, says when the unit ended, and leads to who took over.") % {
            "unit": unit.name
        }
    collections = [unit.collection_id for unit in ending.units]
    numbers = [model.objects.filter(collection__in=collections).count() for model in (NewsImage, NewsDocument)]
    if any(numbers):
        yield _(
            "Photos: %(photos)d, documents: %(documents)d. What an unfinished piece shows goes with it; the rest stays "
            "in the collection of the old unit."
        ) % {"photos": numbers[0], "documents": numbers[1]}
