"""What was pasted into the text with its layout (tables, headings, lists, links), put where it was pasted."""

import re
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.utils.html import format_html

from submissions.models import Arrival, NewsPage
from submissions.screens.posted_numbers import posted_number
from submissions.word.pieces import Note, Table, Text
from submissions.word.reading import read_pasted
from submissions.word.words import sentence
from vietnamese.text import normalise

PASTE = "paste"


class Pasted:
    """The paste in `data` (a QueryDict): read by the rules for Word files, under the title and lead that were typed.

    The field holds its words as always; `pasted-field`, `pasted-from` and `pasted-to` say which, `pasted-key` is the
    same when the form arrives again. Raises UnreadableFile.
    """

    def __init__(self, data):
        said = {name: data.get(name, "").strip() for name in ("title", "lead")}
        self.piece = read_pasted(data.get("pasted", ""), **said)
        self.title, self.lead, self.blocks, notes = fitted(self.piece)
        self.notes = [*self.piece.problems, *notes]
        self.field = posted_number(data.get("pasted-field", "").removeprefix("text-"))
        self.start, self.end = (posted_number(data.get(f"pasted-{name}", "")) or 0 for name in ("from", "to"))
        self.mark = uuid4().hex
        try:
            self.key = UUID(data.get("pasted-key", ""))
        except ValueError:
            self.key = uuid4()

    def completed(self, data):
        """`data` with title and lead from the paste where none were typed."""
        data = data.copy()
        for name in ("title", "lead"):
            if not data.get(name, "").strip():
                data[name] = getattr(self, name)
        return data

    def marked(self, texts, *, numbers):
        """`texts` (of the fields with these `numbers`) with a mark in the place of the words that were pasted."""
        texts = [text.replace("\r\n", "\n") for text in texts]
        place = numbers.index(self.field) if self.field in numbers else len(texts) - 1
        text, start = texts[place], min(self.start, self.end)
        texts[place] = f"{text[:start]}\n\n{self.mark}\n\n{text[max(self.start, self.end) :]}"
        return texts

    def placed(self, raw):
        """`raw` (stored blocks) with the blocks of the paste in the place of the mark."""
        found = re.compile(rf"<p[^>]*>\s*{self.mark}\s*</p>")
        blocks = []
        for block in raw:
            whole = found.split(block["value"], maxsplit=1) if block["type"] == "text" else []
            if len(whole) < 2:
                blocks.append(block)
                continue
            before, after = (part.strip() for part in whole)
            run = [block | {"value": before}] if before else []
            run += self.raw_blocks()
            run += [{"type": "text", "value": after, "id": str(uuid4())}] if after else []
            blocks += run or [block | {"value": ""}]
        return blocks

    def raw_blocks(self):
        """As they are stored; their ids say of which paste they are."""
        for number, block in enumerate(one for one in self.blocks if isinstance(one, (Text, Table))):
            kind, value = ("table", table_value(block)) if isinstance(block, Table) else ("text", block.html)
            yield {"type": kind, "value": value, "id": str(uuid5(self.key, str(number)))}

    def is_in(self, page):
        """Whether `page` has it already: the form has arrived a second time."""
        ids = {block["id"] for block in self.raw_blocks()}
        return any(block.get("id") in ids for block in page.body.raw_data)

    def note(self, page, request):
        """Tell what could not be taken over: above the form, or, of a piece that was in the chain, once."""
        problems = [sentence(note) for note in self.notes if note.kind not in ("no_title", "no_lead")]
        left_out = [sentence(note) for note in self.piece.left_out]
        if page.was_in_the_chain:
            for said in (*left_out, *problems):
                messages.warning(request, said)
            return
        if not left_out and not problems:
            return
        arrival, _is_new = Arrival.objects.get_or_create(piece=page, defaults={"way": Arrival.Way.PASTE})
        arrival.left_out += [said for said in left_out if said not in arrival.left_out]
        arrival.problems += [said for said in problems if said not in arrival.problems]
        arrival.save(update_fields=["left_out", "problems"])


def pasted_in(data):
    """The Pasted in `data` (a QueryDict), None where none is to be taken over."""
    return Pasted(data) if data.get("do") == PASTE and data.get("pasted") else None


def fitted(piece):
    """(title, lead, blocks, [Note]) of `piece` (a WordPiece) as a NewsPage has room for them."""
    notes = []
    title = " ".join(normalise(piece.title).split())
    lead, blocks = normalise(piece.lead).strip(), list(piece.blocks)
    longest = NewsPage._meta.get_field("title").max_length
    if len(title) > longest:
        notes.append(Note("long_title", title))
        title = f"{title[: longest - 1].rsplit(' ', 1)[0]}…"
    if len(lead) > NewsPage._meta.get_field("lead").max_length:
        notes.append(Note("long_lead", near=lead[:60]))
        blocks.insert(0, Text(format_html("<p>{}</p>", lead)))
        lead = ""
    return title, lead, blocks, notes


def table_value(table):
    """`table` (a Table) in the form of Wagtail's TableBlock."""
    return {
        "data": [list(row) for row in table.rows],
        "cell": [],
        "mergeCells": [],
        "table_caption": "",
        "table_header_choice": "row" if table.has_heading else "neither",
        "first_row_is_table_header": table.has_heading,
        "first_col_is_header": False,
    }
