"""Our words and the packages' words lie in one namespace, and ours win: an entry of both says the same."""

from pathlib import Path

import polib
from django.conf import settings


def plain_entries(folder):
    """{English: Vietnamese} of the entries without a context in the catalogue under `folder`."""
    catalogue = polib.pofile(str(Path(folder) / "vi" / "LC_MESSAGES" / "django.po"))
    return {entry.msgid: entry.msgstr for entry in catalogue if entry.msgctxt is None and not entry.obsolete}


def test_a_word_of_ours_changes_none_of_the_packages():
    ours, theirs = (plain_entries(folder) for folder in settings.LOCALE_PATHS)
    both = set(ours) & set(theirs)
    assert both
    assert {text: (ours[text], theirs[text]) for text in both if ours[text] != theirs[text]} == {}
