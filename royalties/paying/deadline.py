"""Until when royalties are paid: within 60 days of publication (Decree 18/2014/NĐ-CP, Article 4 point 10)."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from royalties.money.decree import DAYS_TO_PAY
from vietnamese.dates import day_of, screen_date

# From so many days before the deadline on it is told with a warning.
DAYS_OF_WARNING = 14


class HasDeadline:
    """For what stands between pieces and their payment: needs `today` (a date), `earliest` and `disbursement`.

    `earliest` is when the first of its pieces was published (aware, or None), `disbursement` that it was paid.
    """

    @property
    def deadline(self):
        """The last day (date) to pay; None where nothing is to be paid."""
        if self.disbursement or not self.earliest:
            return None
        return day_of(self.earliest) + datetime.timedelta(days=DAYS_TO_PAY)

    @property
    def days_left(self):
        return (self.deadline - self.today).days

    @property
    def is_urgent(self):
        return self.deadline is not None and self.days_left <= DAYS_OF_WARNING

    @property
    def deadline_words(self):
        """Until when its earliest piece has to be paid, and how long that is (str); "" where nothing is."""
        if self.deadline is None:
            return ""
        day = {"day": screen_date(self.deadline)}
        left = self.days_left
        if left < 0:
            words = ngettext(
                "pay by %(day)s: overdue by %(number)s day", "pay by %(day)s: overdue by %(number)s days", -left
            )
            return words % (day | {"number": -left})
        if not left:
            return _("pay by %(day)s: today is the last day") % day
        words = ngettext("pay by %(day)s: %(number)s day left", "pay by %(day)s: %(number)s days left", left)
        return words % (day | {"number": left})
