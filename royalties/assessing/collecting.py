"""Which pieces a table collects, and the lines that they give: nothing is stored here."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, Max, Min, OuterRef, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.authors.known_authors import KnownAuthors
from royalties.models import BaseSalary, GenreRate, RoyaltyLine, RoyaltyPolicy, RoyaltyTable, Surcharge
from royalties.models.rates import PHOTO
from royalties.money import amounts
from submissions.body.blocks import raw_photos
from submissions.body.credits import person_of, says_its_kind
from submissions.models import NewsPage
from submissions.standing.publishers import publishers_of
from vietnamese.dates import day_of, screen_date
from vietnamese.text import fold, normalise

Kind = RoyaltyLine.Kind


@dataclass
class Collected:
    """The lines (unsaved RoyaltyLines) that a table would have now, and what keeps pieces out of it (sentences)."""

    lines: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def pieces_of(table):
    """The live pieces first published in the table's days (NewsPages, by time); duplicates of others are not paid."""
    pieces = _published_on(table.first_day, table.last_day)
    return pieces.select_related("unit").prefetch_related("authors").order_by("published_at", "pk")


def left_out():
    """Pieces of the days from the first table of royalties to the end of the last that no table lists (NewsPages).

    Such as went public after the table of their day was drawn up, or were taken down and published again.
    """
    tables = RoyaltyTable.objects.filter(kind=RoyaltyTable.Kind.ROYALTY)
    days = tables.aggregate(first=Min("first_day"), last=Max("last_day"))
    if days["first"] is None:
        return NewsPage.objects.none()
    listed = RoyaltyLine.objects.filter(piece=OuterRef("pk"), kind__in=RoyaltyLine.ROYALTIES)
    return _published_on(days["first"], days["last"]).filter(~Exists(listed))


def _published_on(first_day, last_day):
    begin = timezone.make_aware(datetime.datetime.combine(first_day, datetime.time.min))
    end = timezone.make_aware(datetime.datetime.combine(last_day + datetime.timedelta(days=1), datetime.time.min))
    return NewsPage.objects.filter(published_at__gte=begin, published_at__lt=end, is_live=True, duplicate_of=None)


def collect(table):
    """What `table` (a RoyaltyTable) would list today: what no other table lists yet. A Collected."""
    pieces = list(pieces_of(table))
    if table.kind == RoyaltyTable.Kind.ROYALTY:
        return _royalties(table, pieces)
    return _remuneration(table, pieces)


class Rates:
    """The dated rules, read once: which of them held on a day."""

    def __init__(self):
        self.genres = list(GenreRate.objects.all())
        self.salaries = list(BaseSalary.objects.all())
        self.policies = list(RoyaltyPolicy.objects.all())

    def genre(self, genre, *, with_photo, day):
        rates = (rate for rate in self.genres if (rate.genre, rate.with_photo) == (genre, with_photo))
        return next((rate for rate in rates if rate.is_valid_on(day)), None)

    def unit_value(self, day):
        """The value (int đồng) of one unit of coefficient on `day`, or None."""
        return next((salary.unit_value for salary in self.salaries if salary.is_valid_on(day)), None)

    def policy(self, day):
        return next((policy for policy in self.policies if policy.is_valid_on(day)), None)

    @cached_property
    def surcharges(self):
        return list(Surcharge.objects.all())

    def surcharge(self, kind, day):
        """The Surcharge of `kind` (a SurchargeKind) in force on `day`, or None."""
        return next((rate for rate in self.surcharges if rate.kind == kind and rate.is_valid_on(day)), None)


def _royalties(table, pieces):
    collected, rates, known = Collected(), Rates(), KnownAuthors()
    listed = _listed_elsewhere(table, pieces, kinds=RoyaltyLine.ROYALTIES)
    for piece in pieces:
        signatures = _signatures(piece)
        photographers, has_own = _whose_photos(piece, {fold(name) for name, _share in signatures})
        works = [(Kind.AUTHOR, piece.genre, piece.has_photo and (has_own or not photographers), signatures)]
        works += [(Kind.PHOTO, PHOTO, True, [(name, 100)]) for name in photographers]
        for kind, genre, with_photo, signed in works:
            if not signed:
                collected.problems.append(_("“%(title)s” is left out: it names no author.") % {"title": piece.title})
            # Whole or not at all: what was divided elsewhere would be paid twice, also under a corrected name.
            if not signed or _is_listed(piece, kind, signed, listed=listed):
                continue
            terms = _terms(piece, genre, with_photo=with_photo, rates=rates, problems=collected.problems)
            if terms is None:
                continue
            for name, author, share in _each_once(signed, unit=piece.unit, known=known):
                line = _line(table, piece, kind=kind, signed_as=name, author=author, share=share)
                line.genre, line.with_photo = genre, with_photo
                line.coefficient = line.usual_coefficient = terms.rate.default
                line.factor, line.unit_value, line.applied = terms.factor, terms.unit_value, terms.policy.applied
                collected.lines.append(line)
    compute(collected.lines)
    return collected


def _each_once(signed, *, unit, known):
    """(signature, its Author or None, share) of each person: who stands twice under a piece gets both shares."""
    people = {}
    for name, share in signed:
        author = known.find(name, unit=unit)
        key = id(author) if author else name  # `known` has one object a person, also of whom no record has a number yet
        first, _author, before = people.get(key, (name, author, 0))
        people[key] = (first, author, before + share)
    return people.values()


@dataclass(frozen=True)
class Terms:
    rate: GenreRate
    factor: Decimal
    unit_value: int
    policy: RoyaltyPolicy


def _terms(piece, genre, *, with_photo, rates, problems):
    """By which rules `piece` is paid, or None with a problem told: no rule held on the day of its publication."""
    day = day_of(piece.published_at)
    rate = rates.genre(genre, with_photo=with_photo, day=day)
    unit_value, policy = rates.unit_value(day), rates.policy(day)
    missing = [
        words
        for words, found in (
            (_("no coefficient for its genre"), rate),
            (_("no base salary"), unit_value),
            (_("no general rule"), policy),
        )
        if not found
    ]
    if missing:
        problems.append(
            _("“%(title)s” is left out: %(missing)s in force on %(day)s.")
            % {"title": piece.title, "missing": ", ".join(missing), "day": screen_date(day)}
        )
        return None
    return Terms(rate, rate.factor(piece.origin), unit_value, policy)


def _whose_photos(piece, folded_authors):
    """(the names credited for photos of `piece` that are none of its authors, whether a photo is theirs).

    Names each once, in reading order. A credit that says what the picture is ("Ảnh tư liệu", "Nguồn: TTXVN") is no
    person to pay, and no photo of the authors either; nor does a place that still waits for its photo pay anybody.
    Where nobody is named, it is the authors'.
    """
    names, has_own = {}, False
    for photo in raw_photos(piece.body):
        if not photo.get("image"):
            continue
        credit = photo.get("credit") or ""
        name = person_of(credit)
        if name and fold(name) not in folded_authors:
            names.setdefault(fold(name), name)
        elif name or not says_its_kind(credit):
            has_own = True
    return list(names.values()), has_own


def _remuneration(table, pieces):
    """A line for whoever published a piece, of its approved royalty; a piece without one is told as a problem."""
    collected, rates, known = Collected(), Rates(), KnownAuthors()
    # With what was taken back of them since, and put up again: else it would follow an amount that nobody got.
    of_royalties = Q(kind__in=RoyaltyLine.ROYALTIES) | Q(corrects__kind__in=RoyaltyLine.ROYALTIES)
    royalties = dict(
        RoyaltyLine.objects.filter(of_royalties, piece__in=pieces, table__approved_at__isnull=False)
        .order_by()
        .values_list("piece")
        .annotate(Sum("amount"))
    )
    publishers = publishers_of(pieces)
    listed = _listed_elsewhere(table, pieces, kinds=[Kind.REMUNERATION])
    without = [piece for piece in pieces if piece.pk not in royalties]
    if without:
        collected.problems.append(
            _("%(number)s pieces of these days have no approved royalty yet; they come in when it is approved.")
            % {"number": len(without)}
        )
    for piece in pieces:
        publisher, policy = publishers.get(piece.pk), rates.policy(day_of(piece.published_at))
        if piece.pk not in royalties or publisher is None or policy is None:
            continue
        name = normalise(str(publisher))
        if _is_listed(piece, Kind.REMUNERATION, [(name, 100)], listed=listed):
            continue
        line = _line(
            table, piece, kind=Kind.REMUNERATION, signed_as=name, author=known.of_account(publisher), share=100
        )
        line.genre, line.with_photo = piece.genre, piece.has_photo
        line.base, line.percent = royalties[piece.pk], policy.remuneration
        collected.lines.append(line)
    compute(collected.lines)
    return collected


def _signatures(piece):
    """The names under `piece` in their order, each once, with their shares (list of (str, int))."""
    shares = {}
    for author in piece.authors.all():
        name = normalise(author.name)
        shares[name] = shares.get(name, 0) + author.share
    return list(shares.items())


def _is_listed(piece, kind, signed, *, listed):
    """Whether another table lists the text of `piece`, whoever it named; a photo counts by its photographer."""
    names = listed.get((piece.pk, kind), set())
    return any(name in names for name, _share in signed) if kind == Kind.PHOTO else bool(names)


def _listed_elsewhere(table, pieces, *, kinds):
    """{(piece's key, kind): its signatures} that other tables list already."""
    lines = RoyaltyLine.objects.filter(piece__in=pieces, kind__in=kinds)
    if table.pk:
        lines = lines.exclude(table=table)
    listed = {}
    for piece, kind, name in lines.order_by().values_list("piece", "kind", "signed_as"):
        listed.setdefault((piece, kind), set()).add(name)
    return listed


def _line(table, piece, *, kind, signed_as, author, share):
    return RoyaltyLine(
        table=table,
        piece=piece,
        kind=kind,
        author=author,
        signed_as=signed_as,
        title=piece.title,
        address=piece.url or "",
        unit=piece.unit,
        unit_name=piece.unit.name,
        origin=piece.origin,
        published_at=piece.published_at,
        share=share,
    )


def compute(lines):
    """Set the amount of each of `lines`, by the figures that stand in them.

    Authors of one piece divide its royalty; what cannot be divided goes to the first who has a share. Encouragement and
    surcharges follow the royalty that they are a part of. Who is not paid gets nothing, and nobody else gets it.
    """
    works = {}
    for line in lines:
        if line.kind in RoyaltyLine.ROYALTIES:
            key = (line.piece_id, line.kind, line.signed_as if line.kind == Kind.PHOTO else "")
            works.setdefault(key, []).append(line)
    for sharing in works.values():
        first = sharing[0]
        whole = amounts.royalty(
            coefficient=first.coefficient, factor=first.factor, unit_value=first.unit_value, applied=first.applied
        )
        parts = amounts.split(whole, shares=[line.share for line in sharing])
        for line, amount in zip(sharing, parts, strict=True):
            line.amount = 0 if line.unpaid_because else amount
    royalties = {(line.piece_id, line.signed_as): line.amount for sharing in works.values() for line in sharing}
    for line in lines:
        if line.kind in RoyaltyLine.ON_TOP:
            line.base = royalties.get((line.piece_id, line.signed_as), line.base)
        if line.kind in (*RoyaltyLine.ON_TOP, Kind.REMUNERATION):
            line.amount = 0 if line.unpaid_because else amounts.part(line.base, percent=line.percent)
