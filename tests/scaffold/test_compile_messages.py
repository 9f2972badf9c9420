"""Messages are compiled without gettext, when they changed and only then."""

import gettext
import os

import pytest

from scripts import compile_messages

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Publish"
msgstr "Đăng"

#, fuzzy
msgid "Guess"
msgstr "Đoán"

msgid "%(count)s piece"
msgid_plural "%(count)s pieces"
msgstr[0] "%(count)s tin, bài"
"""


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def compile_below(root):
    return compile_messages.main(["--root", str(root)])


def test_compiled_catalogue_is_read_by_gettext(po, tmp_path):
    assert compile_below(tmp_path) == 0
    with po.with_suffix(".mo").open("rb") as source:
        translations = gettext.GNUTranslations(source)
    assert translations.gettext("Publish") == "Đăng"
    assert translations.ngettext("%(count)s piece", "%(count)s pieces", 2) == "%(count)s tin, bài"
    assert translations.gettext("Guess") == "Guess"  # a fuzzy entry is nobody's decision


def test_only_what_changed_is_compiled(po, tmp_path, capsys):
    scripts = tmp_path / "locale_wagtail" / "vi" / "LC_MESSAGES" / "djangojs.po"
    scripts.parent.mkdir(parents=True)
    scripts.write_text(CATALOGUE, encoding="utf-8")
    compile_below(tmp_path)
    assert capsys.readouterr().out.count("compiled") == 2
    compile_below(tmp_path)
    assert capsys.readouterr().out == ""
    later = po.with_suffix(".mo").stat().st_mtime + 5
    os.utime(po, (later, later))
    compile_below(tmp_path)
    assert capsys.readouterr().out == "compiled locale/vi/LC_MESSAGES/django.po\n"
    assert compile_messages.main(["--root", str(tmp_path), "--force", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_broken_catalogue_is_named_and_leaves_no_file(po, tmp_path, capsys):
    po.write_text(CATALOGUE + '\nmsgid "open\n', encoding="utf-8")
    assert compile_below(tmp_path) == 1
    assert "locale/vi/LC_MESSAGES/django.po" in capsys.readouterr().err
    assert sorted(path.name for path in po.parent.iterdir()) == ["django.po"]
