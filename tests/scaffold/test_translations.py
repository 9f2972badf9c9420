"""Nothing is left in English: the check that an upgrade of a package has to pass."""

import functools
import re
import shutil
from io import StringIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from site_cms import translations
from site_cms.management.commands import offer_translations


@pytest.fixture(scope="module", autouse=True)
def each_catalogue_is_read_once():
    """Those of the packages stay as they are; each test that spoils ours has files of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "catalogue", functools.cache(translations.catalogue))
        yield


@pytest.fixture
def catalogues(tmp_path, settings):
    """Copies of our catalogues that a test may spoil; `edit(text, **changes)` changes an entry of the packages'."""
    copies = [tmp_path / Path(path).name for path in settings.LOCALE_PATHS]
    for source, copy in zip(settings.LOCALE_PATHS, copies, strict=True):
        shutil.copytree(source, copy)
    settings.LOCALE_PATHS = copies

    def edit(text, *, folder=1, **changes):
        path = copies[folder] / "vi" / "LC_MESSAGES" / "django.po"
        file = polib.pofile(str(path))
        entry = file.find(text)
        if changes:
            for name, value in changes.items():
                setattr(entry, name, value)
        else:
            file.remove(entry)
        file.save()

    return edit


def report():
    out = StringIO()
    call_command("check_translations", stdout=out)
    return out.getvalue()


def complaint():
    with pytest.raises(CommandError) as refusal:
        report()
    return str(refusal.value)


def test_every_string_of_every_installed_package_is_vietnamese():
    lines = report().splitlines()
    assert {line.split()[0] for line in lines[1:]} >= {
        *("django", "django_tables2", "axes", "wagtail", "wagtail.admin", "wagtail.locales"),
        # Not in use, and Vietnamese all the same.
        *(f"wagtail.contrib.{app}" for app in ("forms", "redirects", "search_promotions", "typed_table_block")),
    }
    assert all(line.endswith("100.0%") for line in lines[1:])


def test_a_string_that_we_have_not_is_named(catalogues):
    catalogues("%(action)s by <b>%(who)s</b>")
    assert "wagtail.admin (django.po): not translated: %(action)s by <b>%(who)s</b>\n" in complaint()


def test_a_string_of_an_app_that_is_not_in_use_is_named_too(catalogues):
    assert not apps.is_installed("wagtail.contrib.forms")
    catalogues("Radio buttons")
    assert "wagtail.contrib.forms (django.po): not translated: Radio buttons\n" in complaint()


def test_what_an_app_that_is_not_in_use_translates_counts_for_itself_only():
    """Django would not find it for another: "Form" is Vietnamese in the catalogue of the forms, and nowhere else."""
    assert ("", "Form") in translations.own_vietnamese(
        translations.wagtail_folders()["wagtail.contrib.forms"], "django"
    )
    assert ("", "Form") not in translations.bundled_vietnamese("django")


def test_a_text_for_a_count_needs_one_that_counts(catalogues):
    catalogues("%(count)s document", msgid_plural="", msgstr="%(count)s tài liệu", msgstr_plural={})
    assert "its Vietnamese is none for a count: %(count)s document" in complaint()


def test_what_a_package_says_in_another_shape_is_named(monkeypatch):
    wrong = polib.POEntry(msgid="%(hits)s hits", msgstr="nhiều lượt")
    monkeypatch.setattr(translations, "bundled_vietnamese", lambda domain: {("", "%(hits)s hits"): wrong})
    monkeypatch.setattr(translations, "source_strings", lambda folder, domain: {("", "%(hits)s hits"): wrong})
    assert "wagtail (django.po): placeholders differ: %(hits)s hits" in translations.missing()


def test_a_string_of_another_release_of_wagtail_may_wait(catalogues):
    catalogues("Publishing…", msgid="Shown by the next release", tcomment="Wagtail 99.0")
    report()


@pytest.mark.parametrize(
    ("text", "changes", "reason"),
    [
        ("Publishing…", {"tcomment": "Wagtail 99.0"}, "not only Wagtail 99.0 has it"),
        ("Publishing…", {"msgstr": ""}, "empty"),
        ("Publishing…", {"flags": ["fuzzy"]}, "fuzzy"),
        ("%(action)s by <b>%(who)s</b>", {"msgstr": "%(action)s: <b>ai đó</b>"}, "placeholders differ"),
        ("%(action)s by <b>%(who)s</b>", {"msgstr": "%(action)s: %(who)s"}, "HTML tags differ"),
        ("Publishing…", {"msgid": "Never shown by any package"}, "no package has it"),
    ],
)
def test_a_spoilt_entry_is_named(catalogues, text, changes, reason):
    catalogues(text, **changes)
    assert f"locale_wagtail/django.po: {reason}: {changes.get('msgid', text)}" in complaint()


def test_two_words_for_one_text_are_named(catalogues):
    catalogues("Approve", msgstr="Chấp thuận")
    assert "locale_wagtail/django.po: locale/django.po says it otherwise: Approve" in complaint()


@pytest.mark.parametrize(
    ("entry", "mistakes"),
    [
        ({"msgid": "%d pages", "msgstr": "%d trang"}, []),
        ({"msgid": "%d pages", "msgstr": "các trang"}, ["placeholders differ"]),
        ({"msgid": "50% of %(all)s", "msgstr": "50% của %(all)s"}, []),
        ({"msgid": "{count} of {all}", "msgstr": "{count}"}, ["placeholders differ"]),
        ({"msgid": "Read <a href='x'>it</a>", "msgstr": "Đọc <a href='y'>bài</a>"}, []),
        ({"msgid": "one", "msgid_plural": "%(n)d pages", "msgstr_plural": {0: "%(n)d trang"}}, []),
        ({"msgid": "one", "msgid_plural": "%(n)d pages", "msgstr_plural": {0: "trang"}}, ["placeholders differ"]),
        (
            {"msgid": "page", "msgid_plural": "pages", "msgstr_plural": {0: "trang", 1: "các trang"}},
            ["Vietnamese has one plural form"],
        ),
        ({"msgid": "A line\n", "msgstr": "Một dòng"}, ["line break lost at an end"]),
    ],
)
def test_what_is_wrong_with_an_entry(entry, mistakes):
    assert translations.entry_mistakes(polib.POEntry(**entry)) == mistakes


def test_our_own_folder_comes_first():
    assert [Path(path).name for path in settings.LOCALE_PATHS] == ["locale", "locale_wagtail"]


# --- what is offered to Wagtail ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def offer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offer")
    call_command("offer_translations", folder, stdout=StringIO())
    return folder


# {path below the offer: path of the source} of every catalogue that Wagtail brings.
OF_WAGTAIL = {
    f"{name.replace('.', '/')}/locale/vi/LC_MESSAGES/{source.name}": source
    for name, locale in translations.wagtail_folders().items()
    for source in sorted((locale / "en" / "LC_MESSAGES").glob("*.po"))
}


def test_a_file_for_each_catalogue_is_offered_and_no_other(offer):
    assert {str(path.relative_to(offer)) for path in offer.rglob("*.po")} == set(OF_WAGTAIL)
    assert "wagtail/contrib/redirects/locale/vi/LC_MESSAGES/django.po" in OF_WAGTAIL


@pytest.mark.parametrize("path", OF_WAGTAIL)
def test_what_is_offered_is_whole_and_in_the_order_of_its_source(offer, path):
    offered, strings = polib.pofile(str(offer / path)), polib.pofile(str(OF_WAGTAIL[path]))
    assert [translations.key(entry) for entry in offered] == [translations.key(entry) for entry in strings]
    assert [reason for entry in offered for reason in translations.entry_mistakes(entry)] == []
    with (offer / path).open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    assert (str(catalogue.locale), catalogue.num_plurals, len(catalogue)) == ("vi", 1, len(strings))


def offered(offer, app):
    return polib.pofile(str(offer / "wagtail" / app / "locale/vi/LC_MESSAGES/django.po"))


def test_what_wagtail_says_itself_stays_with_ours_beside_it(offer):
    own = translations.own_vietnamese(translations.wagtail_folders()["wagtail.contrib.styleguide"], "django")
    entry = offered(offer, "contrib/styleguide").find("Success message")
    assert (entry.msgstr, entry.tcomment) == (own["", "Success message"].msgstr, "Hoặc: Thông báo thành công")


def test_what_it_leaves_in_english_is_offered_in_our_words(offer):
    entry = offered(offer, "contrib/redirects").find("Imported %(total)d redirect")
    assert entry.msgstr_plural == {0: "Đã nhập %(total)d địa chỉ chuyển hướng"}
    assert entry.flags == ["python-format"]


def test_words_of_this_office_are_not_offered(offer):
    texts = [offer_translations.said(entry) for path in offer.rglob("*.po") for entry in polib.pofile(str(path))]
    assert [text for text in texts if re.search("lãnh đạo|ban biên tập|tin, bài", text, re.IGNORECASE)] == []
    assert offer_translations.in_any_site("Bàn làm việc: trình lãnh đạo duyệt") == "Trang quản trị: trình để duyệt"
