"""A reader's account reads and exports: whatever address of the back office it posts to, nothing is done.

Every address is asked for with an empty POST, which is enough: what asks for a right asks before it reads the form.
Refused means led home, to the log-in, or told so by the status; and not a row is written.
"""

import pytest
from django.test import Client
from django.urls import reverse

from tests.language import addresses
from tests.language.writing import tables_written

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("not_found_once")]

# What a person does to the own account, or before anybody is known.
OWN = {
    "wagtailadmin_account": "name, language and theme of the own account",
    "wagtailadmin_logout": "ends the own session",
    "wagtailadmin_login": "asks for a password, of whoever it is",
    "doors:code": "asks for the second factor of whoever typed the password",
    "doors:prove": "asks for the own password",
    "doors:set_up": "the own second factor",
    "doors:set_up_passkey": "the own second factor",
    "own_security:codes": "the own codes on paper",
    "own_security:remove": "the own second factor",
    "own_security:end_session": "ends an own session, and finds none of others",
    "own_security:end_others": "ends the own other sessions",
    "wagtailadmin_password_reset": "writes to the owner of the address",
    "wagtailadmin_password_reset_confirm": "asks for the link of the mail",
}
# What answers a POST as it answers a GET, and does nothing: parts of Wagtail's forms, and lists for its scripts.
ANSWERS = {
    "session": "says to a script who is logged in",
    "wagtailadmin_error_test": "raises on purpose, to try the handler of errors",
    "wagtailadmin_choose_page_anchor_link": "a form that hands a link to the editor in the browser",
    "wagtailadmin_choose_page_email_link": "a form that hands a link to the editor in the browser",
    "wagtailadmin_choose_page_external_link": "a form that hands a link to the editor in the browser",
    "wagtailadmin_choose_page_phone_link": "a form that hands a link to the editor in the browser",
    "wagtailadmin_editing_sessions:release": "ends the own visit to a piece, and finds none of others",
    "wagtailadmin_pages:choose_parent": "a form that leads to another, which refuses",
    "wagtailadmin_pages:confirm_workflow_cancellation": "says whether a script has to ask",
    "wagtailadmin_pages:revisions_index": "an old address that leads on to the history, which refuses",
    "wagtailadmin_sprite": "the icons",
    "wagtailadmin_tag_autocomplete": "a list for a script",
    "wagtailadmin_tag_model_autocomplete": "a list for a script",
    "wagtailadmin_workflows:task_chosen": "the name of a step",
    "wagtailembeds:chooser": "a form that hands a video's address to the editor in the browser",
    "wagtailembeds:chooser_upload": "a form that hands a video's address to the editor in the browser",
}


def is_refused(response):
    """Whether an answer to a POST says no: by its status, or by leading home or to the log-in."""
    if response.status_code == 302:
        return response.url == "/admin/" or response.url.startswith("/admin/login/")
    return response.status_code in (400, 403, 404, 405)


def test_every_post_of_a_reader_is_refused_and_changes_nothing(town):
    at = addresses.of_the_admin(town)
    assert OWN.keys() | ANSWERS.keys() <= at.keys()
    client = Client(raise_request_exception=False)
    client.force_login(town.official)
    let_in, wrote = {}, {}
    for name in at.keys() - OWN.keys():
        for address in {address.partition("?")[0] for address in at[name]}:
            with tables_written() as written:
                response = client.post(address)
            if not is_refused(response):
                let_in.setdefault(name, []).append(f"{address}: {response.status_code}")
            if written:
                wrote.setdefault(name, []).append(f"{address}: {sorted(written)}")
    assert wrote == {}
    assert sorted(let_in) == sorted(ANSWERS), let_in


def test_the_same_is_not_refused_to_who_may(town):
    """Else the above could not fail: the same empty POSTs reach the forms of the desk and the administrator."""
    client = Client()
    for user, names in (
        (town.desk, ("quotas:add", "exemptions:add", "days_off:add", "reporting_rules:add")),
        (town.desk, ("categories:add", "decrees:add", "decree_points:add")),
        (town.administrator, ("units:add", "memberships:add", "wagtailusers_users:add")),
    ):
        client.force_login(user)
        for name in names:
            assert not is_refused(client.post(reverse(name))), name
    page = town.pieces["draft"]
    client.force_login(town.contributor)
    with tables_written() as written:
        client.post(reverse("submissions:delete", args=[page.pk]))
    assert "submissions_newspage" in written
