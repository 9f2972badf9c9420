"""What the menu calls a screen is what the screen calls itself."""

import json

import pytest

from tests import factories
from tests.soup import soup_of
from tests.submissions.registers import log_in, person

pytestmark = pytest.mark.django_db
# The tree names the page on which one stands, the guides are headed by the one that is the reader's.
OTHERWISE = ("/admin/pages/", "/admin/huong-dan/")


def entries(items):
    """(label, address) of all entries of the menu that lead to one of our screens."""
    for item in items:
        kind, arguments = item["_type"], item.get("_args", [])
        if kind == "wagtail.sidebar.SubMenuItem":
            yield from entries(arguments[1])
        elif arguments and arguments[0].get("url", "").startswith("/admin/"):
            yield arguments[0]["label"], arguments[0]["url"]


def test_each_entry_names_its_screen(client):
    log_in(client, person("superuser", unit=factories.UnitFactory()))
    props = json.loads(soup_of(client.get("/admin/")).select_one("#wagtail-sidebar-props").text)
    modules = {module["_type"].rpartition(".")[2]: module["_args"] for module in props["modules"]}
    differ = {}
    for label, address in entries(modules["MainMenuModule"][0]):
        heading = soup_of(client.get(address, follow=True)).select_one("h1")
        said = " ".join(heading.get_text().split()).removeprefix("Sửa: ") if heading else ""
        if said != label and address not in OTHERWISE:
            differ[label] = said
    assert differ == {}
