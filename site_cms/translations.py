"""What is Vietnamese of all that the packages can show, and what is wrong with our catalogues.

The packages are those that are installed, and every app that Wagtail brings, in use or not yet. A package's own
catalogue of source strings (``locale/en``) lists what it can show; where a package has none, the union of its
catalogues does. Django looks a string up in all catalogues of a domain together, so a string counts as translated
wherever its Vietnamese stands; but of an app that is not in use Django would not read the catalogue, so what that one
translates counts for itself only.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
import polib
import wagtail
from django.apps import apps
from django.conf import settings

DOMAINS = ("django", "djangojs")

# %(name)s, %s and %d, {name}; "%%" and a percent sign in prose are no placeholders.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|(?<![%\d])%[sdif]\b|\{\w*\}")
_TAG = re.compile(r"</?[a-z]+\d*\b")
# The comment on an entry of ours that only one release of Wagtail shows: the strings of the next one wait here.
_ONE_RELEASE = re.compile(r"Wagtail (\d+\.\d+)")

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


def installed_folders() -> dict[str, Path]:
    """Return {name: ``locale`` folder} of Django and of every installed app that brings one."""
    folders = {"django": Path(django.__file__).parent / "conf" / "locale"}
    folders |= {config.name: Path(config.path) / "locale" for config in apps.get_app_configs()}
    return {name: folder for name, folder in folders.items() if folder.is_dir()}


@cache
def wagtail_folders() -> dict[str, Path]:
    """Return {name: ``locale`` folder} of every app that Wagtail brings, installed or not."""
    root = Path(wagtail.__file__).parent
    folders = sorted(english.parent for english in root.rglob("locale/en"))
    return {".".join(["wagtail", *folder.parent.relative_to(root).parts]): folder for folder in folders}


def package_folders() -> dict[str, Path]:
    """Return {name: ``locale`` folder} of all whose strings have to be Vietnamese."""
    return installed_folders() | wagtail_folders()


def source_strings(folder: Path, domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what the package whose ``locale`` folder this is can show in `domain`."""
    english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    paths = [english] if english.exists() else sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    return {name: entry for path in paths for name, entry in catalogue(path).items()}


def own_vietnamese(folder: Path, domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what the package whose ``locale`` folder this is translates itself; what is fuzzy is read by nobody."""
    entries = catalogue(folder / "vi" / "LC_MESSAGES" / f"{domain}.po")
    return {name: entry for name, entry in entries.items() if entry.translated()}


def bundled_vietnamese(domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what the installed packages translate, whichever of them it is."""
    found = {}
    for folder in installed_folders().values():
        found |= own_vietnamese(folder, domain)
    return found


def our_vietnamese(domain: str) -> dict[MessageKey, polib.POEntry]:
    """Return what our catalogues translate; the first of LOCALE_PATHS wins, as it does for Django."""
    found = {}
    for path in reversed(our_catalogues(domain)):
        found |= {name: entry for name, entry in catalogue(path).items() if entry.translated()}
    return found


def coverage() -> list[Coverage]:
    """Return one row for each package and domain that has strings."""
    rows = []
    for domain in DOMAINS:
        all_bundled, ours = bundled_vietnamese(domain), our_vietnamese(domain)
        for name, folder in package_folders().items():
            strings = source_strings(folder, domain).keys()
            bundled = all_bundled.keys() | own_vietnamese(folder, domain).keys()
            if strings:
                counts = len(strings), len(strings & bundled), len(strings & (bundled | ours.keys()))
                rows.append(Coverage(name, domain, *counts))
    return rows


def missing() -> list[str]:
    """Return a line for each string of a package that nobody translates, or not so that it could be shown."""
    lines = []
    for domain in DOMAINS:
        bundled, ours = bundled_vietnamese(domain), our_vietnamese(domain)
        for name, folder in package_folders().items():
            known = bundled | own_vietnamese(folder, domain) | ours
            lines += [
                f"{name} ({domain}.po): {reason}: {_shown(entry)}"
                for message, entry in source_strings(folder, domain).items()
                for reason in _reasons_against(entry, known.get(message))
            ]
    return lines


def _reasons_against(source: polib.POEntry, translation: polib.POEntry | None) -> list[str]:
    if translation is None:
        return ["not translated"]
    if source.msgid_plural and not translation.msgid_plural:
        return ["its Vietnamese is none for a count"]
    return entry_mistakes(translation)


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
    leave in English, and nothing that no package can show, unless a comment names another release of Wagtail which
    does. One English text has one Vietnamese text on every screen: where two are needed, our string gets a context.
    """
    lines = []
    for domain in DOMAINS:
        known = {name for folder in package_folders().values() for name in source_strings(folder, domain)}
        first, *others = our_catalogues(domain) or [None]
        ours = catalogue(first) if first else {}
        for path in others:
            for name, entry in catalogue(path).items():
                waits = is_for_another_wagtail(entry)
                if name not in known and not waits:
                    lines.append(f"{_place(path)}: no package has it: {_shown(entry)}")
                elif name in known and waits:
                    lines.append(f"{_place(path)}: not only {entry.tcomment} has it: {_shown(entry)}")
                elif name in ours and ours[name].msgstr != entry.msgstr:
                    lines.append(f"{_place(path)}: {_place(first)} says it otherwise: {_shown(entry)}")
    return lines


def is_for_another_wagtail(entry: polib.POEntry) -> bool:
    """Whether the comment on an entry says that only a release of Wagtail shows it which is not the installed one."""
    release = _ONE_RELEASE.fullmatch(entry.tcomment)
    return release is not None and release[1] != ".".join(map(str, wagtail.VERSION[:2]))


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
