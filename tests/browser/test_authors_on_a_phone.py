"""An author's row in the hand: the editor saves by itself between “Thêm tác giả” and the name."""

import pytest

from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browser.chromium import PHONE
from tests.workflow import fresh

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]
# Wagtail's form knows what it began with two seconds after it is there: what changes earlier is saved with the next
# change only, on the page of a new piece too. It says so by this attribute.
FORM = "form[data-w-unsaved-has-edits-value]"


@pytest.fixture(scope="module")
def draft_told(tell):
    def build():
        unit = factories.UnitFactory()
        factories.leader_of(unit)
        return factories.news(unit, owner=factories.contributor_of(unit))

    return tell(build)


def authors_of(page):
    """[(name, share)] of the newest version that is stored."""
    return [(author.name, author.share) for author in fresh(page).get_latest_revision_as_object().authors.all()]


def test_a_row_that_waits_for_its_name_is_stored_as_nobody(draft_told, window, site):
    piece = draft_told()
    editor = window(PHONE, user=piece.owner)
    editor.goto(f"{site}/admin/pages/{piece.pk}/edit/")
    editor.locator(FORM).wait_for()

    def saved():
        return editor.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url)

    with saved() as answer:
        editor.get_by_role("button", name="Thêm tác giả").click()
    assert answer.value.json()["success"]
    assert authors_of(piece) == []
    name = editor.locator("[name=authors-0-name]")
    assert editor.locator("[name=authors-0-share]").input_value() == "100"
    with saved() as answer:
        name.fill("Lê Văn Tám")
    assert answer.value.json()["success"]
    assert authors_of(piece) == [("Lê Văn Tám", 100)]
    with editor.expect_navigation():
        editor.get_by_role("button", name="Trình").click()
    assert stage_of(fresh(piece)) == Stage.AT_LEADER
    assert authors_of(piece) == [("Lê Văn Tám", 100)]
