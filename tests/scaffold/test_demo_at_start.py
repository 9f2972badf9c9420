"""When `make run` builds the demo city: in an empty database, and again where building was broken off."""

import importlib

import pytest

from .processes import ROOT

pytestmark = pytest.mark.django_db


class Demo:
    """Stands in for the commands that build it, which have tests of their own: notes calls, breaks off when told to."""

    def __init__(self):
        self.called = []
        self.is_interrupted = False

    def __call__(self, name, **options):
        self.called.append(name)
        if self.is_interrupted:
            raise KeyboardInterrupt


@pytest.fixture
def demo(monkeypatch):
    stand_in = Demo()
    monkeypatch.setattr("django.core.management.call_command", stand_in)
    return stand_in


@pytest.fixture
def fill_demo(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")  # as where the script is started
    return importlib.import_module("dev_server").fill_demo


def test_an_empty_database_gets_the_demo_city(demo, fill_demo, tmp_path):
    fill_demo(tmp_path)
    assert demo.called == ["demo", "demo_royalties", "demo_questions", "demo_consultations"]


def test_a_database_with_people_is_left_alone(demo, fill_demo, tmp_path, django_user_model):
    django_user_model.objects.create_user("quantri")
    fill_demo(tmp_path)
    assert demo.called == []


def test_what_was_broken_off_is_finished_at_the_next_start(demo, fill_demo, tmp_path, django_user_model):
    demo.is_interrupted = True
    with pytest.raises(KeyboardInterrupt):
        fill_demo(tmp_path)
    django_user_model.objects.create_user("half-built")
    demo.is_interrupted = False
    fill_demo(tmp_path)
    assert demo.called == ["demo", "demo", "demo_royalties", "demo_questions", "demo_consultations"]
    fill_demo(tmp_path)
    assert demo.called == ["demo", "demo", "demo_royalties", "demo_questions", "demo_consultations"]


def test_a_note_about_another_database_means_nothing(demo, fill_demo, tmp_path, django_user_model):
    (tmp_path / "demo-begun").write_text("some other database", encoding="utf-8")
    django_user_model.objects.create_user("quantri")
    fill_demo(tmp_path)
    assert demo.called == []
