"""Whoever asks a command of ours for help reads it."""

import pytest
from django.core.management import get_commands, load_command_class

from scripts.house import APPS

OURS = sorted((app, name) for name, app in get_commands().items() if app in APPS)


@pytest.mark.parametrize(("app", "name"), OURS)
def test_help_can_be_read(app, name):
    text = load_command_class(app, name).create_parser("manage.py", name).format_help()
    assert f"manage.py {name}" in text and len(text.split()) > 20


def test_there_are_commands():
    assert len(OURS) > 20
