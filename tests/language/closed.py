"""Views of Wagtail's admin that nobody reaches, whatever the role, each with the reason."""

_DECIDED_BY_THE_CHAIN = "what happens to a piece is decided on its own page (docs/chain.md, submissions/guard/guard.py)"
_TREE_STANDS = "the tree of pages is made by the site and stays as it is (docs/chain.md, submissions/rights/testers.py)"
_STEPS_STAND = "the steps of the chain are the project's, not a setting (submissions/guard/machinery.py)"
_SCRIPTS_ONLY = "Wagtail's scripts do without it (submissions/guard/machinery.py)"
_NEVER_DELETED = "an account with decisions is switched off, not deleted (docs/chain.md)"
_NO_OTHER_SIZES = "photos are public in the sizes of the templates alone (site_cms/urls.py has no wagtailimages_serve)"

_OFF = "an office's own log-in is off unless the settings name its server (tests/doors/entering/test_oidc.py)"

CLOSED = {
    "doors:code": "asked between the password and the session (tests/doors/entering/test_second_factor.py)",
    "choose_password": "takes the token of the mail out of the address, and leads on (docs/safety.md)",
    "own_security:remove": "the town's people have no second factor (tests/doors/own/test_own.py)",
    **dict.fromkeys(("doors:oidc_connect", "openid_connect_login", "openid_connect_callback"), _OFF),
    **dict.fromkeys(
        (
            "wagtailadmin_pages:convert_alias",
            "wagtailadmin_pages:lock",
            "wagtailadmin_pages:set_privacy",
            "wagtailadmin_pages:unlock",
            "wagtailadmin_pages:unpublish",
            "wagtailadmin_pages:workflow_action",
            "wagtailadmin_pages:workflow_preview",
        ),
        _DECIDED_BY_THE_CHAIN,
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_pages:add_subpage",
            "wagtailadmin_pages:copy",
            "wagtailadmin_pages:move",
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:set_page_position",
        ),
        _TREE_STANDS,
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_workflows:disable",
            "wagtailadmin_workflows:disable_task",
            "wagtailadmin_workflows:edit",
            "wagtailadmin_workflows:edit_task",
            "wagtailadmin_workflows:enable",
            "wagtailadmin_workflows:enable_task",
        ),
        _STEPS_STAND,
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_api:documents:find",
            "wagtailadmin_api:images:find",
            "wagtailadmin_api:pages:action",
            "wagtailadmin_api:pages:find",
        ),
        _SCRIPTS_ONLY,
    ),
    "wagtail_bulk_action": "closed to everybody (docs/safety.md, submissions/guard/machinery.py)",
    "wagtailadmin_block_preview": "no block of the body has a preview",
    "wagtailadmin_pages:revisions_index": "an old address of Wagtail's that leads on to the history",
    **dict.fromkeys(
        (
            "base_salaries:delete",
            "genre_rates:delete",
            "royalty_policies:delete",
            "tax_rules:delete",
        ),
        "a rule of royalties ends, it is not deleted: tables of its time rest on it (RateKeptView)",
    ),
    "surcharges:delete": "a surcharge ends, it is not deleted: tables of its time rest on it (RateKeptView)",
    "tax_marks:delete": "a declaration ends, it is not deleted: lists of its time were taxed by it (TaxMarkKeptView)",
    "royalty_authors:delete": "an author stays: what was paid to whom must stay known (AuthorKeptView)",
    "quotas:delete": "a minimum ends, it is not deleted: figures of its time rest on it (docs/rules.md, QuotaKeptView)",
    **dict.fromkeys(
        ("categories:delete", "decrees:delete", "decree_points:delete"),
        "the law and the sections of its time stay: they get an end (docs/rules.md, compliance/decrees)",
    ),
    **dict.fromkeys(
        ("document_forms:delete", "document_authorities:delete", "document_fields:delete"),
        "documents are filed under it: it is renamed or left unused (docs/library.md, TermKeptView)",
    ),
    "reporting_rules:delete": "a rule stays, a later one follows it (docs/periods.md, RuleKeptView)",
    "score_schemes:delete": "a scheme of points is not deleted: the points of its years rest on it (docs/year.md)",
    "unit_contacts:delete": "details of how a unit is reached are changed or emptied (docs/notices.md)",
    "units:delete": "a unit is closed, not deleted: its slug is never used again (docs/units.md)",
    "wagtailimages:url_generator": _NO_OTHER_SIZES,
    "wagtailimages:url_generator_output": _NO_OTHER_SIZES,
    "wagtailsettings:preview_on_edit": "the agency's details have no preview",
    "wagtailsnippets:index": "no model is a snippet",
    "wagtailusers_users:delete": _NEVER_DELETED,
}
