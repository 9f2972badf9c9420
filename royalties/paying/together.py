"""What the accountant settles on a list that is being checked: who is own staff, and two lists of one day as one."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from royalties.models import NUMBERS, Author, ListedTable, PaymentLine
from royalties.paying import drawing_up, taxing
from royalties.paying.list_differences import keep_entered_taxes
from royalties.rights.preparing import hand_on
from submissions.screens.refusals import Refusal
from vietnamese.dates import screen_date


@transaction.atomic
def say_kind(list_id, line_id, *, kind, user):
    """Say whether the person of a line is own staff or outside (an Author.Kind); it holds from now on. Refusal."""
    payment_list = drawing_up.open_list(list_id)
    line = payment_list.lines.filter(pk=line_id).select_related("author").defer(*NUMBERS).first()
    if line is None:
        raise Refusal(_("This person is no longer in the list."))
    if kind not in (Author.Kind.OUTSIDE, Author.Kind.STAFF):
        raise Refusal(_("Say whether this person is own staff or outside."))
    author = line.author
    # Nothing else of the person: somebody may be writing in the register.
    author.kind = kind
    author.save(update_fields=["kind"])
    log(instance=author, action="wagtail.edit", user=user, data={"kind": str(author.get_kind_display())})
    drawing_up.compute_taxes(payment_list)
    drawing_up.follow_on(payment_list.pay_day, apart=payment_list.pk)


@transaction.atomic
def put_together(list_id, other_id):
    """Take the tables of another open list of the same day into this one, and delete that. Raises Refusal.

    What was entered as tax for own staff stays where their amount does. Whoever had a hand in that one does not
    approve this one.
    """
    payment_list, other = drawing_up.open_list(list_id), drawing_up.open_list(other_id)
    if payment_list.pk == other.pk or payment_list.pay_day != other.pay_day:
        raise Refusal(
            _("Only another list of %(day)s can be put together with this one.")
            % {"day": screen_date(payment_list.pay_day)}
        )
    stored = taxing.lines_of(payment_list) + taxing.lines_of(other)
    hand_on(payment_list, other)
    ListedTable.objects.filter(payment_list=other).update(payment_list=payment_list)
    payment_list.lines.all().delete()
    other.delete()
    lines = list(drawing_up.lines_out_of(payment_list, payment_list.tables))
    keep_entered_taxes(lines, stored)
    PaymentLine.objects.bulk_create(lines)
    drawing_up.compute_taxes(payment_list)
    drawing_up.follow_on(payment_list.pay_day, apart=payment_list.pk)
