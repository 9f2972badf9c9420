"""Which addresses of Wagtail's the guard knows, and by which arguments: all others are refused, on any version.

A later Wagtail may add a view about pages or files, or name its arguments otherwise; a rule that looks for `page_id`
would then not find the page, and let everybody through. So an address stands here before it is answered, once somebody
has looked at what its view asks; `tests/submissions/guard/test_known.py` names those of the installed Wagtail that are
missing.
"""

import logging

from django.http import Http404

logger = logging.getLogger(__name__)

# {namespace: {arguments: names}}; a star stands for an argument without a name. An address may have several writings.
KNOWN = {
    "": {
        "": (
            "wagtailadmin_account wagtailadmin_block_preview wagtailadmin_choose_page "
            "wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_chosen_multiple "
            "wagtailadmin_choose_page_email_link wagtailadmin_choose_page_external_link "
            "wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_search wagtailadmin_dismissibles "
            "wagtailadmin_error_test wagtailadmin_explore_root wagtailadmin_home wagtailadmin_javascript_catalog "
            "wagtailadmin_login wagtailadmin_logout wagtailadmin_password_reset "
            "wagtailadmin_password_reset_complete wagtailadmin_password_reset_done wagtailadmin_sprite "
            "wagtailadmin_tag_autocomplete wagtailcore_login"
        ),
        "*": "wagtail_serve",
        "* *": "wagtaildocs_serve",
        "app_label model_name action": "wagtail_bulk_action",
        "app_name model_name": "wagtailadmin_tag_model_autocomplete",
        "page_view_restriction_id page_id": "wagtailcore_authenticate_with_password",
        "parent_page_id": "wagtailadmin_choose_page_child wagtailadmin_explore wagtailadmin_explore_results",
        "restriction_id": "wagtaildocs_authenticate_with_password",
        "uidb64 token": "wagtailadmin_password_reset_confirm",
    },
    "wagtailadmin_api:documents": {
        "": "find listing",
        "pk": "detail",
    },
    "wagtailadmin_api:images": {
        "": "find listing",
        "pk": "detail",
    },
    "wagtailadmin_api:pages": {
        "": "find listing",
        "pk": "detail",
        "pk action_name": "action",
    },
    "wagtailadmin_collections": {
        "": "add index",
        "collection_id": "set_privacy",
        "pk": "delete edit",
    },
    "wagtailadmin_editing_sessions": {
        "app_label model_name object_id session_id": "ping",
        "session_id": "release",
    },
    # Nothing here is without its page in what `guard.page_number` reads, or it is about none.
    "wagtailadmin_pages": {
        "": "search search_results",
        "* * *": "revisions_compare",
        "app_label model_name": "choose_parent",
        "content_type_app_name content_type_model_name": "type_use type_use_results",
        "content_type_app_name content_type_model_name parent_page_id": "add preview_on_add",
        "page_id": (
            "confirm_workflow_cancellation convert_alias copy delete edit history history_results lock "
            "preview_on_edit revisions_index set_privacy unlock unpublish usage view_draft workflow_history"
        ),
        "page_id action_name task_state_id": "collect_workflow_action_data workflow_action",
        "page_id revision_id": "revisions_revert revisions_unschedule revisions_view",
        "page_id task_id": "workflow_preview",
        "page_id workflow_state_id": "workflow_history_detail",
        "page_to_move_id": "move set_page_position",
        "page_to_move_id destination_id": "move_confirm",
        "parent_page_id": "add_subpage",
        "pk revision_id_a revision_id_b": "revisions_compare",
    },
    "wagtailadmin_reports": {
        "": (
            "aging_pages aging_pages_results locked_pages locked_pages_results page_types_usage "
            "page_types_usage_results site_history site_history_results workflow workflow_results workflow_tasks "
            "workflow_tasks_results"
        ),
    },
    "wagtailadmin_workflows": {
        "": (
            "add index index_results select_task_type task_chooser task_chooser_create task_chooser_results "
            "task_index task_index_results"
        ),
        "app_label model_name": "add_task",
        "page_pk": "remove",
        "page_pk workflow_pk": "remove",
        "pk": "disable disable_task edit edit_task enable enable_task usage usage_results",
        "task_id": "task_chosen",
    },
    "wagtaildocs": {
        "": "add add_multiple index index_results",
        "doc_id": "delete_multiple edit_multiple",
        "document_id": "delete document_usage edit",
        "uploaded_file_id": "create_multiple_from_uploaded_document delete_upload_multiple",
    },
    "wagtaildocs_chooser": {
        "": "choose choose_results chosen_multiple create",
        "pk": "chosen",
    },
    "wagtailembeds": {
        "": "chooser chooser_upload",
    },
    "wagtailimages": {
        "": "add add_multiple index index_results",
        "image_id": "delete delete_multiple edit edit_multiple image_usage url_generator url_generator_output",
        "image_id filter_spec": "preview",
        "uploaded_file_id": "create_multiple_from_uploaded_image delete_upload_multiple",
    },
    "wagtailimages_chooser": {
        "": "choose choose_results chosen_multiple create",
        "image_id": "select_format",
        "pk": "chosen",
    },
    "wagtailredirects": {
        "": "add index index_results process_import start_import",
        "redirect_id": "delete edit",
    },
    "wagtailsettings": {
        "app_name model_name": "edit",
        "app_name model_name pk": "edit preview_on_edit",
    },
    "wagtailsites": {
        "": "add index index_results",
        "pk": "copy delete edit history history_results usage",
    },
    "wagtailsnippets": {
        "": "index",
    },
    "wagtailusers_groups": {
        "": "add index index_results",
        "pk": "delete edit history history_results usage",
    },
    "wagtailusers_users": {
        "": "add index index_results",
        "pk": "delete edit history history_results usage",
    },
}
ADDRESSES = frozenset(
    (space, name, frozenset(arguments.replace("*", "").split()), arguments.count("*"))
    for space, written in KNOWN.items()
    for arguments, names in written.items()
    for name in names.split()
)


def is_wagtails(match):
    """Whether `match` (a ResolverMatch) is an address of Wagtail's own, not one of a viewset that we registered."""
    return (match.namespace or match.url_name or "").startswith("wagtail")


def is_known(match):
    """Whether somebody has looked at the address `match` (a ResolverMatch) of Wagtail's, with these arguments."""
    return (match.namespace, match.url_name, frozenset(match.captured_kwargs), len(match.args)) in ADDRESSES


def refuse_unknown(match):
    """Raise Http404 for an address of Wagtail's (a ResolverMatch) that is not known, and tell the log which."""
    if is_wagtails(match) and not is_known(match):
        logger.error(
            "Refused: nobody has decided about Wagtail's address %s (%s). See submissions/guard/known.py.",
            match.view_name,
            ", ".join(match.captured_kwargs) or len(match.args),
        )
        raise Http404
