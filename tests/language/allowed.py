"""What is no Vietnamese and may stand on a screen all the same: few words, each with its reason."""

import wagtail

from tests.language.words import foreign_words

WORDS = {
    "email": "the glossary's own word for it",
    "etag": "the name of a header, in the page for programmers",
    "link": "the name of a header, in the page for programmers",
    "podcast": "the name of the thing, in Vietnamese papers too",
    "web": "as in trang web, the law's own word for it",
    "video": "as in every Vietnamese paper",
    "menu": "as in every Vietnamese program",
    "javascript": "the name of the language that a browser may have switched off",
    "byte": "the unit, the same in Vietnamese",
    "ctrl": "written on the key",
    "shift": "written on the key",
    "esc": "written on the key",
    "enter": "written on the key",
    "word": "the program that pieces are written in",
    "excel": "the program that tables are opened in",
    "libreoffice": "the program that tables are opened in",
    "unicode": "the name of the encoding",
    "vntime": "the name of a font",
    "times": "the name of a font, as in VNI-Times",
    "google": "the name of a maker, before the name of its app for codes",
    "microsoft": "the name of a maker, before the name of its app for codes",
    "authenticator": "the name of the app for codes, as it stands in the store",
    "iphone": "the name of a device, in the list of one's own",
    "safari": "the name of a browser, in the list of one's own devices",
    "pdf": "the ending of a file's name, as people see it",
    "docx": "the ending of a file's name",
    "dotx": "the ending of a file's name",
    "xls": "the ending of a file's name",
    "xlsx": "the ending of a file's name",
    "csv": "the ending of a file's name",
    "matkhau": "an example of a password that is guessed, as people type it",
    "odt": "the ending of a file's name",
    "rtf": "the ending of a file's name",
    "ods": "the ending of a file's name",
    "zip": "the ending of a file's name",
}
SENTENCES = {
    f"Wagtail v{wagtail.__version__}": "name and version of the program, at the foot of the settings menu",
    "Save Selected": "a button that Wagtail's date picker carries and never shows (its `showApplyButton`)",
    "Must upload a file": "answer to a script that sent no file; no person sees it",
    "No Page matches the given query.": "the admin API's answer to a script about a page that is not there",
}


def strange(texts):
    """Yield (foreign word, the text around it) for everything in `texts` that is not allowed above."""
    for text in texts:
        if text in SENTENCES:
            continue
        for word in foreign_words(text):
            if word.lower() not in WORDS:
                yield word, text[:120]


def report(found):
    """One line for each foreign word and the text around it, with the first places where it stands."""
    for (word, text), places in sorted(found.items()):
        yield f"{word} | {text} | {len(places)}: {', '.join(sorted(places)[:3])}"
