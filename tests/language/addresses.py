"""Every address of the admin that the resolver knows, with objects of the town for its arguments."""

import re

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from home.models import AlertsPage
from library.models import Field
from submissions.guides import guides

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
    "unit_pk": lambda town: [town.unit.pk],
    "task_id": lambda town: [town.task.pk],
    "workflow_pk": lambda town: [town.workflow.pk],
    "session_id": lambda town: [town.session.pk],
    "object_id": lambda town: [town.session.object_id],
    "redirect_id": lambda town: [town.redirect.pk],
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
    "author_id": lambda town: [town.tables.writer.pk, town.lists.staff.pk],
    "year": lambda town: [town.objection.year],
    "objection": lambda town: [town.objection.pk],
}
BY_NAMESPACE = {
    "quotas": lambda town: town.quota,
    "unit_endings": lambda town: town.ending,
    "unit_kinds": lambda town: town.kind,
    "categories": lambda town: town.decree_point.category,
    "decrees": lambda town: town.decree_point.decree,
    "decree_points": lambda town: town.decree_point,
    "exemptions": lambda town: town.exemption,
    "days_off": lambda town: town.day_off,
    "score_schemes": lambda town: town.scheme,
    "scores": lambda town: town.unit,
    "reporting_rules": lambda town: town.rule,
    "genre_rates": lambda town: town.genre_rate,
    "base_salaries": lambda town: town.base_salary,
    "royalty_policies": lambda town: town.royalty_policy,
    "tax_rules": lambda town: town.tax_rule,
    "surcharges": lambda town: town.surcharge,
    "tax_marks": lambda town: town.lists.declared,
    "unclaimed_royalties": lambda town: town.lists.unclaimed,
    "royalty_authors": lambda town: town.tables.writer,
    "allocations": lambda town: town.allocation,
    "maintenance_costs": lambda town: town.cost,
    "budget_sources": lambda town: town.budget_source,
    "letters": lambda town: town.letter,
    "document_forms": lambda town: town.statement.form,
    "document_authorities": lambda town: town.statement.authority,
    "document_fields": lambda town: Field.objects.first(),
    "feedback": lambda town: town.questions["forwarded"],
    "consultation": lambda town: town.consultation,
    "units": lambda town: town.unit,
    "unit_contacts": lambda town: town.contact,
    "papers": lambda town: town.paper,
    "devices": lambda town: town.contributor,
    "memberships": lambda town: town.membership,
    "wagtailsites": lambda town: town.site,
    "wagtailusers_users": lambda town: town.contributor,
    "wagtailusers_groups": lambda town: town.group,
    "wagtailadmin_collections": lambda town: town.unit.collection,
    "wagtailadmin_workflows": lambda town: town.workflow,
    "wagtailsettings": lambda town: town.site,
    "wagtaildocs_chooser": lambda town: town.document,
    "wagtailimages_chooser": lambda town: town.photo,
    "royalty_tables": lambda town: town.tables.draft,
    "payment_lists": lambda town: town.lists.open,
    "wagtailadmin_api:pages": lambda town: town.pieces["published"],
    "wagtailadmin_api:documents": lambda town: town.document,
    "wagtailadmin_api:images": lambda town: town.photo,
}
# What is asked behind the address; lists are asked for what is there and for what is not.
QUERIES = {
    "compliance:pieces": lambda town: [f"?column=sent&unit={town.unit.pk}", f"?column=with_photo&unit={town.unit.pk}"],
    # Nobody is corrected while the period runs.
    "compliance:correcting": lambda town: [f"?period={ReportingPeriod.current(rules=all_rules()).previous.key}"],
    "budget:running": lambda town: ["", f"?year={town.allocation.year}"],
    "budget:entries": lambda town: ["", "?stage=paid", "?purpose=maintenance&stage=allotted"],
    "royalty_tables:deductions": lambda town: ["", "?q=tin", NOTHING_FOUND],
    "royalty_tables:units": lambda town: ["", "?span=q1", "?year=2019&span=x"],
    "officers:register": lambda town: ["", "?only_missing=on", "?with_leaders=on&day=x", "?day=01/01/2018"],
    "upkeep:mails": lambda town: ["", "?xem=cho", "?xem=da-gui&q=x"],
    "upkeep:changes": lambda town: ["", "?kind=don-vi", "?since=x&person=x", "?since=01/01/2040", "?tep=csv"],
    "upkeep:entries": lambda town: ["", "?person=x&address=x", "?since=01/01/2040", "?tep=xlsx"],
    "royalty_personal:log": lambda town: ["", "?kind=tac-gia", "?since=01/01/2040"],
    "statements:index": lambda town: ["", "?xem=tat-ca", "?xem=da-go", "?xem=cong-khai&q=x", NOTHING_FOUND],
    "statements:read_many": lambda town: ["", f"?chon={town.statement.pk}"],
    "letters:index": lambda town: ["", "?xem=tu-dong", "?xem=da-xu-ly"],
    "feedback:register": lambda town: ["", "?xem=qua-han", "?xem=da-tra-loi", "?xem=cho-dang"],
    "feedback:notes": lambda town: ["", "?xem=xong"],
    "consultation:comments": lambda town: ["", "?xem=tat-ca", "?xem=cho-duyet", "?xem=nghi-rac", "?xem=rac"],
    "wagtailadmin_choose_page_search": lambda town: ["?q=bi%E1%BB%83n", NOTHING_FOUND],
}
NOTHING_FOUND = "?q=khong-co-gi-nhu-vay"
# What says something else of a table in each of its states, and of each kind of line.
OF_A_TABLE = ("table", "docx", "xlsx", "csv", "submit", "take_back", "send_back", "approve", "discard", "recompute")
OF_A_LINE = (
    "line",
    "coefficient",
    "percent",
    "author",
    "new_author",
    "unpaid",
    "pay_again",
    "encourage",
    "surcharge",
    "take_off",
)
OF_A_QUESTION = ("question", "sender")
# In which state somebody may do each act on an opinion.
OPINIONS = {
    "tra-loi": "new",
    "rac": "new",
    "xac-nhan-rac": "suspect",
    "cong-khai": "drafted",
    "rut": "answered",
    "mo-lai": "spam",
}
# What says something else of a payment list in each of its states.
OF_A_LIST = (
    "list",
    "docx",
    "xlsx",
    "statement_docx",
    "statement_xlsx",
    "request",
    "bank",
    "check",
    "recompute",
    "take_back",
    "send_back",
    "send_back_approved",
    "approve",
    "paid",
    "discard",
)
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
        },
        {
            "content_type_app_name": "library",
            "content_type_model_name": "documentpage",
            "parent_page_id": town.statement.get_parent().pk,
        },
        *(
            {
                "content_type_app_name": "planning",
                "content_type_model_name": page._meta.model_name,
                "parent_page_id": page.get_parent().pk,
            }
            for page in town.publications
        ),
        {
            "content_type_app_name": "home",
            "content_type_model_name": "alertpage",
            "parent_page_id": AlertsPage.objects.get().pk,
        },
        *(
            {
                "content_type_app_name": "about",
                "content_type_model_name": name,
                "parent_page_id": town.introducing.get_parent().pk,
            }
            for name in ("organisationpage", "wardmappage", "subjectpage")
        ),
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
        {"app_name": "submissions", "model_name": "registerdeadline", "pk": town.deadline.pk},
        {"app_name": "submissions", "model_name": "letterhead", "pk": town.letterhead.pk},
        {"app_name": "submissions", "model_name": "locality", "pk": town.locality.pk},
        {"app_name": "submissions", "model_name": "approvalrules", "pk": town.approval_rules.pk},
        {"app_name": "submissions", "model_name": "decisionsbymail", "pk": town.decisions_by_mail.pk},
        {"app_name": "submissions", "model_name": "photorules", "pk": town.photo_rules.pk},
        {"app_name": "feedback", "model_name": "feedbackrules", "pk": town.feedback_rules.pk},
        {"app_name": "subscriptions", "model_name": "subscriptionrules", "pk": town.subscription_rules.pk},
        {"app_name": "compliance", "model_name": "reminderplan", "pk": town.reminder_plan.pk},
        {"app_name": "compliance", "model_name": "unitcomparison", "pk": town.unit_comparison.pk},
        {"app_name": "compliance", "model_name": "publicsupply", "pk": town.public_supply.pk},
        {"app_name": "royalties", "model_name": "royaltytitles", "pk": town.tables.titles.pk},
    ],
    **{
        f"statements:{name}": lambda town: [
            {"pk": page.pk} for page in (town.statement, town.public_statement, *town.publications)
        ]
        for name in ("statement", "publish", "withdraw", "delete")
    },
    "papers:attach": lambda town: [{"pk": piece.pk} for piece in pieces(town)],
    "submissions:end_stand_in": lambda town: [{"pk": town.stand_in.pk}],
    "allocations:delete": lambda town: [{"pk": town.unused_allocation.pk}],
    "budget_sources:delete": lambda town: [{"pk": town.unused_source.pk}],
    **{f"royalty_tables:{name}": lambda town: list(tables_of(town)) for name in OF_A_TABLE},
    **{f"royalty_tables:{name}": lambda town: list(lines_of(town)) for name in OF_A_LINE},
    "royalty_tables:restore": lambda town: [(town.tables.draft.pk, town.tables.approved.lines.first().pk)],
    "royalty_tables:deduct": lambda town: [(town.tables.draft.pk, town.tables.approved.lines.first().pk)],
    **{f"payment_lists:{name}": lambda town: [{"pk": known.pk} for known in lists_of(town)] for name in OF_A_LIST},
    "payment_lists:person": lambda town: [(known.pk, known.lines.first().pk) for known in lists_of(town)],
    "payment_lists:tax": lambda town: [(town.lists.open.pk, town.lists.open.lines.first().pk)],
    "payment_lists:kind": lambda town: [(town.lists.open.pk, town.lists.open.lines.first().pk)],
    "payment_lists:put_together": lambda town: [(town.lists.open.pk, town.lists.waiting.pk)],
    "unclaimed_royalties:notice": lambda town: [(town.lists.unclaimed.pk, 1)],
    "unclaimed_royalties:set_aside": lambda town: [(town.lists.paid.pk, town.lists.unclaimed.line_id)],
    "royalty_tables:unit": lambda town: [{"pk": town.unit.pk}],
    **{f"feedback:{name}": lambda town: [{"pk": one.pk} for one in town.questions.values()] for name in OF_A_QUESTION},
    "feedback:act": lambda town: [
        {"pk": one.pk, "act": act} for state, one in town.questions.items() for act in town.acts_on[state]
    ],
    "feedback:photo": lambda town: [{"pk": town.question_photo.question_id, "photo": town.question_photo.pk}],
    "feedback:note_done": lambda town: [{"pk": town.page_note.pk}],
    "consultation:comment": lambda town: [{"pk": one.pk} for one in town.opinions.values()],
    "consultation:sender": lambda town: [{"pk": one.pk} for one in town.opinions.values()],
    "consultation:act": lambda town: [{"pk": town.opinions[state].pk, "act": act} for act, state in OPINIONS.items()],
    "memberships:delete": lambda town: [{"pk": town.unused_membership.pk}],
    "devices:end": lambda town: [{"pk": town.device.pk}],
    "own_security:remove": lambda town: [{"pk": town.factor.pk}],
    "own_security:end_session": lambda town: [{"pk": town.open_session.pk}],
    **{f"factor_resets:{name}": lambda town: [{"pk": town.lost.pk}] for name in ("account", "ask")},
    **{f"factor_resets:{name}": lambda town: [{"pk": town.factor_reset.pk}] for name in ("confirm", "withdraw")},
    **dict.fromkeys(("openid_connect_login", "openid_connect_callback"), lambda town: [{"provider_id": "oidc"}]),
    "wagtaildocs_serve": lambda town: [(town.document.pk, town.document.filename)],
}


def lists_of(town):
    lists = town.lists
    return lists.open, lists.waiting, lists.approved, lists.paid, lists.sent_back


def pieces(town, states=SOME_STATES):
    return [town.pieces[state] for state in states]


def pieces_for(name, town):
    """The pieces that the view `name` is asked about."""
    return pieces(town, town.pieces if name in IN_EVERY_STATE else SOME_STATES)


def tables_of(town):
    for table in (town.tables.draft, town.tables.waiting, town.tables.approved):
        yield {"pk": table.pk}


def lines_of(town):
    for line in town.tables.draft.lines.order_by("place"):
        yield {"pk": line.table_id, "line_id": line.pk}


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
        return [
            *(piece.pk for piece in pieces_for(name, town)),
            town.unit.page.pk,
            town.statement.pk,
            town.introducing.pk,
            town.consultation.pk,
            *(page.pk for page in town.publications),
        ]
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
        if not _is_admin(name):
            continue
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
    of_ours = (
        r"alive|ready|(agenda|by_mail|feeds|finding|listening|open_data|opinions|page_notes|places|public_supply):|"
    )
    of_ours += r"(questions|sheets|subscriptions):|search(_suggest)?$"
    public = rf"{of_ours}|wagtail_serve|wagtailcore_|wagtaildocs_(serve|authenticate)"
    return not re.match(public, name)
