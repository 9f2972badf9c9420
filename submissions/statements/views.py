"""The board's list of statements, and one of them: read, published, withdrawn."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.models import Page

from submissions.rights.reasons import PublicReason
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal

from . import lists, measure, publishing, rules
from .records import StatementHand
from .statement import Statement

PER_PAGE = 40
# As many as a person reads in one go.
MOST_AT_ONCE = 40
LONGEST_SEARCH = 150
# A function of a user that returns further (words, address) above the list; an app registers its own.
HOOK_OF_WAYS = "register_ways_to_statements"
TABS = {
    "cho-duyet": gettext_lazy("Waiting for a second person"),
    "cong-khai": pgettext_lazy("statement", "Public"),
    "da-go": pgettext_lazy("statement", "Withdrawn"),
    "tat-ca": gettext_lazy("All"),
}


def of_tab(tab, pages):
    """Those of `pages` that stand under the tab `tab`."""
    if tab == "cho-duyet":
        return lists.waiting(pages)
    states = {"cong-khai": (rules.State.CHANGED, rules.State.PUBLIC), "da-go": (rules.State.WITHDRAWN,)}.get(tab)
    if states is None:
        return pages
    asked = lists.STATES[states[0]]
    for state in states[1:]:
        asked |= lists.STATES[state]
    return pages.filter(asked)


@dataclass
class Row:
    """A statement as its lists show it."""

    page: Page
    kind: str
    state: rules.State
    writers: str
    next_step: str

    @property
    def is_calling(self):
        return self.next_step == _("Read it and publish it")


def rows(pages, *, user):
    """The Rows of `pages`, by one query for all that have a hand in one."""
    hands = {page.pk: [] for page in pages}
    for hand in StatementHand.objects.filter(page__in=list(hands)).select_related("person").order_by("pk"):
        hands[hand.page_id].append(hand.person)
    return [row(page, hands[page.pk], user=user) for page in pages]


def row(page, people, *, user):
    kind = page.specific_class
    if not people:
        next_step = ""
    elif not kind.is_kept_by(user) or user in people:
        next_step = _("Waits for somebody else of the board")
    else:
        next_step = _("Read it and publish it")
    names = ", ".join(str(person or _("nobody known")) for person in people)
    return Row(page, capfirst(kind._meta.verbose_name), rules.state_of(page), names, next_step)


class StatementFilter(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Title, number or words of the extract"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {kind._meta.label_lower: kind for kind in kinds}
        names = [(label, capfirst(kind._meta.verbose_name)) for label, kind in self.kinds.items()]
        self.fields["kind"].choices = [("", _("All")), *names]

    def narrowed(self, user):
        """The statements that `user` sees, as the form asks; what cannot be read narrows nothing."""
        self.full_clean()
        kind = self.kinds.get(self.cleaned_data.get("kind"))
        kinds = [kind] if kind else lists.kinds_of(user)
        pages = lists.seen_by(user, kinds)
        if words := self.cleaned_data.get("q"):
            pages = pages.filter(lists.found_by(words, kinds))
        return pages


class StatementsView(AllowedMixin, ScreenMixin, TemplateView):
    """All statements by tabs, newest version first, with who has to act."""

    allowed = staticmethod(lists.user_can_see_statements)
    template_name = "submissions/statements/statements.html"
    page_title = gettext_lazy("Documents and information")
    header_icon = "doc-full"

    @cached_property
    def tab(self):
        asked = self.request.GET.get("xem")
        return asked if asked in TABS else next(iter(TABS))

    def get_context_data(self, **kwargs):
        user = self.request.user
        form = StatementFilter(self.request.GET, kinds=lists.kinds_of(user))
        found = of_tab(self.tab, form.narrowed(user)).order_by("-latest_revision_created_at", "-pk")
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            filter=form,
            is_filtered=any(self.request.GET.get(name) for name in form.fields),
            tab=self.tab,
            tabs=list(TABS.items()),
            page_obj=page,
            rows=(shown := rows(list(page.object_list), user=user)),
            can_choose=sum(row.is_calling for row in shown) > 1,
            places=places_to_write(user),
            ways=[way for register in hooks.get_hooks(HOOK_OF_WAYS) for way in register(user)],
        )


def places_to_write(user):
    """(words, address) of each type that `user` may begin, at each page below which there is room for one."""
    places = []
    for kind in lists.kinds_of(user):
        for above in kind.allowed_parent_page_models():
            for parent in above.objects.all():
                if kind.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage():
                    address = reverse(
                        "wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent.pk]
                    )
                    places.append((kind._meta.verbose_name, address))
    return places


class ReadManyView(AllowedMixin, ScreenMixin, TemplateView):
    """Several statements, each with what it says and its files, to be published together by who has read them."""

    allowed = staticmethod(lists.user_can_see_statements)
    template_name = "submissions/statements/read_many.html"
    page_title = gettext_lazy("Read several and publish them")
    header_icon = "doc-full"

    @property
    def above(self):
        return [{"url": reverse("statements:index"), "label": StatementsView.page_title}]

    def get_context_data(self, **kwargs):
        keys = [posted_number(text) for text in self.request.GET.getlist("chon")[:MOST_AT_ONCE]]
        user = self.request.user
        found = lists.waiting_for(user, lists.seen_by(user)).filter(pk__in=[key for key in keys if key])
        chosen = [one for one in found.order_by("pk").specific() if rules.user_can_publish_statement(user, one)]
        return super().get_context_data(**kwargs, lines=[line_of(page) for page in chosen])


def line_of(page):
    """What is shown of `page` (a Statement) to who publishes it with others; the position is taken before the text."""
    position = measure.position(page)
    text = page.get_latest_revision_as_object()
    files = [file for files in measure.files_of(text) for file in files]
    return {"page": page, "position": position, "text": text, "files": files}


class PublishManyView(AllowedMixin, DecidingView):
    """All that were shown, as they were shown, or none."""

    allowed = staticmethod(lists.user_can_see_statements)
    number = 0

    def act(self):
        posted = {posted_number(key): self.request.POST.get(f"position-{key}", "") for key in self.keys}
        known = set(
            lists.seen_by(self.request.user).filter(pk__in=[key for key in posted if key]).values_list("pk", flat=True)
        )
        if not posted or known != set(posted):
            raise Refusal(_("Please choose what is to be published."))
        publishing.publish_many(positions=posted, user=self.request.user)
        self.number = len(posted)

    @property
    def keys(self):
        return self.request.POST.getlist("chon")[:MOST_AT_ONCE]

    @property
    def done(self):
        return _("Published: %(number)d.") % {"number": self.number}

    @property
    def address(self):
        return reverse("statements:index")


class StatementMixin:
    """A view about one statement: not found for whoever may not know of it."""

    def dispatch(self, request, *args, **kwargs):
        if not rules.user_can_see_statement(request.user, self.statement):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def statement(self):
        page = Page.objects.filter(pk=posted_number(self.kwargs["pk"])).first()
        if page is None or not issubclass(page.specific_class or Page, Statement):
            raise Http404
        return page.specific


class StatementView(StatementMixin, ScreenMixin, TemplateView):
    """One statement: what is newest, what changed since it was public, and what this person may do."""

    template_name = "submissions/statements/statement.html"
    header_icon = "doc-full"

    def get_page_title(self):
        return self.statement.draft_title

    def name_in_trail(self):
        return capfirst(self.statement._meta.verbose_name)

    @property
    def above(self):
        return [{"url": reverse("statements:index"), "label": StatementsView.page_title}]

    def get_context_data(self, **kwargs):
        page, user = self.statement, self.request.user
        # Before the text: what changes in between is then refused, and never taken for read.
        position = measure.position(page)
        told = rows([page], user=user)[0]
        # Said while it can be mended, to its writer too: not when the second person has read all of it.
        incomplete = publishing.why_incomplete(page.get_latest_revision_as_object()) if told.writers else ""
        if incomplete:
            told.next_step = ""
        return super().get_context_data(
            **kwargs,
            statement=page,
            row=told,
            why_incomplete=incomplete,
            position=position,
            revision=page.latest_revision,
            why_not=rules.why_not_publish(user, page),
            may_edit=rules.user_can_edit_statement(user, page),
            may_withdraw=rules.user_can_withdraw_statement(user, page),
            may_delete=rules.user_can_delete_statement(user, page),
            is_changed=rules.state_of(page) == rules.State.CHANGED,
            reasons=PublicReason,
            records=page.statement_records.order_by("-pk"),
        )


class ActionView(StatementMixin, DecidingView):
    """What is done to a statement, by a person who has it in front of them."""

    @property
    def who(self):
        return {"pk": self.statement.pk, "user": self.request.user}

    @property
    def address(self):
        return reverse("statements:statement", args=[self.statement.pk])


class PublishView(ActionView):
    done = gettext_lazy("Published.")

    def act(self):
        publishing.publish(**self.who, position=self.request.POST.get("position", ""))


class WithdrawView(ActionView):
    done = gettext_lazy("Withdrawn. It is no longer on the public site.")

    def act(self):
        public_reason = self.request.POST.get("public_reason", PublicReason.UNSAID)
        publishing.withdraw(**self.who, reason=self.request.POST.get("reason"), public_reason=public_reason)


class DeleteView(ActionView):
    """What was never public."""

    done = gettext_lazy("The draft has been deleted.")

    def act(self):
        with transaction.atomic():
            page = publishing.locked_statement(self.statement.pk)
            if not rules.user_can_delete_statement(self.request.user, page):
                raise Refusal(_("What was once public is withdrawn, not deleted."))
            try:
                page.delete(user=self.request.user)
            except ProtectedError as error:
                raise Refusal(_("Something else still names this draft, so it stays.")) from error

    def after_success(self):
        return reverse("statements:index")
