"""manage.py demo_consultations: an open one and one with its summary, told by the people of the demonstration."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from consultation.models import Comment, ConsultationPage, Reply
from tests import factories
from tests.soup import soup_of

pytestmark = pytest.mark.django_db


def demo_people():
    for slug in ("phong-quan-ly-do-thi", "phong-tai-nguyen-va-moi-truong"):
        factories.UnitFactory(slug=slug)
    make = factories.UserFactory
    make(username="thuongtruc.hien", groups=["Thường trực Ban Biên tập"], is_demo=True)
    make(username="phoban.thao", groups=["Biên tập viên"], is_demo=True)
    make(username="truongban.khanh", groups=["Trưởng Ban Biên tập"], is_demo=True)


def test_two_are_told_once_and_in_the_past():
    demo_people()
    call_command("demo_consultations", verbosity=0)
    closed, is_open = ConsultationPage.objects.live().order_by("closes_on")
    assert (closed.stage, is_open.stage) == ("summed_up", "open")
    assert Reply.objects.shown().filter(comment__consultation=is_open).count() == 3
    assert set(Comment.objects.values_list("state", flat=True)) == set(Comment.State.values)
    for comment in Comment.objects.all():
        moments = list(comment.steps.values_list("at", flat=True))
        assert moments == sorted(moments) and comment.received_at == moments[0]
    assert "Tiếp thu 02 ý kiến" in soup_of(Client().get(closed.url)).main.text
    with pytest.raises(CommandError, match="Đã có"):
        call_command("demo_consultations", verbosity=0)


def test_without_the_demonstration_nothing_is_added():
    with pytest.raises(CommandError, match="Chưa có dữ liệu minh họa"):
        call_command("demo_consultations", verbosity=0)
    assert not ConsultationPage.objects.exists()
