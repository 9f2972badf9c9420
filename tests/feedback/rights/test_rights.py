"""The table of docs/rights.md about questions: the predicates say just what it says, for every actor in every state."""

import pytest

from feedback.models import Writing
from feedback.rights import rights
from tests.feedback.stories import STATES, People, now
from tests.plugins.told import told
from tests.submissions.states import RIGHTS
from tests.workflow import again

pytestmark = pytest.mark.django_db
WORDS = {
    "contributor": {"unit"},
    "leader": {"unit", "leader", "leader°"},
    "leader2": {"unit", "leader", "leader°"},
    "other_contributor": set(),
    "other_leader": set(),
    "desk": {"desk", "desk°"},
    "desk2": {"desk", "desk°"},
    "editor": {"board", "board°"},
    "official": set(),
    "administrator": set(),
    "superuser": {"superuser"},
    "anonymous": set(),
}
# In the stories: who wrote the answer, or prepared the public text, and is no longer one of "…°".
WROTE = {"drafted_by_leader": "leader", "drafted_by_desk": "desk", "prepared": "desk"}


def table():
    section = RIGHTS.read_text(encoding="utf-8").partition("## Questions of citizens")[2].partition("\n## ")[0]
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
    people, questions = town
    wrong = []
    assert table().keys() == questions.keys()
    for state, cells in table().items():
        for actor, held in WORDS.items():
            user = getattr(people, actor)
            user = again(user) if user.pk else user
            held = held - {f"{word}°" for word in held} if WROTE.get(state) == actor else held
            for action, cell in cells.items():
                says = bool(cell & held)
                may = getattr(rights, f"user_can_{action}")(user, now(questions[state]))
                if may != says:
                    wrong.append((state, actor, action, may))
    assert wrong == []


def test_every_predicate_stands_in_the_table():
    told_of = {f"user_can_{action}" for cells in table().values() for action in cells}
    there = {name for name in vars(rights) if name.startswith("user_can_")}
    assert there - told_of == {"user_can_use_register", "user_can_see_notes"}


def test_the_register_shows_what_may_be_seen(town):
    people, questions = town
    for actor in WORDS.keys() - {"anonymous"}:
        user = again(getattr(people, actor))
        seen = {question.pk for question in questions.values() if rights.user_can_see(user, now(question))}
        assert set(rights.questions_of(user).values_list("pk", flat=True)) == seen, actor


def test_who_wrote_an_answer_does_not_send_it_as_the_board_either(town):
    people, questions = town
    question = now(questions["approved"])
    Writing.objects.filter(pk=question.answer_id).update(written_by=people.editor)
    assert not rights.user_can_send(again(people.editor), now(question))
    assert rights.user_can_send(again(people.desk), now(question))


def test_a_former_member_sees_nothing(town):
    people, questions = town
    people.contributor.memberships.update(valid_to="2020-01-01")
    assert not rights.user_can_see(again(people.contributor), now(questions["forwarded"]))
    assert not rights.questions_of(again(people.contributor)).exists()
