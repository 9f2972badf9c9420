"""The payment lists, newest first, and drawing up the next one from approved tables."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.lists.forms import DrawUpForm
from royalties.lists.list_standing import standings, with_earliest
from royalties.models import PaymentList
from royalties.paying import drawing_up
from royalties.rights import permissions
from royalties.tables.table_standing import standings as table_standings
from royalties.tables.table_standing import with_sums
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.refusals import Refusal
from vietnamese.dates import today

PAGE_SIZE = 20
LISTS_TITLE = gettext_lazy("Payment lists")


def list_crumb():
    return {"url": reverse("payment_lists:index"), "label": LISTS_TITLE}


def waiting_tables():
    """The TableStandings of approved tables that no list pays, the oldest first."""
    return table_standings(with_sums(drawing_up.payable_tables()).order_by("first_day", "pk"))


class PaymentListsView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(permissions.user_can_view_tables)
    template_name = "royalties/lists/index.html"
    header_icon = "decimal"
    page_title = LISTS_TITLE

    def get_context_data(self, **kwargs):
        page = Paginator(with_earliest(PaymentList.objects.all()), PAGE_SIZE).get_page(self.request.GET.get("p"))
        user = self.request.user
        may_check = permissions.user_can_check_lists(user)
        return super().get_context_data(
            page_obj=page,
            standings=standings(page.object_list),
            tables=waiting_tables(),
            draw_up_url=may_check and reverse("payment_lists:draw_up"),
            year=permissions.user_can_see_personal_details(user) and today().year,
            **kwargs,
        )


class DrawUpView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(permissions.user_can_check_lists)
    template_name = "royalties/lists/draw_up.html"
    header_icon = "decimal"
    page_title = gettext_lazy("Draw up a payment list")

    @property
    def above(self):
        return [list_crumb()]

    @cached_property
    def form(self):
        return DrawUpForm(self.request.POST or None)

    def get_context_data(self, **kwargs):
        has_tables = self.form.fields["tables"].queryset.exists()
        return super().get_context_data(form=self.form, media=self.form.media, has_tables=has_tables, **kwargs)

    def post(self, request, *args, **kwargs):
        form = DrawUpForm(request.POST)
        if form.is_valid():
            try:
                new = drawing_up.draw_up_list(
                    [table.pk for table in form.cleaned_data["tables"]],
                    pay_day=form.cleaned_data["pay_day"],
                    user=request.user,
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The list is drawn up. Please check each person."))
                return redirect("payment_lists:list", pk=new.pk)
        self.form = form
        return self.render_to_response(self.get_context_data())
