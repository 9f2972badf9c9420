"""The guard before every admin view that touches a page: who may know of it, and one decision at a time.

Wagtail's chooser, bulk confirmations, admin API and workflow views ask no permission or tell titles in their
refusals, and its edit view saves the form before it asks who decides. Both are settled here, before the view.
"""

from django.apps import apps
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from submissions.editor.completeness import Incomplete
from submissions.editor.own_unit import own_unit_sentence
from submissions.guard import statements
from submissions.guard.kept_as_draft import sent_or_kept
from submissions.guard.known import refuse_unknown
from submissions.guard.machinery import kept_pages, refuse_machinery
from submissions.guard.posted import require_readable
from submissions.models import NewsPage
from submissions.rights import positions, rights
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import AlreadyDone, Refusal, tell
from submissions.standing import reading
from submissions.standing.writing_place import address_to_write

# How views of the page editor name their page. The comparison's first argument had no name before Wagtail 8.0.
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "page_to_copy_id", "root_page_id", "pk")
COMPARED = ("revision_id_a", "revision_id_b")
EDITING = "wagtailadmin_editing_sessions"
# Views that change the page or its place in the chain: one at a time, on what is true now.
SERIALISED = {
    "edit",
    "delete",
    "unpublish",
    "move_confirm",
    "revisions_revert",
    "revisions_unschedule",
    "workflow_action",
    "lock",
    "unlock",
    "set_privacy",
}
# What the news does without altogether, for everyone: these views ask nobody's tester for every page they touch.
CLOSED_TO_NEWS = {
    "copy",
    "move",
    "move_confirm",
    "convert_alias",
    "set_page_position",
    "set_privacy",
    "lock",
    "unlock",
    "workflow_action",
    "workflow_preview",
}
# Of the pages that news or statements hang below: what would take them along, whatever each of them says to it.
CLOSED_ABOVE_NEWS = {"copy", "delete", "move", "move_confirm", "set_privacy", "unpublish"}
# Views about one page outside the namespace of the page editor.
BROWSED = "wagtailadmin_choose_page_child"
ABOUT_A_PAGE = {"wagtailadmin_explore", "wagtailadmin_explore_results", BROWSED}
# Views that name the piece by its newest title and ask for no right to edit, which reading it goes with.
NAMES_NEWEST = {"wagtailadmin_explore", "wagtailadmin_explore_results"}


def is_above_kept(page):
    """Whether news or statements hang below `page` (a Page)."""
    return kept_pages().descendant_of(page).exists()


def model_named(kwargs):
    """The model that an editing session is about (a class); `object` when the address names none."""
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except (KeyError, LookupError):
        return object


def compared(page, words):
    """The revisions of `page` that Wagtail's comparison would show for its two `words`: numbers or places."""
    versions = page.revisions.order_by("created_at", "pk")
    for word in words:
        if word == "earliest":
            yield versions.first()
        elif word == "latest":
            yield versions.last()
        elif word != "live":  # what is public
            yield from versions.filter(pk=word)


class NewsGuard:
    """Middleware. 404 for pages that the person may not know of; the page's row locked around what decides."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        name = match.url_name or ""
        refuse_unknown(match)
        if request.user.is_authenticated:
            refuse_machinery(request, match)
        about_a_page = match.namespace in ("wagtailadmin_pages", EDITING)
        if not about_a_page and name not in ABOUT_A_PAGE:
            return None
        number = self.page_number(args, kwargs)
        if number is None or not request.user.is_authenticated:
            return None
        page = NewsPage.objects.filter(pk=number).first()
        if page is None:
            return self.of_another_page(request, name, Page.objects.filter(pk=number).first(), view, args, kwargs)
        if not rights.user_can_see_news(request.user, page) or name in CLOSED_TO_NEWS:
            raise Http404
        self.refuse_what_tells_more(request, match, page)
        if request.method == "GET" and name == "edit" and not rights.user_can_edit_news(request.user, page):
            return redirect("submissions:piece", pk=page.pk)
        if not self.may_read(request.user, page, name, args, kwargs):
            return redirect("submissions:piece", pk=page.pk)
        if request.method != "POST" or name not in SERIALISED:
            return None
        return self.one_at_a_time(request, page, view, args, kwargs)

    def of_another_page(self, request, name, page, view, args, kwargs):
        """The same for `page` (a Page that is no piece of news, or None): statements, and what lies above."""
        if statements.is_statement(page):
            statements.refuse_unknown(request, page, name)
            if request.method != "POST" or name not in SERIALISED:
                return statements.way_instead(request, page, name)
            return self.one_at_a_time(request, page, view, args, kwargs)
        if page is not None and name in CLOSED_ABOVE_NEWS and is_above_kept(page):
            raise Http404
        return None

    def refuse_what_tells_more(self, request, match, page):
        """Raise Http404 for views that would tell the person more of `page` than that it is there."""
        # Names the piece by its newest title unless it is live.
        if match.url_name == BROWSED and not page.live and not rights.user_reads_newest(request.user, page):
            raise Http404
        # Opened by the buttons of whoever decides; it would tell others where the piece stands.
        decides = match.url_name != "collect_workflow_action_data" or rights.user_can_decide_news(request.user, page)
        # An open editor asks for what is newer than its version; Wagtail looks for whatever it names.
        known = request.POST.get("revision_id", page.latest_revision_id)
        if not decides or (match.namespace == EDITING and posted_number(known) is None):
            raise Http404

    def page_number(self, args, kwargs):
        """The number of the page that the address is about, or None when it is about something else."""
        named = [*args[:1], *(kwargs[argument] for argument in PAGE_ARGUMENTS if argument in kwargs)]
        if "object_id" in kwargs and issubclass(model_named(kwargs), Page):
            named.append(kwargs["object_id"])
        if not named:
            return None
        number = posted_number(named[0])
        if number is None:
            # Wagtail reads more writings of a number than we do, and stops with an error on others.
            raise Http404
        return number

    def may_read(self, user, page, name, args, kwargs):
        """Whether the person may read the versions of `page` that the view `name` would show them."""
        if name in NAMES_NEWEST:
            return rights.user_reads_newest(user, page)
        if name == "revisions_compare":
            words = args[1:] or [kwargs[word] for word in COMPARED]
            return all(reading.reads_version(user, page, version) for version in compared(page, words))
        if "revision_id" in kwargs:
            version = page.revisions.filter(pk=kwargs["revision_id"]).first()
            return version is None or reading.reads_version(user, page, version)
        return True

    def one_at_a_time(self, request, page, view, args, kwargs):
        """Run the view with the page's row locked and what it decides on still true; tell a second person."""
        try:
            with transaction.atomic():
                Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
                if statements.is_statement(page):
                    statements.refuse_publishing(request.POST)
                else:
                    self.refuse_what_has_moved_on(request, NewsPage.objects.get(pk=page.pk))
                return sent_or_kept(request, view, *args, **kwargs)
        except Refusal as refusal:
            return self.tell(request, page, refusal)

    def refuse_what_has_moved_on(self, request, page):
        """Raise when the piece no longer stands where the person's form says, or the action is not theirs."""
        expected = request.POST.get("chain_position")
        deciding = "action-workflow-action" in request.POST
        if expected is None and deciding:
            raise AlreadyDone(_("Please open the piece again and decide there."))
        if expected is not None and expected != positions.chain_position(page):
            raise positions.what_happened(expected)
        if "action-cancel-workflow" in request.POST or "action-restart-workflow" in request.POST:
            raise Refusal(_("Please withdraw the piece on its own page."))
        if deciding and not rights.user_can_decide_news(request.user, page):
            raise Refusal(own_unit_sentence(request.user, page) or _("This step is not yours to decide."))
        if "action-publish" in request.POST and not rights.user_can_publish_news(request.user, page):
            # Wagtail would save what was to be published.
            sentence = own_unit_sentence(request.user, page) or _("This piece cannot be published by you now.")
            raise Refusal(sentence)
        require_readable(request.POST, page=page)

    def tell(self, request, page, refusal):
        if not request.accepts("text/html"):
            body = {"success": False, "error_code": "locked", "error_message": refusal.sentence}
            return JsonResponse(body, status=400)
        tell(request, refusal)
        return redirect(address_after(refusal, user=request.user, page=page))


def address_after(refusal, *, user, page):
    """Where a person finds what to do about `refusal`: what is missing is put right where it is written, by who may."""
    if statements.is_statement(page):
        return statements.address_of(page)
    if isinstance(refusal, Incomplete) and (address := address_to_write(user, page)):
        return address
    return reverse("submissions:piece", args=[page.pk])
