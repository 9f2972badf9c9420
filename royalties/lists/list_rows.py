"""The lines of a payment list as people read them: numbered, by unit; and the pieces behind each."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from royalties.models import NUMBERS, Author, PaymentLine, PaymentList, PersonalDetails, RoyaltyLine, TaxMark
from vietnamese.numbers import dong_in_words, money


@dataclass(frozen=True)
class Numbers:
    """What identifies a person and an account; read for whoever may see it, and nobody else."""

    tax_code: str = ""
    identity_number: str = ""
    bank_account: str = ""
    bank: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A line with its number; `has_account` and `has_tax_code` are known to everybody, `numbers` to the accountant."""

    number: int
    line: PaymentLine
    has_account: bool
    has_tax_code: bool
    numbers: Numbers | None = None
    # Whether lines that a person put into a table (encouragement, deduction) are in the amount.
    has_decided: bool = False
    # Who else in the list has the same tax code, identity number or account (str); known to the accountant.
    same_as: str = ""

    @property
    def tax_by_hand(self):
        """Whether the tax is what the accountant entered."""
        return self.is_staff and self.line.tax is not None

    @property
    def is_unknown(self):
        """Whether nobody has said yet if the person is own staff or outside."""
        return self.line.kind == Author.Kind.UNKNOWN

    @property
    def is_staff(self):
        return self.line.kind == Author.Kind.STAFF

    @property
    def gross(self):
        return money(self.line.gross)

    @property
    def tax(self):
        """The tax (str); "" for own staff while the accountant has not entered it."""
        return "" if self.line.tax is None else money(self.line.tax)

    @property
    def net(self):
        return "" if self.line.net is None else money(self.line.net)

    @property
    def how(self):
        """How the person is paid (str): the account, for whoever may see it, else only that there is one."""
        if not self.has_account:
            return _("in cash")
        if self.numbers is None:
            return _("by transfer")
        return " – ".join(filter(None, (self.numbers.bank_account, self.numbers.bank)))

    @property
    def missing(self):
        """What keeps the list from being checked (list of str)."""
        if self.is_unknown:
            return [_("not known whether own staff or outside: say so here")]
        return [_("the tax is not entered yet")] if self.is_staff and self.line.tax is None else []

    @property
    def warnings(self):
        """What else the accountant should look at before that (list of str)."""
        found = []
        if self.line.tax and not self.has_tax_code:
            found.append(_("tax is withheld, but there is no tax code"))
        if not self.has_account:
            found.append(_("no bank account: paid in cash"))
        if not self.line.author.is_checked:
            found.append(_("nobody has checked who this is"))
        if self.line.mark == TaxMark.Kind.COMMITMENT and not self.has_tax_code:
            found.append(_("a commitment without a tax code"))
        if self.same_as:
            words = _("the same tax code, identity number or account as %(people)s: one person is taxed once")
            found.append(words % {"people": self.same_as})
        return found

    @property
    def why(self):
        """Why the tax is not simply that of the amount (str), or ""."""
        line = self.line
        if line.mark == TaxMark.Kind.COMMITMENT:
            return _("commitment: nothing is withheld")
        reasons = [_("withheld on request")] if line.mark else []
        if line.day_gross is not None:
            words = _("taxed together with %(other)s of another list that day, of which %(tax)s are withheld")
            reasons.append(words % {"other": money(line.day_gross), "tax": money(line.day_tax)})
        return "; ".join(reasons)


@dataclass(frozen=True)
class UnitGroup:
    """The people of one unit; "" where they belong to none."""

    name: str
    rows: list = field(default_factory=list)

    def sums(self):
        """(pieces, gross, tax, net) of the unit, ints; tax and net without what is not entered yet."""
        return sums(self.rows)

    @property
    def title(self):
        return self.name or _("Belonging to no unit")

    @property
    def words(self):
        return Sums(*self.sums())


@dataclass(frozen=True)
class Sums:
    """Sums over people, as text."""

    pieces: int
    gross_dong: int
    tax_dong: int
    net_dong: int

    @property
    def gross(self):
        return money(self.gross_dong)

    @property
    def tax(self):
        return money(self.tax_dong)

    @property
    def net(self):
        return money(self.net_dong)


def sums(rows):
    lines = [row.line for row in rows]
    return (
        sum(line.piece_count for line in lines),
        sum(line.gross for line in lines),
        sum(line.tax or 0 for line in lines),
        sum(line.gross if line.net is None else line.net for line in lines),
    )


def looked_at(rows):
    """{what the accountant should look at: the PersonRows of which it is true}, what keeps from checking first."""
    found = defaultdict(list)
    for row in rows:
        for words in row.missing:
            found[words].append(row)
    for row in rows:
        for words in row.warnings:
            found[words].append(row)
    return dict(found)


@dataclass(frozen=True)
class ListRows:
    payment_list: PaymentList
    groups: list

    @cached_property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    @property
    def total(self):
        return Sums(*sums(self.rows))

    @property
    def in_words(self):
        """What is paid, in words (str)."""
        return dong_in_words(self.total.net_dong)

    @property
    def is_complete(self):
        """Whether the tax of every person is known."""
        return all(row.line.tax is not None for row in self.rows)


def read_rows(payment_list, *, with_numbers=False):
    """The ListRows of `payment_list`: a fixed number of queries.

    `with_numbers` decrypts the personal numbers, for whoever may see them; raises UnreadablePersonalData.
    """
    known = _known(payment_list)
    numbers = _numbers(payment_list) if with_numbers else {}
    by_hand = set(pieces_of(payment_list).exclude(kind__in=RoyaltyLine.COLLECTED).values_list("author", flat=True))
    groups = {}
    lines = list(payment_list.lines.select_related("author").defer(*NUMBERS).order_by("place"))
    same = _same_person(lines, numbers)
    for number, line in enumerate(lines, start=1):
        group = groups.setdefault(line.unit_id, UnitGroup(line.unit_name))
        has_account, has_tax_code = known.get(line.author_id, (False, False))
        shown = numbers.get(line.author_id, Numbers()) if with_numbers else None
        decided = line.author_id in by_hand
        group.rows.append(
            PersonRow(number, line, has_account, has_tax_code, shown, decided, same.get(line.author_id, ""))
        )
    return ListRows(payment_list, list(groups.values()))


def _same_person(lines, numbers):
    """{author's key: who else among `lines` has one of the same Numbers (str)}, of whom there are such."""
    having, same = defaultdict(set), {}
    for author, found in numbers.items():
        for name in NUMBERS:
            having[name, getattr(found, name)].add(author)
    alike = [authors for (_name, value), authors in having.items() if value and len(authors) > 1]
    for line in lines:
        others = set().union(*(authors for authors in alike if line.author_id in authors)) - {line.author_id}
        if others:
            same[line.author_id] = ", ".join(other.author_name for other in lines if other.author_id in others)
    return same


def _details(payment_list):
    """What the numbers are read from: the list's own copies once it is checked, the people's details before."""
    if payment_list.checked_at is not None:
        return payment_list.lines.all()
    return PersonalDetails.objects.filter(author__in=payment_list.lines.order_by().values("author"))


def _known(payment_list):
    """{author's key: (whether there is an account, whether there is a tax code)}, without decrypting anything."""
    stored = {name: Cast(name, TextField()) for name in ("bank_account", "tax_code")}
    details = _details(payment_list).order_by().annotate(**{f"stored_{name}": cast for name, cast in stored.items()})
    rows = details.values_list("author", "stored_bank_account", "stored_tax_code")
    return {author: (bool(account), bool(code)) for author, account, code in rows}


def _numbers(payment_list):
    details = _details(payment_list).order_by().values_list("author", *NUMBERS, "bank")
    return {author: Numbers(*values) for author, *values in details}


def pieces_of(payment_list, **author):
    """The lines of the tables on the list that pay somebody, by time (a queryset of RoyaltyLines)."""
    lines = RoyaltyLine.objects.filter(table__in=payment_list.tables.order_by(), author__isnull=False, **author)
    lines = lines.exclude(amount=0).select_related("unit", "corrects", "author", "table")
    return lines.order_by("published_at", "piece_id", "place")


def pieces_by_author(payment_list):
    """{author's key: their lines, by time}, one query."""
    found = defaultdict(list)
    for line in pieces_of(payment_list):
        found[line.author_id].append(line)
    return found
