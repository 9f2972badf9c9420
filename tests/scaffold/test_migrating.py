"""Migrating an empty database for `make run` and the tests: cheaper, with the same answers, and nothing left of it."""

import gc

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings

from scripts.migrating import states_made_quickly


@pytest.fixture
def asked(monkeypatch):
    """Each time that the registry is asked for all its models."""
    found, ask = [], Apps.get_models.__wrapped__

    def counted(self, *args, **kwargs):
        found.append(self)
        return ask(self, *args, **kwargs)

    counted.cache_clear = lambda: None
    monkeypatch.setattr(Apps, "get_models", counted)
    return found


def test_the_setting_of_a_model_is_asked_for_once(asked):
    before = apps.get_swappable_settings_name(settings.AUTH_USER_MODEL)
    asked.clear()
    with states_made_quickly():
        for _state in range(3):
            assert apps.get_swappable_settings_name(settings.AUTH_USER_MODEL) == before == "AUTH_USER_MODEL"
            # What a state does whose registry has changed.
            Apps().clear_cache()
    assert len(asked) == 1


def test_a_change_of_the_registry_itself_is_seen(asked):
    with states_made_quickly():
        apps.get_swappable_settings_name(settings.AUTH_USER_MODEL)
        apps.get_swappable_settings_name.cache_clear()
        apps.get_swappable_settings_name(settings.AUTH_USER_MODEL)
    assert len(asked) == 2


def test_nothing_is_left_of_it_after_an_error():
    thresholds = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), states_made_quickly():
        raise ZeroDivisionError
    assert gc.get_threshold() == thresholds
    assert gc.get_freeze_count() == 0
    assert "get_swappable_settings_name" not in vars(apps)
