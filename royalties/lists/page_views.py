"""One payment list: who gets what, what is to be done, what the person may do with it; and one person's pieces."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from royalties.assessing.proposals import proposals_of
from royalties.lists.forms import KindForm, PaidForm, StaffTaxForm
from royalties.lists.index_views import list_crumb
from royalties.lists.list_rows import PersonRow, looked_at, pieces_of, read_rows
from royalties.lists.list_standing import ListStanding, standing_of
from royalties.models import NUMBERS, Author, PaymentList, UnclaimedPayment
from royalties.paying import overtaxed, taxing
from royalties.paying.drawing_up import differences_of_list
from royalties.paying.list_differences import numbers_in_words, tables_in_words
from royalties.paying.paying import hindrance
from royalties.paying.sending_back import sent_back_before
from royalties.personal.personal_log import note_reading
from royalties.rights import permissions
from royalties.rights.confirming import confirmations_of
from royalties.rights.paid_oneself import paid_in_words
from royalties.rights.preparing import prepared_it
from royalties.sealed.check_sums import list_check_sum
from royalties.tables.table_rows import Row
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.access import AllowedMixin, ScreenMixin, Unreported


class ListMixin(Unreported, AllowedMixin, ScreenMixin):
    """A screen or file about one list; what needs numbers that cannot be read is refused with the reason."""

    allowed = staticmethod(permissions.user_can_view_tables)
    header_icon = "decimal"
    # Whether who may see personal numbers is shown those of the whole list: that is noted.
    shows_numbers = False

    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except UnreadablePersonalData as unreadable:
            return UnreadableView.as_view(above_list=self.payment_list, refusal=str(unreadable))(request)
        if self.shows_numbers and response.status_code == HTTPStatus.OK and self.sees_numbers:
            note_reading(self.payment_list, user=request.user)
        return response

    @cached_property
    def standing(self):
        try:
            return standing_of(self.kwargs["pk"])
        except PaymentList.DoesNotExist as error:
            raise Http404 from error

    @property
    def payment_list(self):
        return self.standing.payment_list

    @cached_property
    def found(self):
        """What of the list is not as today's people, rules and pieces make it (ListDifferences)."""
        return differences_of_list(self.payment_list)

    @property
    def list_url(self):
        return reverse("payment_lists:list", args=[self.payment_list.pk])

    @property
    def above(self):
        return [list_crumb(), {"url": self.list_url, "label": str(self.payment_list)}]

    @property
    def sees_numbers(self):
        return permissions.user_can_see_personal_details(self.request.user)


class UnreadableView(AllowedMixin, ScreenMixin, TemplateView):
    """In the place of a screen whose personal numbers were written with another key."""

    allowed = staticmethod(permissions.user_can_view_tables)
    template_name = "royalties/lists/unreadable.html"
    header_icon = "lock"
    above_list = None
    refusal = ""

    @property
    def above(self):
        return [list_crumb()]

    def get_page_title(self):
        return str(self.above_list)

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(refusal=self.refusal, **kwargs)


@dataclass(frozen=True)
class SameDayList:
    """Another list of the same day that pays `people` of this one's."""

    standing: ListStanding
    people: int


class PaymentListView(ListMixin, TemplateView):
    template_name = "royalties/lists/list.html"
    shows_numbers = True

    @property
    def above(self):
        return [list_crumb()]

    def get_page_title(self):
        return str(self.payment_list)

    def get_context_data(self, **kwargs):
        payment_list, standing, user = self.payment_list, self.standing, self.request.user
        rows = read_rows(payment_list, with_numbers=self.sees_numbers)
        may_check = permissions.user_can_check_lists(user)
        is_working = may_check and standing.is_open
        is_payable = payment_list.is_approved and not standing.disbursement and not standing.sending_back
        may_pay = may_check and is_payable
        paid_form = PaidForm() if may_pay else None
        found = self.found
        tables = list(payment_list.tables.order_by("first_day", "pk"))
        return super().get_context_data(
            standing=standing,
            payment_list=payment_list,
            rows=rows,
            tables=tables,
            proposals=proposals_of(tables),
            confirmations=confirmations_of(payment_list),
            found=found,
            stale=tables_in_words(found) if found.tables else "",
            is_confirmed=bool(found.tables) and found.is_confirmed(payment_list),
            may_recompute=is_working and found.people,
            sees_numbers=self.sees_numbers,
            same_day=[
                SameDayList(standing_of(each.payment_list.pk), each.people) for each in taxing.same_day(payment_list)
            ],
            hindrance=hindrance(payment_list) if is_payable else "",
            changed_numbers=numbers_in_words(payment_list) if is_payable else [],
            overtaxed=overtaxed.in_words(payment_list),
            sent_back_before=sent_back_before(tables).exclude(payment_list=payment_list),
            may_list_again=may_check and standing.sending_back,
            taxed_with=overtaxed.rests_on(payment_list) if is_working else [],
            may_edit=is_working,
            warned=looked_at(rows.rows) if is_working else {},
            may_check=is_working and rows.is_complete and rows.rows and not found.people,
            shown_open=list_check_sum(payment_list) if is_working else "",
            may_take_back=may_check and standing.waits,
            paid_form=paid_form,
            media=paid_form.media if paid_form else "",
            **self.deciding(),
            **kwargs,
        )

    @cached_property
    def is_stopped(self):
        """Whether what differs has to go back to who checks the list."""
        return bool(self.found.people or (self.found.tables and not self.found.is_confirmed(self.payment_list)))

    def deciding(self):
        """What who approves is shown of a list that waits."""
        payment_list, user = self.payment_list, self.request.user
        if not self.standing.waits or not permissions.user_can_approve_lists(user):
            return {}
        made_it = prepared_it(payment_list, user)
        return {
            "may_decide": True,
            "made_it": made_it,
            "paid_oneself": paid_in_words(payment_list, user, amount="gross"),
            "shown": "" if made_it or self.is_stopped else list_check_sum(payment_list),
        }


class PersonView(ListMixin, TemplateView):
    """The pieces behind one person's amount, and the tax of one of the own staff."""

    template_name = "royalties/lists/person.html"

    @cached_property
    def line(self):
        lines = self.payment_list.lines.select_related("author").defer(*NUMBERS)
        return get_object_or_404(lines, pk=self.kwargs["line_id"])

    def get_page_title(self):
        return self.line.author_name

    def get_context_data(self, form=None, kind_form=None, **kwargs):
        line = self.line
        rows = [Row(number, each) for number, each in enumerate(pieces_of(self.payment_list, author=line.author_id), 1)]
        is_working = self.standing.is_open and permissions.user_can_check_lists(self.request.user)
        takes_tax = line.kind == Author.Kind.STAFF and is_working
        return super().get_context_data(
            standing=self.standing,
            payment_list=self.payment_list,
            list_url=self.list_url,
            line=line,
            person=PersonRow(line.place, line, has_account=False, has_tax_code=False),
            rows=rows,
            kind_form=(kind_form or KindForm(initial={"kind": line.author.kind})) if is_working else None,
            tax_form=(form or StaffTaxForm(initial={"tax": line.tax})) if takes_tax else None,
            unclaimed=line.unclaimed.exclude(outcome=UnclaimedPayment.Outcome.MISTAKEN).first(),
            may_set_aside=bool(self.standing.disbursement and line.net)
            and permissions.user_can_check_lists(self.request.user),
            found=self.found,
            proposals=proposals_of(self.payment_list.tables),
            details_url=self.sees_numbers and reverse("royalty_personal:details", args=[line.author_id]),
            **kwargs,
        )
