"""Words on a screen that are no Vietnamese, found by their letters alone: no list of English words to outgrow.

Every Vietnamese syllable, its marks taken off, is one of a small number of onsets and rimes. What is written in
Latin letters and is none ("list", "page", "sign") is foreign, or a name. An English word that happens to have
such a form ("the", "on", "can") never stands alone for long.
"""

import json
import re
from functools import cache

from lxml.etree import ParserError
from lxml.html import document_fromstring

from vietnamese.text import fold

_ONSET = r"(?:ngh?|nh|gh?|gi|kh|ph|th|tr|ch|qu|[bcdhklmnprstvx])?"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|"
    "ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|oong|"
    "op|ot|u|ua|uac|uan|uang|uat|uay|uc|uch|ue|uech|uenh|ueu|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|"
    "uya|uych|uyen|uyet|uynh|uyn|uyt|uyu|y|yem|yen|yet|yeu|ynh"
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_RIMES})", re.IGNORECASE)

# Machine strings: addresses, file names, user names, numbers with letters, placeholders of the picker's format.
_MACHINE = re.compile(r"\S*(?:[@_\\=<>{}#&]|://|\w\.\w|\d)\S*|/\S*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ATTRIBUTES = ("title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "alt", "label")
_BUTTONS = ("submit", "button", "reset")


def foreign_words(text: str) -> list[str]:
    """Return the words of `text` that cannot be Vietnamese; single letters and capitals (UBND) are left out."""
    words = [word for word in _WORD.findall(_MACHINE.sub(" ", text)) if len(word) > 1 and not word.isupper()]
    return [word for word in words if not _is_vietnamese(word)]


@cache
def _is_vietnamese(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(fold(word)))


def texts_of(html: str) -> list[str]:
    """Return what a person reads, hears or is asked on a page: text, labels, messages that scripts will show.

    By lxml alone: the crawls of tests/language read some ten thousand pages.
    """
    try:
        page = document_fromstring(html)
    except ParserError:  # nothing in it but white space and comments
        return []
    found = []
    for island in page.iterfind(".//script[@type='application/json']"):
        found += sentences_of(json.loads(island.text or "null"))
    for element in page.xpath("//script | //style | //wbr"):
        element.drop_tree()  # the words before and after are one text: a place where a line may break ends no word
    for element in page.xpath("//*[@data-side-panel-toggle-counter][@hidden]"):
        _take_out(element)  # "None", until a script writes a number and shows it
    for element in page.iter():
        if isinstance(element.tag, str):
            found.append(element.text or "")
            found += _told_by_attributes(element)
        found.append(element.tail or "")
    return [" ".join(text.split()) for text in found if text.strip()]


def _take_out(element):
    """Empty `element` and what it says, without joining the texts before and after it."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _told_by_attributes(element):
    found = [element.attrib[name] for name in _ATTRIBUTES if element.get(name)]
    if element.tag == "input" and element.get("type") in _BUTTONS:
        found.append(element.get("value", ""))
    for name, value in element.attrib.items():
        if name.startswith("data-"):
            found += _sentences_of_attribute(value)
    return found


def sentences_of(value) -> list[str]:
    """Return the strings inside parsed JSON that read as words for a person: more than one, no code."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in sentences_of(part)]
    if isinstance(value, list):
        return [text for part in value for text in sentences_of(part)]
    if not isinstance(value, str):
        return []
    if "<" in value and ">" in value:
        return texts_of(value)
    return [value] if _is_sentence(value) else []


def _sentences_of_attribute(value: str) -> list[str]:
    if value[:1] in "[{":
        try:
            return sentences_of(json.loads(value))
        except ValueError:
            pass
    return [value] if _is_sentence(value) else []


# Names of classes, events ("w-x:y->z#w"), selectors and styles.
_CODE = re.compile(r"->|[#:]\w|--|__|\bw-|\.\w|\(|\[|^[a-z-]+( [a-z-]+)+$|^[a-z-]+: .*;$")


def _is_sentence(value: str) -> bool:
    """Whether a string of data is prose and no code."""
    return " " in value.strip() and not _CODE.search(value)
