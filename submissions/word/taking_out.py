"""What mammoth would drop without a word, or show though nobody meant it to: taken out, and noted with its place."""

from submissions.word.package import MC, M, R, W, remove, shortened, text_in
from submissions.word.pieces import Note

LONGEST_QUOTATION = 300
NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments"))


class Noted:
    """The notes of one file, in the order of its text."""

    def __init__(self, body):
        self.order = {paragraph: place for place, paragraph in enumerate(body.iter(f"{W}p"))}
        self.found = []

    def add(self, kind, element, text=""):
        """Note that something of `kind` stood at `element`; the place is read later, when all is taken out."""
        paragraph = next(element.iterancestors(f"{W}p"), None) if element.tag != f"{W}p" else element
        self.found.append((self.order.get(paragraph, -1), kind, paragraph, shortened(text, LONGEST_QUOTATION)))

    def notes(self):
        return [
            Note(kind, text, near="" if paragraph is None else shortened(text_in(paragraph)))
            for _place, kind, paragraph, text in sorted(self.found, key=lambda found: found[0])
        ]


def choose_alternatives(root):
    """Of what is written twice, for new and for old programs, keep the new one."""
    for both in list(root.iter(f"{MC}AlternateContent")):
        parent = both.getparent()
        chosen = next((one for one in both.findall(f"{MC}Choice") if len(one)), both.find(f"{MC}Fallback"))
        place = parent.index(both)
        parent[place : place + 1] = [] if chosen is None else list(chosen)


def take_out(body, styles, package, noted):
    """Take out of `body` what is no text of the piece."""
    take_out_text_boxes(body, noted)
    take_out_deleted(body, noted)
    take_out_hidden(body, styles, noted)
    take_out_equations(body, noted)
    relations = package.relations_of(package.main)
    for kind, part in NOTES:
        take_out_notes(body, kind, package.part_of(relations, part), noted)
    for kind in ("header", "footer"):
        note_page_margins(body, kind, package, relations, noted)


def take_out_text_boxes(body, noted):
    """The paragraphs of a text box stand after the one that it hangs on."""
    for box in list(body.iter(f"{W}txbxContent")):
        host = next(box.iterancestors(f"{W}p"), None)
        if host is None or host.getparent() is None:
            continue
        if text := text_in(box):
            noted.add("text_box", host, text)
        parent, place = host.getparent(), host.getparent().index(host)
        for block in reversed(list(box)):
            parent.insert(place + 1, block)
        remove(box)


def take_out_deleted(body, noted):
    """What somebody has marked as deleted is out; what was inserted is in, what was moved stands where it is now."""
    texts = {}
    for mark in list(body.iter(f"{W}del")):
        parent = mark.getparent()
        if parent is None or parent.tag == f"{W}rPr":
            continue
        gone = next(mark.iterancestors(f"{W}tr")) if parent.tag == f"{W}trPr" else mark
        paragraph = next(gone.iterancestors(f"{W}p"), None)
        if text := text_in(gone):
            texts.setdefault(paragraph, (gone.getparent(), []))[1].append(text)
        remove(gone)
    for paragraph, (place, words) in texts.items():
        noted.add("deleted", place if paragraph is None else paragraph, " ".join(words))
    for mark in list(body.iter(f"{W}moveFrom")):
        if mark.getparent().tag != f"{W}rPr":
            remove(mark)


def take_out_hidden(body, styles, noted):
    """Words that Word does not show are none of the piece."""
    texts = {}
    for run in list(body.iter(f"{W}r")):
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if paragraph is None or not styles.run_is(run, paragraph, "vanish"):
            continue
        if text := text_in(run):
            texts.setdefault(paragraph, []).append(text)
        remove(run)
    for paragraph, words in texts.items():
        noted.add("hidden", paragraph, " ".join(words))


def take_out_equations(body, noted):
    for name in (f"{M}oMathPara", f"{M}oMath"):
        for equation in list(body.iter(name)):
            noted.add("equation", equation, text_in(equation))
            remove(equation)


def take_out_notes(body, kind, root, noted):
    texts = {}
    for note in [] if root is None else root.iter(f"{W}{kind}"):
        texts[note.get(f"{W}id")] = text_in(note)
    for reference in list(body.iter(f"{W}{kind}Reference")):
        noted.add(kind, reference, texts.get(reference.get(f"{W}id"), ""))
        remove(reference)


def note_page_margins(body, kind, package, relations, noted):
    """Words above and below the pages; the number of the page is none."""
    told = set()
    for reference in body.iter(f"{W}{kind}Reference"):
        relation = relations.get(reference.get(f"{R}id"), {"external": True})
        root = None if relation["external"] else package.xml(relation["target"])
        text = "" if root is None else text_in(root)
        if any(char.isalpha() for char in text) and text not in told:
            told.add(text)
            noted.found.append((-1, kind, None, shortened(text, LONGEST_QUOTATION)))
