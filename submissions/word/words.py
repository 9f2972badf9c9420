"""What a person is told about a file: a sentence for each kind of Note, and for each reason not to read it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What was cut off on purpose.
LEFT_OUT = {
    "heading": gettext_lazy("Head of an official paper"),
    "label": gettext_lazy("Name of the kind of text"),
    "recipients": gettext_lazy("List of recipients"),
    "signature": gettext_lazy("Signature below the text"),
    "byline": gettext_lazy("Name of the author"),
}

# What could not be taken over as it stood, or was taken over otherwise.
PROBLEMS = {
    "text_box": gettext_lazy("A text box: its words now stand after the paragraph"),
    "chart": gettext_lazy("A chart was not taken over: please add a picture of it"),
    "smart_art": gettext_lazy("A drawing (SmartArt) was not taken over: please add a picture of it"),
    "shape": gettext_lazy("A drawn shape was not taken over"),
    "footnote": gettext_lazy("A footnote was not taken over"),
    "endnote": gettext_lazy("An endnote was not taken over"),
    "comment": gettext_lazy("A remark in the margin was not taken over"),
    "deleted": gettext_lazy("Words that are marked as deleted were not taken over"),
    "equation": gettext_lazy("An equation was not taken over: please write it as text or add a picture of it"),
    "object": gettext_lazy("An embedded file was not taken over"),
    "header": gettext_lazy("Words at the head of the pages were not taken over"),
    "footer": gettext_lazy("Words at the foot of the pages were not taken over"),
    "picture_kind": gettext_lazy("A picture in a format for printing was not taken over: please add it as JPG or PNG"),
    "picture_linked": gettext_lazy("A picture that lies outside the file was not taken over: please add it"),
    "picture_missing": gettext_lazy("A picture is missing in the file: please add it"),
    "picture_pasted": gettext_lazy("Photos do not come along when text is pasted: please add them"),
    "picture_refused": gettext_lazy("A picture was not taken over"),
    "picture_cut": gettext_lazy("A picture that was cut to size in Word is shown whole: please check it"),
    "hidden": gettext_lazy("Hidden words were not taken over"),
    "picture_moved": gettext_lazy("A picture inside a table now stands after the table"),
    "merged_cells": gettext_lazy("Joined cells of a table were divided"),
    "nested_table": gettext_lazy("A table inside a table now stands as text in its cell"),
    "link": gettext_lazy("A link that leads to no web page was taken away, its words stay"),
    "symbol": gettext_lazy("A sign of a symbol font was not taken over"),
    "converted": gettext_lazy("Text in an old font was written anew in Unicode: please read it once"),
    "no_title": gettext_lazy("No title was found: the name of the file stands there"),
    "no_lead": gettext_lazy("No lead was found: please write two or three sentences"),
    "long_title": gettext_lazy("The title was too long and was shortened; it read"),
    "long_lead": gettext_lazy("The first paragraph is too long for a lead and stands in the text"),
    "long_caption": gettext_lazy("A caption was too long and was shortened; it read"),
}

# Why a file is not read at all.
REASONS = {
    "empty": gettext_lazy("The file is empty. Please choose it again."),
    "no_word": gettext_lazy("This is no Word file. Please choose a file that ends in .docx."),
    "damaged": gettext_lazy("The file is damaged and cannot be read. Open it in Word, save it anew and try again."),
    "encrypted": gettext_lazy("The file has a password. Save it in Word without one and try again."),
    "doc": gettext_lazy("This is an old Word file (.doc). In Word choose “Save as”, “Word Document (.docx)”."),
    "rtf": gettext_lazy("This is an RTF file. Open it in Word and choose “Save as”, “Word Document (.docx)”."),
    "odt": gettext_lazy("This is a file of LibreOffice. There choose “Save as”, “Word 2007 (.docx)”."),
    "macros": gettext_lazy("The file carries programs (macros), which are not taken. Save it as .docx and try again."),
    "harmful": gettext_lazy("The file is made in a way that no word processor uses and is not opened for safety."),
    "too_large": gettext_lazy("The file is too large. Make its photos smaller, or send them by themselves."),
    "too_long": gettext_lazy("The file is too long to be read. Keep the text of the piece and take out the rest."),
    "too_many_photos": gettext_lazy("The file has more than 40 photos. Please keep those that belong to the piece."),
}


def sentence(note):
    """What is said of `note` (a Note), with its words and its place."""
    what = {**LEFT_OUT, **PROBLEMS}[note.kind]
    said = _("%(what)s: “%(words)s”") % {"what": what, "words": note.text} if note.text else str(what)
    if note.near:
        said = _("%(said)s (near “%(place)s”)") % {"said": said, "place": note.near}
    return f"{said}."
