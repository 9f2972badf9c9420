"""The text layer of a PDF: pypdf reads it in a process of its own, which gives away all that reading does not take.

python -m library.reading.pdf_text < quyet-dinh.pdf
"""

import io
import json
import re
import sys

from pypdf import PdfReader

from vietnamese.files import limited, pdf_lock
from vietnamese.old_fonts.legacy import as_unicode
from vietnamese.text import normalise, printable

# Of computing, an ordinary decree of thirty pages takes two; by the clock, and the worker waits for it.
SECONDS, PATIENCE, MEMORY = 20, 60, 500 * 2**20
MOST_PAGES = 300
MOST_CHARACTERS = 200_000
# A scan may have a stamp or a page number as text.
FEWEST_LETTERS = 60
# Within a sentence: where the line of the paper ended, and nothing else.
LINE_OF_PAPER = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=[^\W\d_])(?=(\w))")


class NotRead(Exception):
    """The file is damaged, has a password, or takes more than it may."""


def text_of_pdf(content):
    """(text, whether it was cut) of the PDF `content` (bytes); "" of a scan. Raises NotRead."""
    try:
        output = limited.output_of("library.reading.pdf_text", content=content, seconds=PATIENCE)
    except (limited.OutOfTime, limited.Died) as error:
        raise NotRead from error
    said = json.loads(output)
    text = cleaned(said["text"])
    return text, said["is_cut"]


def cleaned(text):
    """`text` in Unicode, in paragraphs as far as they can be told; "" where there is not enough of it."""
    text = normalise(as_unicode(printable(text)))
    text = LINE_OF_PAPER.sub(lambda found: " " if found[1].islower() else "\n", text)
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ?\n[ \n]*\n", "\n\n", text).strip()
    return text if sum(map(str.isalpha, text)) >= FEWEST_LETTERS else ""


def answer(content):
    """{"text", "is_cut"} of the bytes `content`."""
    reader = PdfReader(io.BytesIO(content))
    parts, length = [], 0
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES or length > MOST_CHARACTERS:
            return {"text": "\n\n".join(parts)[:MOST_CHARACTERS], "is_cut": True}
        parts.append(page.extract_text())
        length += len(parts[-1])
    whole = "\n\n".join(parts)
    return {"text": whole[:MOST_CHARACTERS], "is_cut": len(whole) > MOST_CHARACTERS}


def main():
    pdf_lock.import_all_parts()
    limited.give_away(memory=MEMORY, seconds=SECONDS)
    sys.stdout.buffer.write(json.dumps(answer(sys.stdin.buffer.read())).encode())


if __name__ == "__main__":
    main()
