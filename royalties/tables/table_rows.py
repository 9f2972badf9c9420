"""The lines of a table as people read them: numbered, by unit, each figure with what it was computed from."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from royalties.assessing.collecting import Rates
from royalties.assessing.proposals import proposed_of, rules_of_line
from royalties.models import GenreRate, RoyaltyLine, RoyaltyTable
from royalties.papers.cells import per_cent
from submissions.models import NewsPage
from vietnamese.dates import day_of, screen_date
from vietnamese.numbers import decimal, dong_in_words, in_words, money
from vietnamese.text import fold

Kind, Proposed = RoyaltyLine.Kind, RoyaltyLine.Proposed
# An author as papers call one.
NAME_AND_PEN_NAME = re.compile(r"(.*?)(?: \((.*)\))?", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """A line with its number; of one that is not approved also the rate in force for it (None where none is asked
    for, or none held), and which of its rules are proposals today (a Proposed, or None)."""

    number: int
    line: RoyaltyLine
    rate: GenreRate | None = None
    proposed: str | None = None

    @property
    def is_royalty(self):
        return self.line.kind in RoyaltyLine.ROYALTIES

    @property
    def is_added(self):
        """Whether a person put it there, and may take it off."""
        return self.line.kind not in RoyaltyLine.COLLECTED

    @property
    def has_percent(self):
        return self.line.kind in (Kind.REMUNERATION, *RoyaltyLine.ON_TOP)

    def is_proposed(self, rule):
        """Whether `rule` (a Proposed) is one that the city has not decided, or had not when it was approved."""
        return (self.proposed or self.line.proposed) in (rule, Proposed.BOTH)

    @property
    def is_unknown(self):
        """Whether nobody knows yet who is paid."""
        return self.line.author_id is None and not self.line.unpaid_because

    @property
    def person(self):
        """Who is paid (str): the author, as recorded at the approval, or the signature while nobody is known."""
        line = self.line
        return line.author_name or (str(line.author) if line.author_id else line.signed_as)

    @property
    def signed_otherwise(self):
        """The signature (str) where it is neither the person's name nor the pen name, else ""."""
        names = (self.person, *NAME_AND_PEN_NAME.fullmatch(self.person).groups(""))
        return "" if fold(self.line.signed_as) in map(fold, names) else self.line.signed_as

    @property
    def person_in_full(self):
        """The person and, where it differs, the signature (str)."""
        if not self.signed_otherwise:
            return self.person
        return _("%(person)s (signed: %(signature)s)") % {"person": self.person, "signature": self.signed_otherwise}

    @property
    def genre(self):
        """Genre, photo and origin (str)."""
        words = [self.line.get_genre_display()]
        if self.line.with_photo and self.line.kind == Kind.AUTHOR:
            words.append(_("with photo"))
        if self.line.origin != NewsPage.Origin.OWN:
            words.append(self.line.get_origin_display().lower())
        return ", ".join(words)

    @property
    def published(self):
        return screen_date(day_of(self.line.published_at))

    @property
    def amount(self):
        return money(self.line.amount)

    @property
    def ratio(self):
        """What coefficient × value of one unit is multiplied by, or the per cent of an amount (str)."""
        line = self.line
        if self.has_percent:
            return per_cent(line.percent)
        if not self.is_royalty:
            return ""
        parts = [part for part in (100 * line.factor, line.applied, line.share) if part != 100]
        return " × ".join(per_cent(part) for part in parts or [100])

    @property
    def steps(self):
        """How the amount comes about (list of (what, figure), both str)."""
        line = self.line
        if self.has_percent:
            is_proposed = self.is_proposed(Proposed.GENERAL) and not line.reason
            what = _("per cent, proposed") if is_proposed else _("per cent")
            return [(_("royalty"), money(line.base)), (what, per_cent(line.percent))]
        if not self.is_royalty:
            return [(self.correction_words, money(line.corrects.amount))] if line.corrects else []
        by_proposal = self.is_proposed(Proposed.RATE)
        steps = [(_("coefficient, proposed rate") if by_proposal else _("coefficient"), self.coefficient_words)]
        if line.factor != 1:
            what = _("factor of the origin, proposed") if by_proposal else _("factor of the origin")
            steps.append((what, decimal(line.factor)))
        steps.append((_("value of one unit"), money(line.unit_value)))
        if line.applied != 100:
            by_proposal = self.is_proposed(Proposed.GENERAL)
            steps.append((_("share applied, proposed") if by_proposal else _("share applied"), per_cent(line.applied)))
        if line.share != 100:
            steps.append((_("share of the author"), per_cent(line.share)))
        return steps

    @property
    def correction_words(self):
        """What a correction does to the line whose amount follows (str)."""
        is_restored = self.line.kind == Kind.RESTORATION
        return _("put up again of the line") if is_restored else _("deducted from the line")

    @property
    def decision(self):
        """By which decision something is put up again (str), or ""."""
        line = self.line
        if not line.decision_number:
            return ""
        return _("decision %(number)s of %(day)s") % {
            "number": line.decision_number,
            "day": screen_date(line.decision_date),
        }

    @property
    def coefficient_words(self):
        """The coefficient; the usual one where it differs, and the band where it is known (str)."""
        line, notes = self.line, []
        if self.differs:
            notes.append(_("usual %(coefficient)s") % {"coefficient": decimal(line.usual_coefficient)})
        if self.rate:
            band = {"minimum": decimal(self.rate.minimum), "maximum": decimal(self.rate.maximum)}
            notes.append(_("band %(minimum)s – %(maximum)s") % band)
        return f"{decimal(line.coefficient)} ({'; '.join(notes)})" if notes else decimal(line.coefficient)

    @property
    def differs(self):
        return self.is_royalty and self.line.coefficient != self.line.usual_coefficient

    @property
    def note(self):
        """What is to be said of the line (str): kind, reason, why nothing is paid."""
        line, notes = self.line, []
        if line.kind not in (Kind.AUTHOR, Kind.REMUNERATION):
            notes.append(line.get_kind_display())
        if line.surcharge:
            notes.append(line.get_surcharge_display())
        if self.differs:
            notes.append(_("usual coefficient %(usual)s") % {"usual": decimal(line.usual_coefficient)})
        if self.decision:
            notes.append(self.decision)
        if line.reason:
            notes.append(line.reason)
        if line.unpaid_because:
            notes.append(_("not paid: %(reason)s") % {"reason": line.unpaid_because})
        elif self.is_unknown:
            notes.append(_("It is not known who is paid"))
        return capfirst("; ".join(notes))


@dataclass(frozen=True)
class UnitGroup:
    """The lines for the pieces of one unit."""

    name: str
    rows: list

    @cached_property
    def total(self):
        """The sum (int đồng)."""
        return sum(row.line.amount for row in self.rows)

    @property
    def total_words(self):
        return money(self.total)


@dataclass(frozen=True)
class TableRows:
    """All lines of a table by unit, in the units' protocol order."""

    table: RoyaltyTable
    groups: list

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def total(self):
        """The sum of the lines (int đồng), deductions included."""
        return sum(group.total for group in self.groups)

    @property
    def total_figures(self):
        return money(self.total)

    @property
    def total_words(self):
        """The total in words (str); deductions may be more than what is due."""
        if self.total >= 0:
            return dong_in_words(self.total)
        return f"{in_words(self.total).capitalize()} đồng"


def lines_of(table):
    """The lines of `table` by unit and time, all of a piece together, with who and what they are about (queryset)."""
    lines = table.lines.select_related("author", "unit", "corrects").annotate(is_public=F("piece__is_live"))
    return lines.order_by("unit", "published_at", "piece_id", "place")


def read_rows(table):
    """The TableRows of `table` (a RoyaltyTable): a fixed number of queries."""
    rates = None if table.is_approved else Rates()
    groups = {}
    for number, line in enumerate(lines_of(table), start=1):
        group = groups.setdefault(line.unit_id, UnitGroup(line.unit_name, []))
        group.rows.append(row_by(rates, number, line) if rates else Row(number, line))
    return TableRows(table, list(groups.values()))


def row_by(rates, number, line):
    """The Row of a `line` that is not approved, with what holds for it by `rates` (Rates)."""
    rate, _policy = rules_of_line(line, rates)
    return Row(number, line, rate, proposed_of(line, rates))


def decided_otherwise(rows, *, policy):
    """What a person decided otherwise than the rules propose, line by line (list of str), for who approves.

    `policy` is the RoyaltyPolicy of the table's days, or None.
    """
    usual = policy.remuneration if policy else Decimal(0)
    found = []
    for row in rows:
        line = row.line
        words = {"number": row.number, "title": line.title, "person": row.person, "reason": line.reason}
        if row.differs:
            words |= {"given": decimal(line.coefficient), "usual": decimal(line.usual_coefficient)}
            found.append(
                _("Line %(number)s, “%(title)s”, %(person)s: coefficient %(given)s instead of %(usual)s: %(reason)s")
                % words
            )
        if line.kind == Kind.REMUNERATION and line.percent != usual:
            words |= {"given": decimal(line.percent), "usual": decimal(usual)}
            found.append(
                _("Line %(number)s, “%(title)s”, %(person)s: %(given)s %% instead of %(usual)s %%: %(reason)s") % words
            )
        if row.is_added:
            words |= {"kind": line.get_kind_display(), "amount": row.amount}
            found.append(_("Line %(number)s, “%(title)s”, %(person)s: %(kind)s %(amount)s: %(reason)s") % words)
        elif row.signed_otherwise and not line.unpaid_because:
            words["signature"] = row.signed_otherwise
            found.append(_("Line %(number)s, “%(title)s”: paid to %(person)s, signed: %(signature)s") % words)
        if line.unpaid_because:
            words["reason"] = line.unpaid_because
            found.append(_("Line %(number)s, “%(title)s”, %(person)s: not paid: %(reason)s") % words)
    return found
