"""Whether what has to be made before the site starts has been made: compiled messages, collected static files.

Without the first a site is half in English and does not understand the Vietnamese headings of lists; without the second
every page with a stylesheet is an error. What is told here is written in Vietnamese as it stands: there may be no
catalogue to look it up in.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured

COMPILE = "python scripts/compile_messages.py"
COLLECT = "python manage.py collectstatic --noinput"
_SAID = "{what} Hãy chạy: {command} (docs/deployment.md)."


def missing():
    """Sentences (list of str) about what has never been made here, each with the command that makes it."""
    sentences = []
    if absent := [po for po in _catalogues() if not po.with_suffix(".mo").exists()]:
        sentences.append(_sentence(f"Chưa biên dịch các câu tiếng Việt ({_named(absent)}).", COMPILE))
    if not staticfiles_storage.hashed_files:
        what = f"Chưa gom tệp tĩnh: không có {staticfiles_storage.manifest_name} trong {settings.STATIC_ROOT}."
        sentences.append(_sentence(what, COLLECT))
    return sentences


def outdated():
    """Sentences (list of str) about what was made of other files than those that are here now, with its command."""
    sentences = []
    made = [po for po in _catalogues() if po.with_suffix(".mo").exists()]
    if older := [po for po in made if _changed(po) > _changed(po.with_suffix(".mo"))]:
        sentences.append(_sentence(f"Các câu tiếng Việt đã đổi sau lần biên dịch trước ({_named(older)}).", COMPILE))
    if staticfiles_storage.hashed_files:
        collected = _changed(Path(staticfiles_storage.path(staticfiles_storage.manifest_name)))
        if changed := [name for name, path in _static_files() if _is_not_collected(name, path, collected)]:
            what = f"Tệp tĩnh đã đổi sau lần gom trước ({len(changed)} tệp, ví dụ {changed[0]})."
            sentences.append(_sentence(what, COLLECT))
    return sentences


def refuse_unprepared():
    """Raise ImproperlyConfigured, which names the commands, where something is missing and the settings want it there.

    What is only outdated is left to the checks at the start: a web server that replaces one of its processes while an
    update is being installed must not end for it.
    """
    if settings.REFUSE_UNPREPARED and (sentences := missing()):
        raise ImproperlyConfigured(" ".join(sentences))


def _catalogues():
    return [po for folder in settings.LOCALE_PATHS for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]


def _static_files():
    """(name, path) of every static file of the installed apps, as `collectstatic` finds them."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def _is_not_collected(name, path, collected):
    return name not in staticfiles_storage.hashed_files or _changed(path) > collected


def _changed(path):
    return path.stat().st_mtime


def _named(paths):
    return ", ".join(str(path.relative_to(settings.BASE_DIR)) for path in paths)


def _sentence(what, command):
    return _SAID.format(what=what, command=command)
