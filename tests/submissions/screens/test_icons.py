"""Every sign that a template of ours asks for is among those that Wagtail has: an unknown one leaves a gap."""

import re
from pathlib import Path

from django.conf import settings
from wagtail.admin.icons import get_icons

from scripts.house import APPS

ASKED_FOR = re.compile(r"""icon name=["']([\w-]+)["']|(?:header_icon|icon_name|icon) ?= ?["']([\w-]+)["']""")


def test_every_icon_is_there():
    there = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    apps = [Path(settings.BASE_DIR) / app for app in APPS]
    files = [path for app in apps for path in app.rglob("*") if path.suffix in {".html", ".py"}]
    asked = {
        (name, path.name) for path in files for pair in ASKED_FOR.findall(path.read_text()) for name in pair if name
    }
    assert len(asked) > 50
    assert {(name, file) for name, file in asked if name not in there} == set()
