"""What the end of a unit does to what is owed: its own minimum and exemption end with it, the successor's begin."""

import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from compliance.counting.counting import minimum_owed
from compliance.counting.quota_book import QuotaBook
from compliance.models import Exemption, Quota
from compliance.models.closed import last_closed_day
from compliance.models.dated import one_at_a_time
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.terms.effects import Terms
from submissions.ending.plan import ONE_DAY, called
from vietnamese.dates import screen_date


class OwedAfterwards:
    """The part of minimums and exemptions in an Ending (submissions.ending.what_is_owed)."""

    def __init__(self, ending):
        self.ending = ending

    @property
    def refusals(self):
        """Figures of a closed period rest on who was in force in it."""
        closed = last_closed_day()
        changed = [unit for unit in self.ending.units if unit.valid_to is None]
        if closed is None or self.ending.last_day >= closed or not changed:
            return []
        return [
            _("The figures up to the end of %(day)s are closed: the last day may be that day or a later one.")
            % {"day": screen_date(closed)}
        ]

    @cached_property
    def first_day_without(self):
        """The day on which what is dated ends: of a unit that was closed by hand long ago, the first open one."""
        closed = last_closed_day()
        return max(self.ending.end_day, closed + ONE_DAY) if closed else self.ending.end_day

    @cached_property
    def dated(self):
        """The units' own minimums and their exemptions that would go on after the last day."""
        return [
            row
            for model in (Quota, Exemption)
            for row in model.objects.filter(unit__in=self.ending.keys)
            .overlapping(valid_from=self.first_day_without, valid_to=None)
            .select_related("unit")
            .order_by("unit", "valid_from")
        ]

    @property
    def sentences(self):
        for row in self.dated:
            if isinstance(row, Quota):
                ends = _("%(unit)s: its own minimum of %(minimum)d ends.")
                yield ends % {"unit": row.unit.name, "minimum": row.minimum}
            else:
                ends = _("%(unit)s: the exemption ends (%(reason)s).")
                yield ends % {"unit": row.unit.name, "reason": row.reason}
        rules, book = all_rules(), QuotaBook()
        period = ReportingPeriod.of_day(self.ending.end_day, rules=rules)
        # Of who is not there on each of its days, nothing is asked in a period.
        since = period if period.first_day == self.ending.end_day else period.next
        for unit in self.ending.units:
            yield _("%(unit)s: nothing is asked of it from period %(period)s on.") % {
                "unit": unit.name,
                "period": (period if self.ending.last_day < period.last_day else period.next).name,
            }
        for unit in self.ending.successors:
            first = since if unit.valid_from == self.ending.end_day else period
            quota = book.in_force(unit, first.last_day)
            minimum = minimum_owed(unit, period=first, quota=quota, is_exempt=False)
            yield _("%(unit)s: %(terms)s from period %(period)s on.") % {
                "unit": called(unit),
                "terms": Terms(minimum, bool(minimum and quota.photo_required)),
                "period": first.name,
            }

    def apply(self):
        """End them; {key of the unit: [[model, key, end before, end now], …]}."""
        one_at_a_time()
        changed = {}
        for row in self.dated:
            before, end = row.valid_to, max(self.first_day_without, row.valid_from or self.first_day_without)
            changed.setdefault(row.unit_id, []).append(
                [row._meta.model_name, row.pk, before and before.isoformat(), end.isoformat()]
            )
            self.give_end(row, end)
        return changed

    def take_back(self, rows):
        """Give back the ends of before, where nobody has changed them since (`rows` as `apply` returns them)."""
        one_at_a_time()
        models = {model._meta.model_name: model for model in (Quota, Exemption)}
        for name, pk, before, end in rows:
            for row in models[name].objects.filter(pk=pk, valid_to=end):
                self.give_end(row, before and datetime.date.fromisoformat(before))

    def give_end(self, row, end):
        row.valid_to = end
        row.save()
        log(instance=row, action="wagtail.edit", user=self.ending.by, content_changed=True)
