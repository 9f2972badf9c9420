"""Statements of the board before Wagtail's views: only what writing, reading and comparing need is open to anybody."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from submissions.screens.refusals import Refusal
from submissions.statements import rules
from submissions.statements.statement import Statement

# Of the page editor and its sessions. What is not named is closed, whatever a later Wagtail adds.
OPEN = {
    "edit",
    "history",
    "history_results",
    "ping",
    "preview_on_edit",
    "release",
    "revisions_compare",
    "revisions_index",
    "revisions_revert",
    "revisions_view",
    "view_draft",
}
# What the editor of a statement never sends, for nobody may.
NEVER_SENT = ("action-publish", "action-submit", "action-workflow-action", "action-restart-workflow")
NEVER_SENT += ("action-cancel-workflow",)


def is_statement(page):
    """Whether `page` (a Page or None) is a Statement."""
    return page is not None and issubclass(page.specific_class or type(page), Statement)


def refuse_unknown(request, page, name):
    """Raise Http404 unless `request.user` may know of the statement `page`, and the view `name` is open."""
    if name not in OPEN or not rules.user_can_see_statement(request.user, page.specific):
        raise Http404


def way_instead(request, page, name):
    """Where who opens the editor of `page` without the right to write is led (a response); None for who writes."""
    if request.method == "GET" and name == "edit" and not rules.user_can_edit_statement(request.user, page.specific):
        return redirect(address_of(page))
    return None


def refuse_publishing(data):
    """Raise Refusal when the editor's form `data` asks for more than to be saved: Wagtail would save it and say so."""
    if any(name in data for name in NEVER_SENT):
        raise Refusal(_("Somebody else of the board publishes it, on its own page. Nothing has been saved."))


def address_of(page):
    return reverse("statements:statement", args=[page.pk])
