"""Whether a table rests on rates that no decision of the city is known for, and on a share that nobody has chosen."""

from collections import defaultdict

from django.utils.translation import gettext as _

from royalties.assessing.collecting import Rates
from royalties.models import RoyaltyLine
from royalties.rights.confirming import PROPOSED, confirmations_of
from vietnamese.dates import day_of
from vietnamese.numbers import decimal

Proposed = RoyaltyLine.Proposed
# Keys in one statement.
LINES_AT_ONCE = 200


def rules_of(table):
    """The rules of the city (GenreRates, RoyaltyPolicies) by which the lines of `table` are computed (a set)."""
    rates = Rates()
    return {rule for line in table.lines.all() for rule in rules_of_line(line, rates)} - {None}


def rules_of_line(line, rates):
    """The GenreRate and the RoyaltyPolicy among `rates` (Rates) by which `line` is computed; None where none is."""
    day = day_of(line.published_at)
    is_royalty = line.kind in RoyaltyLine.ROYALTIES
    rate = rates.genre(line.genre, with_photo=line.with_photo, day=day) if is_royalty else None
    return rate, rates.policy(day) if line.kind not in RoyaltyLine.CORRECTIONS else None


def proposed_of(line, rates):
    """Which of the rules of `line` by `rates` (Rates) the city has not decided (a Proposed), or None."""
    rate, policy = (rule is not None and rule.is_proposed for rule in rules_of_line(line, rates))
    if rate and policy:
        return Proposed.BOTH
    return (rate and Proposed.RATE) or (policy and Proposed.GENERAL) or None


def write_proposed(table):
    """Keep with each line of `table`, which is being approved, which of its rules were proposals."""
    rates, found = Rates(), defaultdict(list)
    for line in table.lines.all():
        found[proposed_of(line, rates)].append(line.pk)
    for proposed, keys in found.items():
        for first in range(0, len(keys), LINES_AT_ONCE):
            table.lines.filter(pk__in=keys[first : first + LINES_AT_ONCE]).update(proposed=proposed)


def proposals_in_words(table):
    """That `table` rests on proposals (str), as who approved it confirmed, else as it is today; "" for decisions."""
    if table.is_approved:
        kept = [each for each in confirmations_of(table) if each.action == PROPOSED]
        if kept:
            return kept[-1].said
    bases = sorted({rule.legal_basis for rule in rules_of(table) if rule.is_proposed})
    if not bases:
        return ""
    return _("Proposed rates, no decision of the city yet (%(bases)s).") % {"bases": "; ".join(bases)}


def proposals_of(tables):
    """What `tables` rest on that the city has not decided, each sentence once (list of str)."""
    return list(dict.fromkeys(filter(None, map(proposals_in_words, tables))))


def unchosen_share(table):
    """That nobody has chosen the share which the city applies to the lines of `table` (str); "" where somebody has."""
    policies = [rule for rule in rules_of(table) if hasattr(rule, "applied") and not rule.applied_chosen]
    if table.kind != table.Kind.ROYALTY or not policies:
        return ""
    return _(
        "Nobody has chosen the share that the city applies. The site begins with %(share)s %%; the source of the "
        "proposed rates gives sites of districts and cities 20 %%. Choose it in the general rules of royalties."
    ) % {"share": decimal(policies[0].applied)}
