"""Titles of drafts: by no view of Wagtail's does an account learn one that is not its own."""

import pytest
from django.urls import reverse

from tests.submissions.states import make_piece

pytestmark = pytest.mark.django_db
TOLD = ("draft",)
SUPERUSERS_REPORTS = ["site_history", "workflow", "workflow_tasks", "aging_pages", "locked_pages", "page_types_usage"]


@pytest.mark.parametrize("who", ["official", "other_contributor", "administrator", "editor", "desk"])
def test_chosen_pages_tell_no_title_of_a_draft(client, cast, who):
    page = make_piece("draft", cast)
    client.force_login(getattr(cast, who))
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    for query in ({"id": page.pk}, {"id": [cast.unit.page_id, page.pk]}, {"id": "²"}, {"id": f"+{page.pk}"}):
        assert client.get(address, query).status_code == 404


def test_chosen_pages_are_told_to_whoever_may_know_of_them(client, cast):
    draft, live = make_piece("draft", cast), make_piece("published", cast)
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    client.force_login(cast.contributor)
    assert draft.title in client.get(address, {"id": [draft.pk, live.pk]}).json()["result"][0]["adminTitle"]
    client.force_login(cast.other_contributor)
    assert client.get(address, {"id": live.pk}).status_code == 200


@pytest.mark.parametrize("who", ["administrator", "editor", "other_leader"])
def test_explorer_results_name_no_draft(client, cast, who):
    page = make_piece("draft", cast)
    client.force_login(getattr(cast, who))
    assert client.get(reverse("wagtailadmin_explore_results", args=[page.pk])).status_code == 404


@pytest.mark.parametrize("name", SUPERUSERS_REPORTS)
@pytest.mark.parametrize("end", ["", "_results"])
def test_wagtails_reports_are_the_superusers(client, cast, name, end):
    address = reverse(f"wagtailadmin_reports:{name}{end}")
    for who in ("administrator", "other_contributor", "editor", "official", "contributor"):
        client.force_login(getattr(cast, who))
        assert client.get(address).status_code == 404, who
    client.force_login(cast.superuser)
    assert client.get(address).status_code == 200


def test_our_report_stays_open(client, cast):
    client.force_login(cast.official)
    assert client.get(reverse("compliance:report")).status_code == 200
