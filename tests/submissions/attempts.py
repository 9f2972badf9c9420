"""Everything that a person can send at a piece of news, each as the form that a permitted browser would send."""

import json

from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.test.utils.form_data import rich_text

from submissions.body.blocks import raw_photos
from submissions.body.content import revision_digest
from submissions.models import NewsPage, Notice
from submissions.rights.positions import chain_position
from submissions.rights.rights import user_can_edit_news
from tests.browserform import editor_form, stream
from tests.workflow import again, fresh

EDITED_TITLE = "Tiêu đề do người gửi biểu mẫu sửa"


def edit_form(page, *, user=None, title=EDITED_TITLE, **extra):
    """The editor's form for the latest version of `page`, as `user` gets it, with another title and another text.

    Who may not edit the piece sends what its writer got.
    """
    page = fresh(page)
    user = user if user and user_can_edit_news(user, page) else page.owner
    return editor_form(page, user=again(user)) | {"title": title} | stream("body", another_text(page)) | extra


def another_text(page):
    """What the editor's script posts as the body: another text above the photos that are there."""
    photos = [block.value["image"].pk for block in page.get_latest_revision_as_object().body.blocks_by_name("photo")]
    return [
        ("text", rich_text("<p>Nội dung đã sửa.</p>")),
        *(("photo", {"image": str(pk), "caption": "Chú thích", "credit": "", "alt": ""}) for pk in photos),
    ]


def post_edit(client, page, **extra):
    """Save the editor's form by `client` (a browser), as who is logged in there."""
    form = edit_form(page, user=get_user(client), **extra)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def quick_form(page, **extra):
    """The quick form for the latest version of `page`, with another title and another text."""
    text = fresh(page).get_latest_revision_as_object()
    photos = [photo["image"] for photo in raw_photos(text.body)]
    return {
        "title": EDITED_TITLE,
        "lead": text.lead,
        "text-0": "Nội dung đã sửa.",
        "category": text.category_id,
        "photo": photos,
        **{f"caption-{pk}": "Chú thích" for pk in photos},
        "chain_position": chain_position(text),
        "loaded_revision_id": text.latest_revision_id,
        "loaded_revision_created_at": text.latest_revision_created_at.isoformat(),
        "whole": "1",
        **extra,
    }


def quick(button):
    """The button `button` of the quick form: "save" or "send"."""

    def attempt(client, page):
        return client.post(reverse("submissions:quick", args=[page.pk]), quick_form(page, do=button))

    return attempt


def workflow_action(name, comment):
    def attempt(client, page):
        data = json.dumps({"comment": comment})
        return post_edit(
            client,
            page,
            **{
                "action-workflow-action": "true",
                "workflow-action-name": name,
                "workflow-action-extra-data": data,
            },
        )

    return attempt


def button(name, **extra):
    return lambda client, page: post_edit(client, page, **{name: name}, **extra)


def post(view, *args, **data):
    """A POST to one of Wagtail's page views; "…" stands for the piece's own numbers."""

    def attempt(client, page):
        return client.post(reverse(f"wagtailadmin_pages:{view}", args=numbers(page, ["page", *args])), data)

    return attempt


def numbers(page, names):
    revisions = page.revisions.order_by("pk")
    state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("pk").last()
    known = {
        "page": page.pk,
        "first": revisions.first().pk,
        "latest": revisions.last().pk,
        "state": state.pk if state else 0,
        "task": state.task_id if state else 0,
        "home": page.get_ancestors()[1].pk,
        "parent": page.get_parent().pk,
    }
    return [known.get(name, name) for name in names]


def bulk(action):
    def attempt(client, page):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return client.post(f"{address}?id={page.pk}", {"include_descendants": "on"})

    return attempt


def revert_and_publish(client, page):
    """From a version that the board may read: what was saved before the approval is the unit's own."""
    address = reverse("wagtailadmin_pages:revisions_revert", args=numbers(page, ["page", "latest"]))
    return client.post(address, edit_form(page) | {"action-publish": "action-publish"})


# attempt: (how, the action of docs/rights.md that allows it; None when nobody may)
ATTEMPTS = {
    "save": (post_edit, "edit"),
    "save in the quick form": (quick("save"), "write_quickly"),
    "submit in the quick form": (quick("send"), "write_quickly"),
    "publish": (button("action-publish"), "publish"),
    "publish from an old version": (revert_and_publish, "publish"),
    "submit": (button("action-submit"), "submit"),
    "approve": (workflow_action("approve", ""), "decide"),
    "send back": (workflow_action("reject", "Thiếu thời gian."), "decide"),
    "send back without reason": (workflow_action("reject", "   "), None),
    "approve by the modal": (post("workflow_action", "approve", "state"), None),
    "cancel the workflow": (button("action-cancel-workflow"), None),
    "restart the workflow": (button("action-restart-workflow"), None),
    "unpublish without reason": (post("unpublish"), None),
    "delete": (post("delete"), "delete"),
    "copy": (post("copy", new_title="Bản sao", new_slug="ban-sao", new_parent_page="1", publish_copies="on"), None),
    "move": (post("move_confirm", "home"), None),
    "convert an alias": (post("convert_alias"), None),
    "privacy": (post("set_privacy", restriction_type="login"), None),
    "lock": (post("lock"), None),
    "unlock": (post("unlock"), None),
    "unschedule": (post("revisions_unschedule", "latest"), "unschedule"),
    "bulk publish": (bulk("publish"), None),
    "bulk unpublish": (bulk("unpublish"), None),
    "bulk delete": (bulk("delete"), None),
    "bulk move": (bulk("move"), None),
}


def looks(page):
    """Addresses under which an account of the back office could come across the piece."""

    def at(view, *names):
        return reverse(f"wagtailadmin_pages:{view}", args=numbers(page, names))

    return {
        "edit": at("edit", "page"),
        "draft": at("view_draft", "page"),
        "history": at("history", "page"),
        "old version": at("revisions_view", "page", "first"),
        "revert": at("revisions_revert", "page", "first"),
        "compare": at("revisions_compare", "page", "earliest", "latest"),
        "usage": at("usage", "page"),
        "delete": at("delete", "page"),
        "workflow history": at("workflow_history", "page"),
        "workflow preview": at("workflow_preview", "page", "task"),
        "workflow action": at("workflow_action", "page", "approve", "state"),
        "collect action data": at("collect_workflow_action_data", "page", "reject", "state"),
        "explorer of the unit": reverse("wagtailadmin_explore", args=numbers(page, ["parent"])),
        "explorer of the piece": reverse("wagtailadmin_explore", args=[page.pk]),
        "search": at("search") + "?q=" + "dọn",
        "chooser": reverse("wagtailadmin_choose_page_child", args=numbers(page, ["parent"])),
        "chooser of the piece": reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        "chooser of the piece for links": reverse("wagtailadmin_choose_page_child", args=[page.pk])
        + "?page_type=submissions.newspage&allow_external_link=true",
        "chosen in the chooser": reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
        "chooser search": reverse("wagtailadmin_choose_page_search") + "?q=dọn",
        "bulk confirmation": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
        "bulk confirmation of all": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id=all&childOf={page.get_parent().pk}",
        "page api": reverse("wagtailadmin_api:pages:listing") + f"?child_of={page.get_parent().pk}",
        "page api detail": reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        "home": reverse("wagtailadmin_home"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "workflow report": reverse("wagtailadmin_reports:workflow"),
        "task report": reverse("wagtailadmin_reports:workflow_tasks"),
        "aging pages": reverse("wagtailadmin_reports:aging_pages"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "piece": reverse("submissions:piece", args=[page.pk]),
        "quick form": reverse("submissions:quick", args=[page.pk]),
    }


def publication(page):
    """What must not move unless the piece is published or taken down by right."""
    row = NewsPage.objects.filter(pk=page.pk).values(
        "live", "first_published_at", "live_revision_id", "expire_at", "path", "published_at", "is_live"
    )
    actions = ("wagtail.publish", "wagtail.unpublish", "wagtail.publish.schedule", "wagtail.schedule.cancel")
    count = PageLogEntry.objects.filter(action__in=actions).count()
    return list(row), NewsPage.objects.count(), count, NewsPage.objects.filter(live=True).values_list("title").first()


def chain_record(page):
    return (
        list(TaskState.objects.order_by("pk").values_list("pk", "status", "finished_by_id")),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        list(page.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True)),
        Notice.objects.count(),
        Email.objects.count(),
    )


def wording(page):
    return revision_digest(fresh(page).get_latest_revision()), page.revisions.count(), page.title


def tomorrow():
    return (timezone.localtime() + timezone.timedelta(days=1)).strftime("%d/%m/%Y %H:%M")
