"""What is Vietnamese of all that the installed packages can show, and what is wrong with our catalogues.

A package's own catalogue of source strings (``locale/en``) lists what it can show; where a package has none,
the union of its catalogues does. Django looks a string up in all catalogues of a domain together, so a string
counts as translated wherever its Vietnamese stands.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings

DOMAINS = ("django", "djangojs")

# %(name)s, %s and %d, {name}; "%%" and a percent sign in prose are no placeholders.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|(?<![%\d])%[sdif]\b|\{\w*\}")
_TAG = re.compile(r"</?[a-z]+\d*\b")

MessageKey = tuple[str, str]


@dataclass(frozen=True)
class Coverage:
    """How much of one package is Vietnamese: counts of strings, `bundled` by the packages, `now` with ours."""

    package: str
    domain: str
    strings: int
    bundled: int
    now: int


def key(entry) -> MessageKey:
    """Return what gettext looks a polib entry up by: its context (or "") and its text."""
    return entry.msgctxt or "", entry.msgid


def catalogue(path: Path) -> dict[MessageKey, polib.POEntry]:
    """Return the entries of a .po file that are in use; empty where there is no such file."""
    if not path.exists():
        return {}
    return {key(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def our_catalogues(domain: str) -> list[Path]:
    """Return the paths of our own Vietnamese .po files of `domain`, in the order in which Django looks."""
    folders = [Path(path) / "vi" / "LC_MESSAGES" for path in settings.LOCALE_PATHS]
    return [path for path in (folder / f"{domain}.po" for folder in folders) if path.exists()]


def package_folders() -> list[tuple[str, Path]]:
    """Return name and ``locale`` folder of Django and of every installed app that brings one."""
    folders = [("django", Path(django.__file__).parent / "conf" / "locale")]
    folders += [(config.name, Path(config.path) / "locale") for config in apps.get_app_configs()]
    return [(name, folder) for name, folder in folders if folder.is_dir()]


def source_strings(folder: Path, domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what the package whose ``locale`` folder this is can show in `domain`."""
    english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    paths = [english] if english.exists() else sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    return {name: entry for path in paths for name, entry in catalogue(path).items()}


def bundled_vietnamese(domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what the packages translate themselves, whichever of them it is."""
    found = {}
    for _name, folder in package_folders():
        found |= catalogue(folder / "vi" / "LC_MESSAGES" / f"{domain}.po")
    return {name: entry for name, entry in found.items() if entry.translated()}


def our_vietnamese(domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what our catalogues translate; the first of LOCALE_PATHS wins, as it does for Django."""
    found = {}
    for path in reversed(our_catalogues(domain)):
        found |= {name: entry for name, entry in catalogue(path).items() if entry.translated()}
    return found


def coverage() -> list[Coverage]:
    """Return one row for each installed package and domain that has strings."""
    rows = []
    for domain in DOMAINS:
        bundled = bundled_vietnamese(domain)
        known = bundled | our_vietnamese(domain)
        for name, folder in package_folders():
            strings = source_strings(folder, domain)
            if strings:
                counts = len(strings), len(strings.keys() & bundled.keys()), len(strings.keys() & known.keys())
                rows.append(Coverage(name, domain, *counts))
    return rows


def missing() -> list[str]:
    """Return a line for each string of an installed package that nobody translates."""
    lines = []
    for domain in DOMAINS:
        known = bundled_vietnamese(domain) | our_vietnamese(domain)
        for name, folder in package_folders():
            lines += [
                f"{name} ({domain}.po): not translated: {_shown(entry)}"
                for message, entry in source_strings(folder, domain).items()
                if message not in known
            ]
    return lines


def mistakes() -> list[str]:
    """Return a line for each entry of our catalogues that is empty, fuzzy or in the wrong shape."""
    return [
        f"{_place(path)}: {reason}: {_shown(entry)}"
        for domain in DOMAINS
        for path in our_catalogues(domain)
        for entry in catalogue(path).values()
        for reason in entry_mistakes(entry)
    ]


def disagreements() -> list[str]:
    """Return a line for each entry that stands in two of our catalogues with different words, or in vain.

    The first of LOCALE_PATHS holds our own strings, which `make messages` keeps; the others hold what packages
    leave in English, and nothing that no installed package can show. One English text has one Vietnamese text on
    every screen: where two are needed, our string gets a context.
    """
    lines = []
    for domain in DOMAINS:
        known = {name for _package, folder in package_folders() for name in source_strings(folder, domain)}
        first, *others = our_catalogues(domain) or [None]
        ours = catalogue(first) if first else {}
        for path in others:
            for name, entry in catalogue(path).items():
                if name not in known:
                    lines.append(f"{_place(path)}: no installed package has it: {_shown(entry)}")
                elif name in ours and ours[name].msgstr != entry.msgstr:
                    lines.append(f"{_place(path)}: {_place(first)} says it otherwise: {_shown(entry)}")
    return lines


def entry_mistakes(entry: polib.POEntry) -> list[str]:
    """Return what is wrong with one entry: English words for the reasons, none when it is right."""
    if entry.fuzzy:
        return ["fuzzy"]
    if not entry.translated():
        return ["empty"]
    reasons = []
    if entry.msgid_plural:
        if set(entry.msgstr_plural) != {0}:
            reasons.append("Vietnamese has one plural form")
        # The Vietnamese form stands for both; the number itself is named by the plural of the source.
        source, translation = entry.msgid_plural, entry.msgstr_plural.get(0, "")
    else:
        source, translation = entry.msgid, entry.msgstr
    if set(_PLACEHOLDER.findall(source)) != set(_PLACEHOLDER.findall(translation)):
        reasons.append("placeholders differ")
    if sorted(_TAG.findall(source)) != sorted(_TAG.findall(translation)):
        reasons.append("HTML tags differ")
    if source[:1] == "\n" != translation[:1] or source[-1:] == "\n" != translation[-1:]:
        reasons.append("line break lost at an end")
    return reasons


def _place(path: Path) -> str:
    return f"{path.parent.parent.parent.name}/{path.name}"


def _shown(entry: polib.POEntry) -> str:
    context = f"[{entry.msgctxt}] " if entry.msgctxt else ""
    return context + " ".join(entry.msgid.split())
