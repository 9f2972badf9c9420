"""What of a payment list no longer is as today's people, rules and pieces make it: shown, and asked by every step.

The list's own lines can be computed again while it is open. What differs in its approved tables cannot: it is
deducted by a later table, or paid as approved, which somebody then confirms (royalties/rights/confirming.py).
"""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from royalties.assessing.differing import listed
from royalties.models import NUMBERS, Author, PaymentLine, PersonalDetails
from royalties.rights.confirming import AS_APPROVED, confirmations_of, keep
from submissions.kept.canonical import canonical_line, check_sum
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.refusals import Refusal
from vietnamese.numbers import decimal, money

# What of a person's line follows the person, the rules and the tables, until the list is approved.
FOLLOWED = ("author_name", "unit_name", "kind", "mark", "piece_count", "gross", "day_gross", "day_tax", "tax", "net")
# What is copied into a line when the list is checked, for the bank and the tax office.
COPIED = (*NUMBERS, "bank")


AMOUNTS = {"gross", "day_gross", "day_tax", "tax", "net"}


@dataclass(frozen=True)
class ListDifferences:
    """`people` and `tables` name what differs (lists of str); `fresh` has the lines that computing again gives."""

    people: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    fresh: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.people or self.tables)

    @property
    def words(self):
        """Everything that differs, in one sentence (str)."""
        return listed(self.people + self.tables)

    @property
    def people_words(self):
        return listed(self.people)

    @property
    def tables_words(self):
        return listed(self.tables)

    @property
    def check_sum(self):
        """What was shown of the people, in one text (str): only that is computed again."""
        lines = (canonical_line(line, ("author_id", *FOLLOWED)) for line in self.fresh)
        return check_sum(*self.people, *lines)

    @property
    def tables_sum(self):
        """What was shown of the tables, in one text (str): only that is confirmed."""
        return check_sum(*self.tables)

    def is_confirmed(self, payment_list):
        """Whether somebody confirmed that the tables of `payment_list` are paid as approved, all that differs known."""
        kept = confirmations_of(payment_list)
        return any((each.action, each.about) == (AS_APPROVED, self.tables_sum) for each in kept)


def refuse_differences(payment_list, found, *, user=None, as_approved=""):
    """Raise Refusal for what was `found` (ListDifferences) of the list, naming what differs.

    What differs in its approved tables passes where somebody confirmed that it is paid as approved: `user` now, by
    the `tables_sum` of what they were shown (`as_approved`), which is kept; or somebody before, of the very same.
    """
    if found.people:
        words = {"lines": found.people_words}
        raise Refusal(_("The list is not as today's people and rules make it: %(lines)s. Compute it again.") % words)
    if not found.tables or found.is_confirmed(payment_list):
        return
    said = tables_in_words(found)
    if user is None:
        sentence = _("%(said)s Send it back: who checks the list has to confirm that it is paid so.")
        raise Refusal(sentence % {"said": said})
    if as_approved != found.tables_sum:
        sentence = _("%(said)s Deduct it in a later table, or confirm that it is paid as approved.")
        raise Refusal(sentence % {"said": said})
    keep(payment_list, AS_APPROVED, user=user, said=said, about=found.tables_sum)


def tables_in_words(found):
    """What differs in the approved tables of a list (str)."""
    return _("The approved tables are not as today's pieces and rules make them: %(lines)s.") % {
        "lines": found.tables_words
    }


def keep_entered_taxes(fresh, stored):
    """Give the `fresh` lines (PaymentLines) what was entered by hand in `stored`: the tax of own staff, of one sum."""
    entered = {line.author_id: line for line in stored if line.kind == Author.Kind.STAFF}
    for line in fresh:
        before = entered.get(line.author_id)
        if before is not None and (line.kind, line.gross) == (before.kind, before.gross):
            line.tax, line.net = before.tax, before.net


def people_in_words(stored, fresh):
    """What differs between the `stored` and the `fresh` lines of a list, person by person (list of str)."""
    before = {line.author_id: line for line in stored}
    after = {line.author_id: line for line in fresh}
    words = []
    for author in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(author), after.get(author)
        if old is None:
            words.append(f"{new.author_name}: {pgettext('line of a table', 'comes in')} {money(new.gross)}")
        elif new is None:
            words.append(f"{old.author_name}: {pgettext('line of a table', 'goes out')} {money(old.gross)}")
        elif changed := [name for name in FOLLOWED if getattr(old, name) != getattr(new, name)]:
            words.append(f"{old.author_name}: {'; '.join(_of_person(old, new, name) for name in changed)}")
    return words


def _of_person(old, new, name):
    label = PaymentLine._meta.get_field(name).verbose_name
    return f"{label} {_shown(old, name)} → {_shown(new, name)}"


def _shown(line, name):
    value = getattr(line, name)
    if value is None or value == "":
        return "–"
    if name in ("kind", "mark"):
        return str(getattr(line, f"get_{name}_display")()).split(":")[0]
    return money(value) if name in AMOUNTS else str(value)


def numbers_in_words(payment_list):
    """Whose personal numbers are others than those that the checked list has copied (list of str); none is shown."""
    try:
        copied = {author: values for author, *values in payment_list.lines.values_list("author", *COPIED)}
        details = PersonalDetails.objects.filter(author__in=copied).values_list("author", *COPIED)
        today = {author: values for author, *values in details}
    except UnreadablePersonalData as unreadable:
        return [str(unreadable)]
    nothing = [""] * len(COPIED)
    words = []
    for author, name in payment_list.lines.order_by("place").values_list("author", "author_name"):
        pairs = zip(COPIED, copied[author], today.get(author, nothing), strict=True)
        labels = [str(PaymentLine._meta.get_field(field).verbose_name) for field, old, new in pairs if old != new]
        if labels:
            changed = _("%(numbers)s changed since the list was checked") % {"numbers": ", ".join(labels)}
            words.append(f"{name}: {changed}")
    return words


def rule_in_words(payment_list, rule):
    """That today the tax of `payment_list` is withheld by another `rule` (a TaxRule, or None; list of str)."""
    if rule is None or (rule.threshold, rule.rate) == (payment_list.threshold, payment_list.rate):
        return []
    was = _("%(rate)s %% from a payment of %(threshold)s") % {
        "rate": decimal(payment_list.rate),
        "threshold": money(payment_list.threshold),
    }
    return [capfirst(_("tax withheld: %(before)s → %(after)s") % {"before": was, "after": rule})]
