"""Write Wagtail's Vietnamese catalogues with ours filled in, to be offered to Wagtail: see docs/language.md."""

from pathlib import Path

import polib
from django.core.management.base import BaseCommand
from django.utils import timezone

from site_cms import translations

# What an office of the city says, and what anybody's site does.
HERE_AND_ELSEWHERE = {"trình lãnh đạo duyệt": "trình để duyệt", "bàn làm việc": "trang quản trị"}
HEADER = {
    "Project-Id-Version": "Wagtail",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Command(BaseCommand):
    help = "Write the Vietnamese catalogues of all of Wagtail's apps into a folder, laid out as in its repository."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        for name, locale in translations.wagtail_folders().items():
            for domain in translations.DOMAINS:
                if file := offered(locale, domain):
                    path = folder.joinpath(*name.split("."), "locale", "vi", "LC_MESSAGES", f"{domain}.po")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    file.save(str(path))
                    theirs = translations.own_vietnamese(locale, domain)
                    kept = sum(translations.key(entry) in theirs for entry in file)
                    self.stdout.write(f"{name} ({domain}.po): {len(file)} strings, {kept} of them in Wagtail's words")


def offered(locale, domain):
    """Return the catalogue of the app with this ``locale`` folder, in the order of its source; None without strings.

    Wagtail's own Vietnamese stays; where ours is another, it stands in a comment, for them to choose. Both keep the
    shape of the source, since `check_translations` passes.
    """
    strings, theirs = translations.source_strings(locale, domain), translations.own_vietnamese(locale, domain)
    known = translations.bundled_vietnamese(domain) | theirs | translations.our_vietnamese(domain)
    if not strings:
        return None
    file = polib.POFile(wrapwidth=78)
    file.metadata = head(locale, domain)
    for name, source in strings.items():
        ours = in_any_site(said(known[name]))
        text = said(theirs[name]) if name in theirs else ours
        file.append(
            polib.POEntry(
                msgctxt=source.msgctxt,
                msgid=source.msgid,
                msgid_plural=source.msgid_plural,
                msgstr="" if source.msgid_plural else text,
                msgstr_plural={0: text} if source.msgid_plural else {},
                comment=source.comment,
                tcomment="" if text == ours else f"Hoặc: {ours}",
                flags=source.flags,
            )
        )
    return file


def head(locale, domain):
    """Return the head of Wagtail's own catalogue, with what has to stand in one, and the time of writing."""
    own = locale / "vi" / "LC_MESSAGES" / f"{domain}.po"
    kept = polib.pofile(str(own)).metadata if own.exists() else {}
    return HEADER | kept | {"PO-Revision-Date": timezone.now().strftime("%Y-%m-%d %H:%M+0000")}


def said(entry):
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def in_any_site(text):
    """Return `text` in words that are nobody's in particular."""
    for here, elsewhere in HERE_AND_ELSEWHERE.items():
        text = text.replace(here, elsewhere).replace(here.capitalize(), elsewhere.capitalize())
    return text
