"""The table of docs/rights.md: the predicates say just what it says, for every actor in every state."""

import pytest

from submissions.rights import rights
from tests import workflow
from tests.submissions.states import BUILDERS, Cast, make_piece, rights_table

pytestmark = pytest.mark.django_db

PREDICATES = {
    "see": rights.user_can_see_news,
    "edit": rights.user_can_edit_news,
    "write_quickly": rights.user_can_write_quickly,
    "submit": rights.user_can_submit_news,
    "decide": rights.user_can_decide_news,
    "withdraw": rights.user_can_withdraw_news,
    "publish": rights.user_can_publish_news,
    "take_down": rights.user_can_take_down_news,
    "unschedule": rights.user_can_unschedule_news,
    "set_aside": rights.user_can_set_aside_draft,
    "delete": rights.user_can_delete_news,
    "mark_duplicate": rights.user_can_mark_duplicate,
}


def test_table_names_every_state_and_every_predicate():
    table = rights_table()
    assert set(table) == set(BUILDERS)
    assert all(set(row) == set(PREDICATES) for row in table.values())


@pytest.mark.parametrize("state", BUILDERS)
def test_predicates_say_what_the_table_says(state, cast):
    page = make_piece(state, cast)
    expected = rights_table()[state]
    wrong = []
    for actor, words in Cast.WORDS.items():
        user = getattr(cast, actor)
        user = workflow.again(user) if user.pk else user
        for action, predicate in PREDICATES.items():
            allowed = bool(expected[action] & words)
            if predicate(user, workflow.fresh(page)) != allowed:
                wrong.append(f"{actor} {action}: the table says {allowed}")
    assert wrong == []
