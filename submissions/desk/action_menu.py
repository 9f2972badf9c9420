"""The buttons below the editor of a piece, in the office's words and side by side: nothing is hidden in a drop-up."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

from submissions.models import NewsPage, UnitPage
from submissions.rights import steps
from submissions.rights.stages import stage_of
from submissions.standing.piece_standing import HAPPENED
from submissions.statements.statement import Statement

LEAVES_EDITOR = ("action-submit", "action-publish", "action-workflow-action")


class SubmitItem(SubmitForModerationMenuItem):
    """Wagtail's label names the board's step after a return; the way always leads to the leader first."""

    template_name = "submissions/desk/parts/editor_button.html"
    icon_name = "arrow-right"
    label = _("Submit to the leader")

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "label": self.label}


class SaveItem(SaveDraftMenuItem):
    template_name = "submissions/desk/parts/editor_save.html"


class PublishItem(PublishMenuItem):
    template_name = "submissions/desk/parts/editor_button.html"
    label = _("Publish")


class DecideItem(WorkflowMenuItem):
    template_name = "submissions/desk/parts/editor_decide.html"


class BackItem(ActionMenuItem):
    """To the piece's own page, where it is sent back, withdrawn or taken down with a reason."""

    template_name = "submissions/desk/parts/editor_link.html"
    name = "action-piece"
    icon_name = "view"

    def __init__(self, *, label):
        self.label = label
        super().__init__()

    def get_url(self, context):
        return reverse("submissions:piece", args=[context["page"].pk])


class StatementItem(BackItem):
    """To the statement's own page, where somebody else publishes it."""

    def __init__(self):
        super().__init__(label=_("See it and what comes next"))

    def get_url(self, context):
        return reverse("statements:statement", args=[context["page"].pk])


class ButtonRow(ActionMenuItem):
    """The one item that Wagtail's menu is left with: all buttons, side by side."""

    template_name = "submissions/desk/parts/editor_buttons.html"

    def __init__(self, items):
        self.items = items
        super().__init__()

    def get_context_data(self, parent_context):
        return {"buttons": [item.render_html(parent_context) for item in self.items]}


def is_about_news(context):
    """Whether the editor that the menu belongs to writes or edits a piece of news."""
    if context.get("page") is not None:
        return isinstance(context["page"], NewsPage)
    return isinstance(context["parent_page"].specific, UnitPage)


def arrange(items, request, context):
    """Replace Wagtail's `items` below the editor of a piece by ours; other pages keep theirs."""
    if isinstance(context.get("page"), Statement):
        items[:] = [ButtonRow([SaveItem(), StatementItem()])]
        return
    if not is_about_news(context):
        return
    names = {item.name for item in items}
    page = context.get("page")
    row = []
    if "approve" in names:
        row.append(decide_item(page))
    if "action-submit" in names:
        row.append(SubmitItem())
    if "action-publish" in names:
        row.append(PublishItem())
    if not context.get("locked_for_user"):
        row.append(SaveItem())
    if page is not None and page.pk:
        row.append(BackItem(label=_("Send back…") if "reject" in names else _("See the piece")))
    items[:] = [ButtonRow(row)]


def decide_item(page):
    at_board = steps.step_of(page.current_workflow_task_state) == steps.BOARD_STEP
    label = _("Publish") if at_board else _("Approve")
    return DecideItem("approve", label, False, icon_name="success")


def to_the_piece(request, page):
    """After submitting, deciding and publishing: to the piece's page, with a sentence in the office's words."""
    if not isinstance(page, NewsPage) or not any(name in request.POST for name in LEAVES_EDITOR):
        return None
    # Wagtail has left its own sentence, about pages and moderation; reading it takes it away.
    list(messages.get_messages(request))
    sentence = HAPPENED.get(stage_of(NewsPage.objects.get(pk=page.pk)))
    if sentence:
        messages.success(request, sentence)
    return redirect("submissions:piece", pk=page.pk)
