"""From a piece of the demo's texts to the fields of a news page, with or without the flaw of a first version."""

import datetime
from html import escape

from wagtail.rich_text import RichText

from submissions.models import NewsPage

# After the event: some of the announcements hold on the day of the demonstration, others no longer.
HOLDS = datetime.timedelta(days=25)
EMPTY_CAPTION = "Ảnh hoạt động"
ADDITION = (
    "Đơn vị cập nhật: công việc tiếp tục được thực hiện theo kế hoạch; số liệu mới nhất sẽ được bổ sung "
    "khi có báo cáo chính thức."
)


def fields_of(story, *, flawed):
    """The plain fields of the page of `story` (a Story); `flawed` as the unit first wrote it."""
    piece = story.piece
    title = piece.title.upper() if flawed and story.fate.flaw == "capitals" else piece.title
    fields = {"title": title, "lead": piece.lead, "genre": piece.genre, "event_date": story.event}
    if piece.programme:
        fields |= {"programme": piece.programme, "broadcast_date": story.event}
    if piece.genre == NewsPage.Genre.ANNOUNCEMENT:
        fields["holds_until"] = story.event + HOLDS
    if story.fate.is_reprinted:
        fields |= {"origin": "reprinted", "source": "Báo Bình Thuận"}
    return fields


def body_of(story, *, flawed, photo=None, recording=None):
    """The blocks of the body: a paragraph, the photo (a function that makes its block), the rest, what was said.

    Behind them the `recording` (a NewsDocument), where there is one.
    """
    piece = story.piece
    paragraphs = piece.body[:-1] if flawed and story.fate.flaw == "ending" else piece.body
    blocks = [text_block(paragraphs[:1])]
    if photo is not None:
        caption = EMPTY_CAPTION if flawed and story.fate.flaw == "caption" else piece.caption
        blocks.append(photo(caption=caption, alt=piece.alt))
    if paragraphs[1:]:
        blocks.append(text_block(paragraphs[1:]))
    if piece.quote is not None:
        blocks.append(("quote", {"text": piece.quote.text, "source": piece.quote.source}))
    if recording is not None:
        blocks.append(("audio", {"file": recording, "title": f"Nghe: {piece.title}"}))
    return blocks


def text_block(paragraphs):
    return ("text", RichText("".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)))
