"""What is decided on a payment list."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from royalties.lists.forms import KindForm, PaidForm, StaffTaxForm
from royalties.lists.page_views import PersonView, UnreadableView
from royalties.models import PaymentList
from royalties.paying import drawing_up, overtaxed, paying, together
from royalties.paying.sending_back import send_back_approved
from royalties.rights import permissions
from royalties.rights.deciding import DecisionView, EnteringView
from royalties.rights.preparing import PreparingMixin
from submissions.kept.encrypted import UnreadablePersonalData
from submissions.screens.access import Unreported
from submissions.screens.deciding import FormDecidingView
from submissions.screens.refusals import Refusal


class ListDecisionView(Unreported, DecisionView):
    @cached_property
    def payment_list(self):
        return get_object_or_404(PaymentList, pk=self.kwargs["pk"])

    @property
    def address(self):
        return reverse("payment_lists:list", args=[self.payment_list.pk])

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except UnreadablePersonalData as unreadable:
            return UnreadableView.as_view(above_list=self.payment_list, refusal=str(unreadable))(request)

    def warn_of_tax(self, lists):
        """Tell which of `lists` (PaymentLists) withhold too much by now, and what to do."""
        for each in lists:
            if said := overtaxed.in_words(each):
                words = {"list": each, "number": each.pk, "said": said}
                messages.warning(self.request, _("%(list)s (number %(number)s): %(said)s") % words)


class CheckView(ListDecisionView):
    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The list is checked and waits for the approval.")

    def act(self):
        shown, as_approved = (self.request.POST.get(name, "") for name in ("shown", "as_approved"))
        paying.check(self.payment_list.pk, user=self.request.user, shown=shown, as_approved=as_approved)


class OpenListDecisionView(PreparingMixin, ListDecisionView):
    """Something on a list that is not checked yet."""

    @property
    def prepared_paper(self):
        return self.payment_list


class RecomputeView(OpenListDecisionView):
    """What differs is shown on the list's own page; this does what was shown there."""

    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The list is computed again.")

    def act(self):
        drawing_up.recompute_list(self.payment_list.pk, shown=self.request.POST.get("shown", ""))


class TakeBackView(ListDecisionView):
    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The list has been taken back and can be changed again.")

    def act(self):
        paying.take_back_list(self.payment_list.pk)


class SendBackView(ListDecisionView):
    allowed = staticmethod(permissions.user_can_approve_lists)
    done = gettext_lazy("The list has been sent back with the reason.")

    def act(self):
        paying.send_back_list(self.payment_list.pk, reason=self.request.POST.get("reason", ""))


class SendBackApprovedView(ListDecisionView):
    """What is approved and not paid goes back to who draws lists up."""

    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The list has been sent back and is not paid. Its tables can be listed again.")

    def act(self):
        taxed_with = overtaxed.rests_on(self.payment_list)
        send_back_approved(self.payment_list.pk, reason=self.request.POST.get("reason", ""), user=self.request.user)
        self.warn_of_tax(taxed_with)


class ApproveView(ListDecisionView):
    allowed = staticmethod(permissions.user_can_approve_lists)
    done = gettext_lazy("The list is approved for payment and does not change any more.")

    def act(self):
        paying.approve_list(self.payment_list.pk, user=self.request.user, shown=self.request.POST.get("shown", ""))


class PaidView(EnteringView, ListDecisionView):
    allowed = staticmethod(permissions.user_can_check_lists)
    form_class = PaidForm
    done, not_done = gettext_lazy("The payment is entered."), gettext_lazy("The payment is not entered yet.")

    def enter(self, **cleaned):
        as_approved = self.request.POST.get("as_approved", "")
        paid = paying.enter_payment(self.payment_list.pk, user=self.request.user, as_approved=as_approved, **cleaned)
        self.warn_of_tax([paid.payment_list, *overtaxed.rests_on(paid.payment_list)])


class DiscardView(ListDecisionView):
    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The list has been discarded. Its tables can be listed again.")

    def act(self):
        taxed_with = overtaxed.rests_on(self.payment_list)
        drawing_up.discard_list(self.payment_list.pk)
        self.warn_of_tax(taxed_with)

    def after_success(self):
        return reverse("payment_lists:index")


class PutTogetherView(OpenListDecisionView):
    """Takes another open list of the same day into this one."""

    allowed = staticmethod(permissions.user_can_check_lists)
    done = gettext_lazy("The two lists are one now. Please check each person.")

    def act(self):
        try:
            together.put_together(self.payment_list.pk, self.kwargs["other"])
        except PaymentList.DoesNotExist as error:
            raise Refusal(_("The other list is no longer there.")) from error


class PersonDecisionView(PreparingMixin, FormDecidingView, PersonView):
    """Something of one person; shows the person again with what is wrong."""

    allowed = staticmethod(permissions.user_can_check_lists)
    form_name = ""

    @property
    def prepared_paper(self):
        return self.payment_list

    @property
    def address(self):
        return reverse("payment_lists:person", args=[self.payment_list.pk, self.line.pk])

    def again(self, form):
        return self.render_to_response(self.get_context_data(**{self.form_name: form}))

    def after_success(self):
        return f"{self.list_url}#nguoi-{self.line.place}"

    def after_refusal(self, refusal):
        return self.after_success()


class KindView(PersonDecisionView):
    """Whether the person is own staff or outside."""

    form_class, form_name = KindForm, "kind_form"

    @property
    def done(self):
        return _("It is noted how %(person)s is paid.") % {"person": self.line.author_name}

    def act(self):
        together.say_kind(self.payment_list.pk, self.line.pk, user=self.request.user, **self.cleaned)


class StaffTaxView(PersonDecisionView):
    """The tax of one of the own staff."""

    form_class, form_name = StaffTaxForm, "form"

    @property
    def done(self):
        return _("The tax of %(person)s is entered.") % {"person": self.line.author_name}

    def act(self):
        drawing_up.set_staff_tax(self.payment_list.pk, self.line.pk, **self.cleaned)
