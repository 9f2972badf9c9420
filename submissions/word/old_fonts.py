"""Runs in fonts from before Unicode, written anew in Unicode: told by their font, and by the letters where it lies."""

from itertools import pairwise

from submissions.word.package import W, shortened, text_in
from submissions.word.pieces import Note
from vietnamese.old_fonts.legacy import VNI_SIGNS, Encoding, convert, encoding_of_font, is_capital_font, recognise

TEXTS = (f"{W}t", f"{W}delText")


def write_anew(root, styles):
    """Convert what of `root` is written in TCVN3 or VNI, in place; [Note] of it, one at most."""
    texts = "\n".join(text_in(paragraph) for paragraph in root.iter(f"{W}p"))
    throughout = recognise(texts)
    first = None
    for paragraph in root.iter(f"{W}p"):
        if _convert_paragraph(paragraph, styles, throughout) and first is None:
            first = paragraph
    return [] if first is None else [Note("converted", near=shortened(text_in(first)))]


def _convert_paragraph(paragraph, styles, throughout):
    """Whether something of `paragraph` was converted."""
    runs = [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph]
    fonts = {run: styles.font(run, paragraph) for run in runs}
    is_converted = False
    for encoding in (*Encoding, None):
        own = [run for run in runs if encoding_of_font(fonts[run]) is encoding]
        for run in own if encoding is not None else ():
            _spell_out(run)
        written = "".join(text.text or "" for run in own for text in run.iter(*TEXTS))
        found = recognise(written, hint=encoding or throughout) if written else None
        if found is not None:
            _join_signs(own, found)
            is_converted = True
        for run in own:
            for text in run.iter(*TEXTS):
                if found is not None:
                    text.text = convert(text.text or "", found)
                # Shown as capitals whatever it is written in; a run of plain letters too.
                if is_capital_font(fonts[run]) and (found is not None or (text.text or "").isascii()):
                    text.text = (text.text or "").upper()
    return is_converted


def _spell_out(run):
    """What Word keeps apart from the letters of `run` is a letter in these fonts: "ư" of TCVN3 is a soft hyphen."""
    for mark in run.findall(f"{W}softHyphen"):
        _become_text(mark, "\u00ad")
    for symbol in run.findall(f"{W}sym"):
        try:
            code = int(symbol.get(f"{W}char", ""), 16)
        except ValueError:
            continue
        _become_text(symbol, chr(code & 0xFF))


def _become_text(element, text):
    element.tag = f"{W}t"
    element.attrib.clear()
    element.text = text


def _join_signs(runs, encoding):
    """A sign of VNI at the beginning of a run belongs to the last letter of the run before it."""
    if encoding is not Encoding.VNI:
        return
    texts = [text for run in runs for text in run.iter(*TEXTS) if text.text]
    for before, text in pairwise(texts):
        if before.text[-1:].isalpha() and text.text[0] in VNI_SIGNS:
            before.text, text.text = before.text + text.text[0], text.text[1:]
