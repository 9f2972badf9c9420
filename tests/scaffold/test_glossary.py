"""One word for one thing: what docs/glossary.md says is what the catalogues and the templates say."""

import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, pgettext

from scripts.house import APPS
from site_cms import translations

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
CATALOGUES = sorted(ROOT.glob("locale*/vi/LC_MESSAGES/*.po"))


def rows():
    """The rows of the tables: (texts, word on the screen, expressions never used)."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and not line.startswith(("| ---", "| thing")):
            _thing, texts, word, never = cells
            yield re.findall(r"`([^`]+)`", texts), word, [one.strip() for one in never.split(",") if one.strip()]


@pytest.mark.parametrize(("text", "word"), [(text, word) for texts, word, _never in rows() for text in texts])
def test_the_text_is_shown_as_the_glossary_says(text, word):
    context, colon, rest = text.partition(":")
    shown = pgettext(context, rest) if colon else gettext(text)
    assert shown.strip().lower() == word.lower()


NEVER = sorted({expression for _texts, _word, never in rows() for expression in never})


def uses(expression, text):
    """Whether a word or expression stands in `text`; capitals count where the glossary has them small for a reason."""
    flags = 0 if expression == "ban biên tập" else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(expression)}(?!\w)", text, flags) is not None


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[2].name}/{path.name}")
def test_no_translation_has_an_expression_that_is_never_used(path):
    found = [
        f"{expression}: {said}"
        for entry in polib.pofile(str(path))
        for said in [entry.msgstr, *entry.msgstr_plural.values()]
        for expression in NEVER
        if uses(expression, said)
    ]
    assert found == []


def test_no_package_says_one_where_we_say_nothing():
    found = []
    for domain in translations.DOMAINS:
        theirs = translations.bundled_vietnamese(domain)
        for folder in translations.wagtail_folders().values():
            theirs |= translations.own_vietnamese(folder, domain)
        for message in theirs.keys() - translations.our_vietnamese(domain).keys():
            entry = theirs[message]
            said = [entry.msgstr, *entry.msgstr_plural.values()]
            found += [(message, expression) for text in said for expression in NEVER if uses(expression, text)]
    assert found == []


# News of the demo city is written by people, and they may say what they like.
OWN_WORDS = [
    path
    for app in sorted(set(APPS) - {"vietnamese"})
    for path in sorted((ROOT / app).rglob("*"))
    if path.suffix in {".html", ".txt", ".py"} and not {"migrations", "demo"} & set(path.parts)
] + sorted((ROOT / "docs" / "huong-dan").glob("*.md"))


def test_no_template_and_no_code_has_one_either():
    found = [
        f"{path.relative_to(ROOT)}: {expression}"
        for path in OWN_WORDS
        for text in [path.read_text(encoding="utf-8")]
        for expression in NEVER
        if uses(expression, text)
    ]
    assert OWN_WORDS and found == []


def test_an_expression_is_found_as_a_whole_word():
    assert uses("từ chối", "Từ chối bài này") and not uses("tác vụ", "tác vụng về")
    assert uses("ban biên tập", "gửi ban biên tập") and not uses("ban biên tập", "gửi Ban Biên tập")


# What papers of the office ask of others (Decree 30/2020), and the greeting of a mail.
IN_PAPERS = ("Đề nghị %(authority)s ", "Xin chào, %(name)s")
ASKS_OTHERWISE = re.compile(r"(^|[.;:] )(Đề nghị|đề nghị) (?!về)|(?<!đơn )\bxin\b", re.IGNORECASE)


def test_what_is_asked_for_politely_is_asked_in_one_form():
    """docs/language.md: “Vui lòng” for “please”; “Hãy” says how to do something; “Đề nghị” asks in papers alone."""
    found = []
    for entry in polib.pofile(str(ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po")):
        said = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        please = re.search(r"\bplease\b", entry.msgid, re.IGNORECASE) is not None
        if said.startswith(IN_PAPERS):
            continue
        if ASKS_OTHERWISE.search(said) or (please and re.search(r"(^|[.;:] )hãy ", said, re.IGNORECASE)):
            found.append(said)
    assert found == []
