"""Debian's Chromium for the tests: how it is started, the two devices, and what axe is asked."""

import os
import shutil

# Of one package source and version: the one without a window of its own does not pay for what nobody sees.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
DEVICES = {"desk": DESK, "phone": PHONE}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What of it depends on colours alone.
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def launch(playwright):
    """A Chromium of `playwright` (what `sync_playwright()` yields); the caller closes it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
