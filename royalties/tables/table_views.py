"""One table: what it lists, what is still to be done, what the person may do with it; computing and deciding it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from royalties.assessing import approving
from royalties.assessing.approving import differences_in_words
from royalties.assessing.collecting import Rates
from royalties.assessing.differing import change_in_words, differences_of
from royalties.assessing.proposals import proposals_in_words, unchosen_share
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.budget.warnings import budget_warning
from royalties.models import RoyaltyTable
from royalties.rights import permissions
from royalties.rights.confirming import confirmations_of
from royalties.rights.deciding import DecisionView
from royalties.rights.paid_oneself import paid_in_words
from royalties.rights.preparing import PreparingMixin, prepared_it
from royalties.tables.changes import changes_in_words
from royalties.tables.index_views import LISTS, list_crumb
from royalties.tables.table_rows import decided_otherwise, read_rows
from royalties.tables.table_standing import standing_of
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView


class TableMixin(AllowedMixin, ScreenMixin):
    """A screen about one table."""

    allowed = staticmethod(permissions.user_can_view_tables)
    header_icon = "decimal"

    @cached_property
    def standing(self):
        try:
            return standing_of(self.kwargs["pk"])
        except RoyaltyTable.DoesNotExist as error:
            raise Http404 from error

    @property
    def table(self):
        return self.standing.table

    @cached_property
    def found(self):
        """What of the table is not as today's pieces and rules make it (Differences)."""
        return differences_of(self.table)

    @property
    def table_url(self):
        return reverse("royalty_tables:table", args=[self.table.pk])

    @property
    def above(self):
        return [list_crumb(self.table.kind), {"url": self.table_url, "label": self.table_title}]

    @property
    def table_title(self):
        return str(self.table)


class TableView(TableMixin, TemplateView):
    template_name = "royalties/tables/table.html"

    @property
    def above(self):
        return [list_crumb(self.table.kind)]

    def get_page_title(self):
        return self.table_title

    def get_context_data(self, **kwargs):
        table, user = self.table, self.request.user
        rows = read_rows(table)
        may_prepare = permissions.user_can_prepare_tables(user)
        is_working = may_prepare and table.is_draft
        found = self.found
        obstacles = [] if table.is_approved else approving.obstacles(table)
        may_submit = is_working and not obstacles and not found.number and not found.outside
        return super().get_context_data(
            standing=self.standing,
            table=table,
            rows=rows,
            is_remuneration=table.kind == RoyaltyTable.Kind.REMUNERATION,
            may_edit=is_working,
            obstacles=obstacles,
            found=found,
            stale=differences_in_words(found, draft=table.is_draft),
            changed=[change_in_words(change) for change in found.changes + (found.coming if table.is_draft else [])],
            unknown=[row for row in rows.rows if row.is_unknown] if is_working else [],
            problems=found.problems if is_working else [],
            change_count=found.number if is_working else 0,
            may_submit=may_submit,
            shown_draft=approving.seen(table) if may_submit else "",
            unfinished=approving.unfinished_in_words(table) if table.is_draft else "",
            proposals=proposals_in_words(table),
            confirmations=confirmations_of(table),
            rules_url=may_prepare and unchosen_share(table) and reverse("royalty_policies:index"),
            may_take_back=may_prepare and not table.is_draft and not table.is_approved,
            may_list=table.is_approved
            and self.standing.payment_list is None
            and permissions.user_can_check_lists(user),
            **self.deciding(rows),
            **kwargs,
        )

    def deciding(self, rows):
        """What who approves is shown of a table that waits."""
        table, user = self.table, self.request.user
        if table.is_draft or table.is_approved:
            return {}
        may_decide = permissions.user_can_approve_tables(user)
        prepared = may_decide and prepared_it(table, user)
        return {
            "decided_otherwise": decided_otherwise(rows.rows, policy=Rates().policy(table.last_day)),
            "may_decide": may_decide,
            "budget_warning": budget_warning(table.source, table.budget_year, table.kind) if may_decide else "",
            "prepared_it": prepared,
            "paid_oneself": paid_in_words(table, user) if may_decide else "",
            "shown": approving.seen(table) if may_decide and not prepared and not self.found else "",
        }


class DraftMixin(TableMixin):
    """A screen that works on a draft; whoever opens it later is led to the table."""

    allowed = staticmethod(permissions.user_can_prepare_tables)

    def get(self, request, *args, **kwargs):
        if not self.table.is_draft:
            messages.info(request, _("Only a table that is being prepared can be changed."))
            return redirect(self.table_url)
        return super().get(request, *args, **kwargs)


class RecomputeView(PreparingMixin, DecidingView, DraftMixin, TemplateView):
    """GET shows what would change, line by line; POST does what was shown."""

    http_method_names = ("get", "head", "post", "options")
    done = gettext_lazy("The table is computed again.")

    template_name = "royalties/tables/recompute.html"
    page_title = gettext_lazy("Compute again")

    def get_context_data(self, **kwargs):
        new = recompute(self.table)
        return super().get_context_data(
            table=self.table,
            new=new,
            changes=changes_in_words(new.changes),
            outside=self.found.outside,
            table_url=self.table_url,
            **kwargs,
        )

    @property
    def prepared_paper(self):
        return self.table

    def act(self):
        apply_recomputation(self.table.pk, shown=self.request.POST.get("shown", ""))

    @property
    def address(self):
        return self.request.path

    def after_success(self):
        return self.table_url


class TableDecisionView(DecisionView):
    """What is decided on a whole table."""

    @cached_property
    def table(self):
        return get_object_or_404(RoyaltyTable, pk=self.kwargs["pk"])

    @property
    def address(self):
        return reverse("royalty_tables:table", args=[self.table.pk])


class SubmitView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been handed in for approval.")

    def act(self):
        sent = self.request.POST
        shown, unfinished = sent.get("shown", ""), bool(sent.get("unfinished"))
        approving.submit(self.table.pk, user=self.request.user, shown=shown, unfinished=unfinished)


class TakeBackView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been taken back and can be changed again.")

    def act(self):
        approving.take_back(self.table.pk)


class SendBackView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table has been sent back with the reason.")

    def act(self):
        approving.send_back(self.table.pk, reason=self.request.POST.get("reason", ""))


class ApproveView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_approve_tables)
    done = gettext_lazy("The table is approved and does not change any more.")

    def act(self):
        sent = self.request.POST
        approving.approve(
            self.table.pk, user=self.request.user, shown=sent.get("shown", ""), proposed=bool(sent.get("proposed"))
        )


class DiscardView(TableDecisionView):
    allowed = staticmethod(permissions.user_can_prepare_tables)
    done = gettext_lazy("The table has been discarded. Its pieces are collected by the next one.")

    def act(self):
        approving.discard(self.table.pk)

    def after_success(self):
        return reverse(LISTS[self.table.kind])
