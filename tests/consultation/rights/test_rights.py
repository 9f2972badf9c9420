"""The table of docs/rights.md about opinions: the predicates say just what it says, for every actor in every state."""

import pytest

from consultation.rights import rights
from tests.consultation.stories import STATES, People, now
from tests.plugins.told import told
from tests.submissions.states import RIGHTS
from tests.workflow import again

pytestmark = pytest.mark.django_db
WORDS = {
    "contributor": set(),
    "leader": set(),
    "desk": {"desk", "desk°"},
    "desk2": {"desk", "desk°"},
    "editor": {"board"},
    "official": set(),
    "administrator": set(),
    "superuser": {"superuser"},
    "anonymous": set(),
}
# In the stories: who wrote the reply, or called it spam, and is no longer one of "desk°".
WROTE = {"drafted": "desk", "suspect": "desk"}


def table():
    section = RIGHTS.read_text(encoding="utf-8").partition("## Opinions on drafts")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    head, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        row[0]: {action: set(cell.split(", ")) - {"–"} for action, cell in zip(head[1:], row[1:], strict=True)}
        for row in rows
    }


@told
def town():
    people = People()
    return people, {state: getattr(people, state)() for state in STATES}


def test_every_actor_in_every_state_may_what_the_table_says(town):
    people, comments = town
    wrong = []
    assert table().keys() == comments.keys()
    for state, cells in table().items():
        for actor, held in WORDS.items():
            user = getattr(people, actor)
            user = again(user) if user.pk else user
            held = held - {"desk°"} if WROTE.get(state) == actor else held
            for action, cell in cells.items():
                about = () if action == "see" else (now(comments[state]),)
                may = getattr(rights, f"user_can_{action}")(user, *about)
                if may != bool(cell & held):
                    wrong.append((state, actor, action, may))
    assert wrong == []


def test_every_predicate_stands_in_the_table():
    told_of = {f"user_can_{action}" for cells in table().values() for action in cells}
    assert {name for name in vars(rights) if name.startswith("user_can_")} == told_of
