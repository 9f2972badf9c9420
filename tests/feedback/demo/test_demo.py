"""manage.py demo_questions: questions in every state, told by the people of the demonstration, and only there."""

import pytest
from django.core.management import CommandError, call_command

from feedback.demo.questions import QUESTIONS
from feedback.models import PublicQuestion, Question
from tests import factories

pytestmark = pytest.mark.django_db


def demo_people():
    unit = factories.UnitFactory(slug="phuong-phu-thuy")
    make = factories.UserFactory
    make(username="thuongtruc.hien", groups=["Thường trực Ban Biên tập"], is_demo=True)
    make(username="phoban.thao", groups=["Biên tập viên"], is_demo=True)
    factories.contributor_of(unit, username="phuthuy.dung", is_demo=True)
    factories.leader_of(unit, username="phuthuy.hanh", is_demo=True)


def test_questions_in_every_state_are_told_once_and_in_the_past():
    demo_people()
    call_command("demo_questions", verbosity=0)
    assert Question.objects.count() == len(QUESTIONS)
    assert set(Question.objects.values_list("state", flat=True)) == set(Question.State.values)
    assert PublicQuestion.objects.live().count() == 2
    assert Question.objects.overdue().count() == 1
    for question in Question.objects.all():
        moments = list(question.steps.values_list("at", flat=True))
        assert moments == sorted(moments)
    with pytest.raises(CommandError, match="Đã có câu hỏi"):
        call_command("demo_questions", verbosity=0)


def test_without_the_demonstration_nothing_is_added():
    with pytest.raises(CommandError, match="Chưa có dữ liệu minh họa"):
        call_command("demo_questions", verbosity=0)
    assert not Question.objects.exists()
