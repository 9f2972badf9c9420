"""Wagtail's views that ask too little, by where they lie: chooser answers, bulk actions, reports, workflows, API."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, Task, Workflow, WorkflowPage

from submissions.models import NewsPage
from submissions.rights.choosers import user_can_link_to_page
from submissions.rights.steps import BOARD_STEP, LEADER_STEP
from submissions.screens.posted_numbers import posted_number
from submissions.statements.statement import statement_types

API_FILES = ("/images/", "/documents/")
STEPS = (LEADER_STEP, BOARD_STEP)
FILE_CHOOSERS = {"wagtailimages_chooser", "wagtaildocs_chooser"}
PAGE_CHOOSERS = {"wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search"}
OF_A_WORKFLOW = {"disable", "edit", "enable"}
OF_A_TASK = {"disable_task", "edit_task", "enable_task"}


def refuse_machinery(request, match):
    """Raise Http404 when `match` (a ResolverMatch) is a view that this person, or nobody, may open so."""
    name = match.url_name or ""
    refuse_unless(asked_by_number(request, match))
    if "wagtailadmin_api" in match.namespaces:
        refuse_api(request, name)
    elif match.namespace == "wagtailadmin_reports":
        refuse_unless(request.user.is_superuser)
    elif match.namespace == "wagtailredirects":
        refuse_unless(leads_to_nothing_kept(request.POST.get("redirect_page")))
    elif match.namespace == "wagtailadmin_workflows":
        refuse_unless(not touches_chain(name, match.kwargs))
    elif match.namespace == "wagtailimages_chooser" and name == "select_format":
        image = get_image_model().objects.filter(pk=match.kwargs["image_id"]).first()
        refuse_unless(image and image_policy.user_has_permission_for_instance(request.user, "choose", image))
    elif name == "wagtail_bulk_action":
        # They list titles to whoever asks, delete accounts and hand out roles; no role of ours needs them.
        raise Http404
    elif name == "wagtailadmin_choose_page_chosen_multiple":
        refuse_unless(may_be_told_of(request.user, request.GET.getlist("id")))


def asked_by_number(request, match):
    """Whether a chooser is asked for records by their numbers: by anything else Wagtail stops with an error."""
    asked = []
    if match.url_name in PAGE_CHOOSERS:
        asked = [text for text in request.GET.getlist("target_pages[]") if text]
    elif match.namespace in FILE_CHOOSERS:
        asked = [*match.kwargs.values(), *request.GET.getlist("id")]
    return all(posted_number(text) is not None for text in asked)


def refuse_unless(allowed):
    if not allowed:
        raise Http404


def refuse_api(request, name):
    """The admin API hands every file of every unit to every account: superusers only. Its actions: nobody."""
    refuse_unless(name != "action")
    if any(part in request.path for part in API_FILES):
        refuse_unless(request.user.is_superuser)


def may_be_told_of(user, posted):
    """Whether all that is `posted` (texts) are numbers, and of pages that `user` may link to."""
    numbers = [posted_number(text) for text in posted]
    if None in numbers:
        return False
    pages = Page.objects.filter(pk__in=numbers).specific()
    # Of the root of the tree Wagtail asks for the page above it.
    return all(not page.is_root() and user_can_link_to_page(user, page) for page in pages)


def leads_to_nothing_kept(posted):
    """Whether `posted` (text or None), a page that a redirect is to lead to, is neither a piece nor a statement.

    Wagtail lists redirects with the title of their page's newest draft, and sends everybody to its address. There an
    old address leads by the address that citizens know.
    """
    if not posted:
        return True
    number = posted_number(posted)
    return number is not None and not kept_pages().filter(pk=number).exists()


def kept_pages():
    """All pieces of news and all statements (Pages)."""
    kinds = ContentType.objects.get_for_models(NewsPage, *statement_types()).values()
    return Page.objects.filter(content_type__in=list(kinds))


def touches_chain(name, kwargs):
    """Whether the workflow view `name` would change the chain: its steps are the project's, not a setting."""
    if name in OF_A_TASK:
        return Task.objects.filter(pk=kwargs["pk"], content_type__model__in=STEPS).exists()
    if name in OF_A_WORKFLOW:
        workflows = Workflow.objects.filter(pk=kwargs["pk"])
    elif name == "remove":
        at_page = WorkflowPage.objects.filter(page=kwargs["page_pk"])
        workflows = Workflow.objects.filter(pk__in=at_page.values("workflow"))
    else:
        return False
    return workflows.filter(workflow_tasks__task__content_type__model__in=STEPS).exists()
