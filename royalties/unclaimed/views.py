"""The list of what nobody has collected, one such amount with what is entered about it, and the file."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from royalties.models import NUMBERS, PaymentLine, UnclaimedPayment
from royalties.paying import unclaimed as verbs
from royalties.rights import permissions
from royalties.rights.deciding import EnteringView
from royalties.unclaimed.forms import (
    CollectedForm,
    NoticeForm,
    SetAsideForm,
    TakeBackForm,
    TransferForm,
    WithdrawForm,
)
from royalties.unclaimed.unclaimed_files import unclaimed_xlsx
from royalties.unclaimed.unclaimed_rows import UnclaimedRow, paid_in_words, rows_of, total_of
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import FormDecidingView
from submissions.screens.downloads import XLSX, as_file
from vietnamese.dates import today
from vietnamese.numbers import money

UNCLAIMED_TITLE = gettext_lazy("Not collected")
PAGE_SIZE = 20


def crumb():
    return {"url": reverse("unclaimed_royalties:index"), "label": UNCLAIMED_TITLE}


class UnclaimedListView(AllowedMixin, ScreenMixin, TemplateView):
    """What waits, the longest first; what has ended below."""

    allowed = staticmethod(permissions.user_can_view_tables)
    template_name = "royalties/unclaimed/index.html"
    header_icon = "time"
    page_title = UNCLAIMED_TITLE

    def get_context_data(self, **kwargs):
        rows = rows_of(verbs.waiting())
        page = Paginator(verbs.ended(), PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            rows=rows,
            total=money(total_of(rows)),
            page_obj=page,
            ended=rows_of(page.object_list),
            **kwargs,
        )


class UnclaimedXlsxView(AllowedMixin, View):
    allowed = staticmethod(permissions.user_can_view_tables)

    def get(self, request, *args, **kwargs):
        name = f"nhuan-but-chua-nhan-{today():%Y-%m-%d}.xlsx"
        return as_file(unclaimed_xlsx(rows_of(verbs.waiting())), name=name, content_type=XLSX)


class UnclaimedView(AllowedMixin, ScreenMixin, TemplateView):
    """One amount: how long it waits, the notices, and for the accountant what is entered next."""

    allowed = staticmethod(permissions.user_can_view_tables)
    template_name = "royalties/unclaimed/one.html"
    header_icon = "time"

    @property
    def above(self):
        return [crumb()]

    @cached_property
    def unclaimed(self):
        secret = [f"line__{name}" for name in NUMBERS]
        found = UnclaimedPayment.objects.select_related("line__payment_list__disbursement", "entered_by")
        return get_object_or_404(found.defer(*secret), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.unclaimed.line.author_name

    def get_context_data(self, sent=None, **kwargs):
        row = UnclaimedRow(1, self.unclaimed)
        forms = self.forms(row) | (sent or {}) if permissions.user_can_check_lists(self.request.user) else {}
        return super().get_context_data(
            unclaimed=self.unclaimed, row=row, media=SetAsideForm().media, **forms, **kwargs
        )

    @staticmethod
    def forms(row):
        if verbs.can_be_taken_back(row.unclaimed):
            return {"take_back_form": TakeBackForm(prefix="take-back")}
        if row.step is None:
            return {}
        forms = {
            "collected_form": CollectedForm(prefix="collected"),
            "withdraw_form": WithdrawForm(prefix="withdraw"),
        }
        if row.step.number is None:
            return forms | {"transfer_form": TransferForm(prefix="transfer")}
        return forms | {"notice_form": NoticeForm(prefix="notice")}


class EnterView(EnteringView):
    """Takes one of the forms about an amount."""

    allowed = staticmethod(permissions.user_can_check_lists)
    not_done = gettext_lazy("Nothing is entered yet.")

    @cached_property
    def unclaimed(self):
        return get_object_or_404(UnclaimedPayment, pk=self.kwargs["pk"])

    @property
    def address(self):
        return reverse("unclaimed_royalties:one", args=[self.unclaimed.pk])


class NoticeView(EnterView):
    form_class, prefix = NoticeForm, "notice"
    done = gettext_lazy("The notice is entered.")

    def enter(self, **cleaned):
        number = self.kwargs["number"]
        verbs.give_notice(self.unclaimed.pk, number=number, user=self.request.user, **cleaned)


class CollectedView(EnterView):
    form_class, prefix = CollectedForm, "collected"
    done = gettext_lazy("It is entered that the amount was collected.")

    def enter(self, **cleaned):
        verbs.collect(self.unclaimed.pk, user=self.request.user, **cleaned)


class TransferView(EnterView):
    form_class, prefix = TransferForm, "transfer"
    done = gettext_lazy("It is entered that the amount moves to the next year's fund.")

    def enter(self, **cleaned):
        verbs.transfer(self.unclaimed.pk, user=self.request.user, **cleaned)


class WithdrawView(EnterView):
    form_class, prefix = WithdrawForm, "withdraw"
    done = gettext_lazy("It is entered that the note was a mistake. It stays in the history with the reason.")

    def enter(self, **cleaned):
        verbs.withdraw(self.unclaimed.pk, user=self.request.user, **cleaned)


class TakeBackView(EnterView):
    form_class, prefix = TakeBackForm, "take-back"
    done = gettext_lazy("The entry is taken back, and the amount waits again. Both stay in the history.")

    def enter(self, **cleaned):
        verbs.take_back(self.unclaimed.pk, user=self.request.user, **cleaned)


class SetAsideView(FormDecidingView, AllowedMixin, ScreenMixin, TemplateView):
    """Notes of a line of a paid list that nobody collected it."""

    allowed = staticmethod(permissions.user_can_check_lists)
    template_name = "royalties/unclaimed/set_aside.html"
    header_icon = "time"
    http_method_names = ("get", "head", "post", "options")
    form_class = SetAsideForm
    page_title = gettext_lazy("Note that it was not collected")
    done = gettext_lazy("It is noted. The first notice is next.")

    @property
    def above(self):
        return [crumb()]

    @cached_property
    def line(self):
        lines = PaymentLine.objects.filter(payment_list=self.kwargs["list_id"]).defer(*NUMBERS)
        line = get_object_or_404(lines.select_related("payment_list__disbursement"), pk=self.kwargs["line_id"])
        if not hasattr(line.payment_list, "disbursement"):
            raise Http404
        return line

    def get_context_data(self, form=None, **kwargs):
        form = form or SetAsideForm()
        line = self.line
        return super().get_context_data(
            line=line,
            amount=money(line.net),
            paid=paid_in_words(line),
            form=form,
            media=form.media,
            **kwargs,
        )

    def again(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def act(self):
        line = self.line
        self.noted = verbs.set_aside(line.payment_list_id, line.pk, user=self.request.user, **self.cleaned)

    @property
    def address(self):
        return self.request.path

    def after_success(self):
        return reverse("unclaimed_royalties:one", args=[self.noted.pk])
