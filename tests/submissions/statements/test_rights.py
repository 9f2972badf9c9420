"""The table of docs/rights.md, “What the board tells in its own name”, read and tried through the real views."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from library.models import DocumentPage
from submissions.statements import measure, publishing
from tests import factories
from tests.browserform import editor_form
from tests.plugins.told import told
from tests.statements import change, document, fresh, publish

pytestmark = pytest.mark.django_db
HEADING = "## What the board tells in its own name"


def table():
    """{(state, action): the words of the cell}."""
    part = Path(settings.BASE_DIR, "docs/rights.md").read_text(encoding="utf-8").split(HEADING)[1].split("\n## ")[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in part.splitlines() if line.startswith("|")]
    head, _line, *body = rows
    return {(row[0], action): set(row[1:][place].split(", ")) for row in body for place, action in enumerate(head[1:])}


class People:
    def __init__(self):
        unit = factories.UnitFactory()
        self.by_name = {
            "writer": factories.editor(),
            "board": factories.editor(),
            "head": factories.UserFactory(groups=["Trưởng Ban Biên tập"]),
            "contributor": factories.contributor_of(unit),
            "leader": factories.leader_of(unit),
            "desk": factories.UserFactory(groups=["Thường trực Ban Biên tập"]),
            "administrator": factories.UserFactory(groups=["Quản trị"]),
            "official": factories.UserFactory(groups=["Người xem báo cáo"]),
            "superuser": factories.UserFactory(is_superuser=True, is_staff=True),
        }
        self.other = factories.editor()


@told
def people():
    return People()


def made(state, people):
    writer = people.by_name["writer"]
    page = document(by=writer)
    if state == "draft":
        return page
    page = publish(page, by=people.other)
    if state == "withdrawn":
        publishing.withdraw(pk=page.pk, user=writer, reason="Sai")
        return fresh(page)
    return change(page, by=writer, extract="Sửa") if state == "changed" else page


def is_allowed(client, person, page, action):
    """Whether `person` does `action` to `page` by the real view, seen by what it left."""
    client.force_login(person)

    def address(name):
        return reverse(f"statements:{name}", args=[page.pk])

    if action == "see":
        return client.get(address("statement")).status_code == 200
    before = fresh(page)
    if action == "edit":
        form = editor_form(page, user=people_who_edit(page)) | {"extract": "Người này đã sửa"}
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
        return fresh(page).latest_revision_id != before.latest_revision_id
    client.post(address(action), {"position": measure.position(page), "reason": "Sai số liệu"})
    if action == "delete":
        return not DocumentPage.objects.filter(pk=page.pk).exists()
    if action == "publish":
        return fresh(page).live_revision_id not in (None, before.live_revision_id)
    return before.live and not fresh(page).live


def people_who_edit(page):
    return page.owner


@pytest.mark.parametrize("state", ["draft", "changed", "public", "withdrawn"])
@pytest.mark.parametrize("action", ["see", "edit", "publish", "withdraw", "delete"])
def test_the_table(client, people, plain_not_found, state, action):
    allowed = table()[state, action]
    for name, person in people.by_name.items():
        page = made(state, people)
        # The head of the board is of the board.
        wanted = ("board" if name == "head" else name) in allowed
        assert is_allowed(client, person, page, action) == wanted, name
