"""Every address of the admin that the resolver knows, with objects of the town for its arguments."""

import re

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from submissions import guides

# Views that say something else in each state of a piece; the others are asked about those of SOME_STATES.
IN_EVERY_STATE = {"submissions:piece", "wagtailadmin_pages:edit"}
# Together they open every one of our actions to somebody.
SOME_STATES = ("draft", "at_leader", "at_board", "scheduled", "published", "published_unit_draft")

# By the name of an argument, whatever the view; `pk` depends on the view and is below.
BY_ARGUMENT = {
    "role": lambda town: guides.SLUGS,
    "page_pk": lambda town: [town.home.pk],
    "parent_page_id": lambda town: [town.unit.page.pk, town.home.pk],
    "page_to_move_id": lambda town: [town.pieces["draft"].pk],
    "destination_id": lambda town: [town.home.pk],
    "document_id": lambda town: [town.document.pk],
    "doc_id": lambda town: [town.document.pk],
    "image_id": lambda town: [town.photo.pk, town.free_photo.pk],
    "uploaded_file_id": lambda town: [town.waiting_document.pk, town.waiting_photo.pk],
    "filter_spec": lambda town: ["max-165x165"],
    "collection_id": lambda town: [town.unit.collection.pk],
    "task_id": lambda town: [town.task.pk],
    "workflow_pk": lambda town: [town.workflow.pk],
    "session_id": lambda town: [town.session.pk],
    "object_id": lambda town: [town.session.object_id],
    "restriction_id": lambda town: [town.restriction.pk],
    "page_view_restriction_id": lambda town: [town.restriction.pk],
    "app_label": lambda town: ["submissions"],
    "model_name": lambda town: ["newspage"],
    "content_type_app_name": lambda town: ["submissions"],
    "content_type_model_name": lambda town: ["newspage"],
    "app_name": lambda town: ["submissions"],
    "uidb64": lambda town: [town.reset["uidb64"]],
    "token": lambda town: [town.reset["token"]],
    "action_name": lambda town: ["reject"],
}
BY_NAMESPACE = {
    "quotas": lambda town: town.quota,
    "reporting_rules": lambda town: town.rule,
    "units": lambda town: town.unit,
    "memberships": lambda town: town.membership,
    "wagtailsites": lambda town: town.site,
    "wagtailusers_users": lambda town: town.contributor,
    "wagtailusers_groups": lambda town: town.group,
    "wagtailadmin_collections": lambda town: town.unit.collection,
    "wagtailadmin_workflows": lambda town: town.workflow,
    "wagtailsettings": lambda town: town.site,
    "wagtaildocs_chooser": lambda town: town.document,
    "wagtailimages_chooser": lambda town: town.photo,
    "wagtailadmin_api:pages": lambda town: town.pieces["published"],
    "wagtailadmin_api:documents": lambda town: town.document,
    "wagtailadmin_api:images": lambda town: town.photo,
}
# What is asked behind the address; lists are asked for what is there and for what is not.
QUERIES = {
    "compliance:pieces": lambda town: [f"?column=sent&unit={town.unit.pk}", f"?column=with_photo&unit={town.unit.pk}"],
    "wagtailadmin_choose_page_search": lambda town: ["?q=bi%E1%BB%83n", NOTHING_FOUND],
}
NOTHING_FOUND = "?q=khong-co-gi-nhu-vay"
LISTS = ("index", "index_results", "unit_list", "archive", "board_queue", "search", "search_results", "choose_results")
# Whole sets of arguments, where one argument depends on another.
BY_VIEW = {
    "wagtail_bulk_action": lambda town: [
        {"app_label": app, "model_name": model, "action": action}
        for app, model, actions in (
            ("wagtailcore", "page", ("delete", "move", "publish", "unpublish")),
            ("submissions", "newsimage", ("delete", "add_tags", "add_to_collection")),
            ("submissions", "newsdocument", ("delete", "add_tags", "add_to_collection")),
            ("submissions", "user", ("delete", "set_active_state", "assign_role")),
        )
        for action in actions
    ],
    "wagtailadmin_pages:add": lambda town: [
        {
            "content_type_app_name": "submissions",
            "content_type_model_name": "newspage",
            "parent_page_id": town.unit.page.pk,
        }
    ],
    "wagtailadmin_pages:preview_on_add": lambda town: BY_VIEW["wagtailadmin_pages:add"](town),
    "wagtailadmin_pages:workflow_action": lambda town: list(steps(town)),
    "wagtailadmin_pages:collect_workflow_action_data": lambda town: list(steps(town)),
    "wagtailadmin_pages:workflow_history_detail": lambda town: [
        {"page_id": piece.pk, "workflow_state_id": piece.workflow_states.last().pk}
        for piece in pieces(town)
        if piece.workflow_states.exists()
    ],
    "wagtailadmin_pages:revisions_view": lambda town: list(versions(town)),
    "wagtailadmin_pages:revisions_revert": lambda town: list(versions(town)),
    "wagtailadmin_pages:revisions_unschedule": lambda town: [
        {"page_id": town.pieces["scheduled"].pk, "revision_id": town.pieces["scheduled"].scheduled_revision.pk}
    ],
    "wagtailadmin_pages:revisions_compare": lambda town: [(piece.pk, "earliest", "latest") for piece in pieces(town)],
    "wagtailadmin_api:pages:action": lambda town: [{"pk": town.pieces["draft"].pk, "action_name": "copy"}],
    "wagtailadmin_workflows:add_task": lambda town: [
        {"app_label": "submissions", "model_name": "unitleaderapprovaltask"}
    ],
    "wagtailadmin_tag_model_autocomplete": lambda town: [{"app_name": "taggit", "model_name": "tag"}],
    "wagtailsettings:edit": lambda town: [
        {"app_name": "home", "model_name": "agencydetails"},  # leads to the next
        {"app_name": "home", "model_name": "agencydetails", "pk": town.site.pk},
    ],
    "memberships:delete": lambda town: [{"pk": town.unused_membership.pk}],
    "wagtaildocs_serve": lambda town: [(town.document.pk, town.document.filename)],
}


def pieces(town, states=SOME_STATES):
    return [town.pieces[state] for state in states]


def pieces_for(name, town):
    """The pieces that the view `name` is asked about."""
    return pieces(town, town.pieces if name in IN_EVERY_STATE else SOME_STATES)


def steps(town):
    for piece in pieces(town):
        if piece.current_workflow_task_state:
            for action in ("approve", "reject"):
                yield {
                    "page_id": piece.pk,
                    "action_name": action,
                    "task_state_id": piece.current_workflow_task_state.pk,
                }


def versions(town):
    for piece in pieces(town):
        yield {"page_id": piece.pk, "revision_id": piece.revisions.order_by("pk").first().pk}


def views(resolver=None, namespaces=()):
    """Yield (name with namespaces, names of the arguments or None) of every view of the site; None: by position."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif entry.name:
            regex = entry.pattern.regex
            by_position = regex.groups > len(regex.groupindex)
            yield ":".join([*namespaces, entry.name]), None if by_position else tuple(regex.groupindex)


def arguments(name, wanted, town):
    """Yield the sets of arguments for a view: dicts, or tuples where it takes them by position."""
    if name in BY_VIEW:
        yield from BY_VIEW[name](town)
        return
    sets = [{}]
    for argument in wanted or ():
        sets = [known | {argument: value} for known in sets for value in values(name, argument, town)]
    yield from sets


def values(name, argument, town):
    if argument == "page_id":
        return [*(piece.pk for piece in pieces_for(name, town)), town.unit.page.pk]
    if argument != "pk":
        return BY_ARGUMENT[argument](town)
    namespace, _, view = name.rpartition(":")
    if namespace == "submissions":
        return [piece.pk for piece in pieces_for(name, town)]
    if view.endswith("_task"):
        return [town.task.pk]
    return [BY_NAMESPACE[namespace](town).pk]


def queries(name, town):
    if name in QUERIES:
        return QUERIES[name](town)
    return ["", NOTHING_FOUND] if name.endswith(LISTS) else [""]


def of_the_admin(town):
    """{name of a view: addresses} of everything below /admin/ that has a name."""
    found = {}
    for name, wanted in views():
        for given in arguments(name, wanted, town):
            try:
                address = reverse(name, **({"kwargs": given} if isinstance(given, dict) else {"args": given}))
            except NoReverseMatch:
                continue  # another pattern of the same name, with other arguments
            if address.startswith("/admin/"):
                found.setdefault(name, set()).update(address + query for query in queries(name, town))
    return {name: sorted(addresses) for name, addresses in found.items()}


def names_of_the_admin():
    """The names of all views below /admin/."""
    return {name for name, _wanted in views() if _is_admin(name)}


def _is_admin(name):
    return not re.match(r"healthz|wagtail_serve|wagtailcore_|wagtaildocs_(serve|authenticate)", name)
