"""Wagtail's own lists on a phone: a row is read below its name, and nothing of the heading lies outside the screen."""

import pytest
from django.urls import reverse

from tests import factories, statements, workflow
from tests.submissions.registers import person

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]
OUTSIDE = """
() => [...document.querySelectorAll('header :is(input:not([type=hidden]), select, button, a), #main .listing td.title')]
  .filter(element => element.checkVisibility({visibilityProperty: true}) && element.clientWidth > 1)
  .filter(element => {
    const {left, right, width} = element.getBoundingClientRect();
    return left < -1 || right > window.innerWidth + 1 || (element.matches('td') && width < 200);
  }).map(element => element.outerHTML.slice(0, 160))
"""


def test_search_photos_and_history(open_on):
    unit = factories.UnitFactory(name="UBND phường Phú Thủy")
    leader, editor = factories.leader_of(unit), factories.editor()
    writer = factories.contributor_of(unit)
    piece = factories.news(unit, owner=writer, title="Phường Phú Thủy ra quân làm sạch bãi biển")
    piece = workflow.approve_as(workflow.submit(piece, writer), leader)
    paths = {
        "search": f"{reverse('wagtailadmin_pages:search')}?q=Phú",
        "photos": reverse("wagtailimages:index"),
        "history": reverse("wagtailadmin_pages:history", args=[piece.pk]),
    }
    opened = open_on(editor)
    found = {name: opened(path, "phone").evaluate(OUTSIDE) for name, path in paths.items()}
    rows = opened(paths["search"], "phone").locator("#main .listing td.title").count()
    assert rows
    assert found == {"search": [], "photos": [], "history": []}


def test_long_names_buttons_and_signs_of_a_head_take_another_line(open_on):
    writer, reader = factories.editor(), factories.editor()
    document = statements.publish(statements.document(by=writer), by=reader)
    administrator = person("administrator", unit=factories.UnitFactory())
    registers = [reverse(f"{name}:index") for name in ("unit_contacts", "wagtailredirects", "memberships")]
    found = [open_on(administrator)(path, "phone").evaluate(OUTSIDE) for path in registers]
    found.append(open_on(writer)(reverse("wagtailadmin_pages:edit", args=[document.pk]), "phone").evaluate(OUTSIDE))
    assert found == [[], [], [], []]


def test_a_screen_says_once_what_it_is_called_beside_the_way_back(open_on):
    """The way back stands in words above; the name below it, unless the content begins with it."""
    opened = open_on(person("administrator", unit=factories.UnitFactory()))
    names = {}
    for view, args in (("unit_endings:assistant", []), ("memberships:load", []), ("guides:guide", ["quan-tri"])):
        page = opened(reverse(view, args=args), "phone")
        heading = page.locator(".w-breadcrumbs li:last-child")
        names[view] = heading.inner_text().strip() if heading.is_visible() else None
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert names == {
        "unit_endings:assistant": "Sáp nhập, giải thể đơn vị",
        "memberships:load": "Nạp danh sách thành viên từ tệp",
        "guides:guide": None,
    }
