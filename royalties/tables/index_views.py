"""The lists of tables, newest first, and drawing up the next one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from royalties.assessing import recomputing
from royalties.assessing.collecting import left_out
from royalties.assessing.next_days import next_month
from royalties.models import RoyaltyTable
from royalties.rights import permissions
from royalties.tables.forms import DrawUpForm, month_words
from royalties.tables.table_standing import standings, with_sums
from submissions.screens.access import AllowedMixin, ScreenMixin
from vietnamese.dates import day_of, screen_date, today

PAGE_SIZE = 20
Kind = RoyaltyTable.Kind
TITLES = {Kind.ROYALTY: gettext_lazy("Royalty tables"), Kind.REMUNERATION: gettext_lazy("Remuneration tables")}
LISTS = {Kind.ROYALTY: "royalty_tables:list", Kind.REMUNERATION: "royalty_tables:remuneration"}
DRAWING_UP = {Kind.ROYALTY: "royalty_tables:draw_up", Kind.REMUNERATION: "royalty_tables:draw_up_remuneration"}


def list_crumb(kind):
    """The way back to the list of tables of `kind`."""
    return {"url": reverse(LISTS[kind]), "label": TITLES[kind]}


def left_out_in_words():
    """How many pieces of days that have tables no table lists, and from when they are (str); "" for none."""
    found = left_out().aggregate(number=Count("pk"), first=Min("published_at"), last=Max("published_at"))
    if not found["number"]:
        return ""
    first, last = (screen_date(day_of(found[end])) for end in ("first", "last"))
    days = _("published on %(day)s") % {"day": first}
    if first != last:
        days = _("published from %(first)s to %(last)s") % {"first": first, "last": last}
    said = ngettext(
        "%(number)s piece of days that have a table stands in none, %(days)s. Compute the open table of these days "
        "again, or draw up another one for them.",
        "%(number)s pieces of days that have a table stand in none, %(days)s. Compute the open table of these days "
        "again, or draw up another one for them.",
        found["number"],
    )
    return said % {"number": found["number"], "days": days}


class RoyaltyListView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(permissions.user_can_view_tables)
    template_name = "royalties/tables/list.html"
    header_icon = "decimal"
    kind = Kind.ROYALTY

    def get_page_title(self):
        return TITLES[self.kind]

    def get_context_data(self, **kwargs):
        tables = with_sums(RoyaltyTable.objects.filter(kind=self.kind))
        page = Paginator(tables, PAGE_SIZE).get_page(self.request.GET.get("p"))
        may_prepare = permissions.user_can_prepare_tables(self.request.user)
        proposed = may_prepare and next_month(self.kind, today=today())
        return super().get_context_data(
            page_obj=page,
            standings=standings(page.object_list),
            is_remuneration=self.kind == Kind.REMUNERATION,
            draw_up_url=may_prepare and reverse(DRAWING_UP[self.kind]),
            proposed=proposed and month_words(proposed),
            left_out=left_out_in_words() if may_prepare and self.kind == Kind.ROYALTY else "",
            **kwargs,
        )


class RemunerationListView(RoyaltyListView):
    kind = Kind.REMUNERATION


class DrawUpView(AllowedMixin, ScreenMixin, TemplateView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    template_name = "royalties/tables/draw_up.html"
    header_icon = "decimal"
    kind = Kind.ROYALTY

    def get_page_title(self):
        if self.kind == Kind.REMUNERATION:
            return _("Draw up a remuneration table")
        return _("Draw up a royalty table")

    @property
    def above(self):
        return [list_crumb(self.kind)]

    @cached_property
    def form(self):
        return DrawUpForm(self.request.POST or None, kind=self.kind)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form, media=self.form.media, is_remuneration=self.kind == Kind.REMUNERATION, **kwargs
        )

    def post(self, request, *args, **kwargs):
        form = DrawUpForm(request.POST, kind=self.kind)
        if not form.is_valid():
            self.form = form
            return self.render_to_response(self.get_context_data())
        fields = ("first_day", "last_day", "source", "budget_year")
        table = recomputing.draw_up(
            kind=self.kind, user=request.user, **{name: form.cleaned_data[name] for name in fields}
        )
        if table.lines.exists():
            messages.success(request, _("The table is drawn up. Please look through its lines."))
        else:
            messages.info(
                request, _("The table is drawn up, but found nothing: no piece of these days is left to be listed.")
            )
        return redirect("royalty_tables:table", pk=table.pk)


class DrawUpRemunerationView(DrawUpView):
    kind = Kind.REMUNERATION
