"""A mail becomes one draft of the unit, answered; whatever comes of it, nothing is submitted."""

import io

import pytest
from django.test import override_settings
from docx import Document
from PIL import Image
from post_office.models import Email

from submissions.converting import program
from submissions.letters.parts import File
from submissions.mail_in import making, receiving
from submissions.mail_in.receiving import receive
from submissions.media.photos import FORMATS
from submissions.models import IncomingLetter, NewsImage, NewsPage, UnitMembership
from submissions.rights.stages import Stage, stage_of
from submissions.word.pieces import Text, WordPiece
from submissions.word.reading import UnreadableFile
from submissions.word.words import REASONS
from tests import factories
from tests.submissions.mails import WORD_TYPE, mail
from tests.submissions.word.writers import LEAD, TITLE, docx, p, title
from tests.submissions.word.writers import TEXT as WORDS

pytestmark = pytest.mark.django_db

TEXT = "Sáng nay, hơn 100 đoàn viên ra quân.\n\nThu gom 12 bao rác.\n\n-- \nHoa\n"
TO = "tin+phu-thuy@phanthiet.example"
State, Cause = IncomingLetter.State, IncomingLetter.Cause


def picture(size=(640, 480), kind="JPEG"):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind)
    return buffer.getvalue()


def photo(name="bien.jpg", **how):
    return (name, picture(**how), ("image", "jpeg"))


def from_(writer, **how):
    return mail(writer.email, **{"to": TO, "text": TEXT} | how)


def text_of(row):
    return row.piece.get_latest_revision_as_object()


def shown(page):
    return [block.block_type for block in page.body]


def test_text_and_photos_become_one_draft(ward, writer):
    row = receive(from_(writer, subject="Fwd: Ra quân dọn biển", files=[photo(), photo("hai.jpg")]))
    assert (row.state, row.unit, row.cause, row.subject) == (State.DRAFT, ward, "", "")
    piece = text_of(row)
    assert (piece.title, piece.lead) == ("Ra quân dọn biển", "Sáng nay, hơn 100 đoàn viên ra quân.")
    assert shown(piece) == ["text", "photo", "photo"]
    assert "Thu gom 12 bao rác." in piece.body[0].value.source and "Hoa" not in piece.body[0].value.source
    assert (row.piece.owner, row.piece.unit, stage_of(row.piece)) == (writer, ward, Stage.DRAFT)
    assert row.piece.workflow_states.count() == 0
    assert not row.raw


def test_the_answer_says_what_came_and_what_is_missing(ward, writer):
    row = receive(
        from_(
            writer, message_id="<tin-1@phuthuy.example>", files=[photo("bien.jpg"), ("x.pdf", b"%PDF-1.4", ("a", "b"))]
        )
    )
    (answer,) = Email.objects.all()
    assert answer == row.reply and answer.to == [writer.email]
    assert answer.headers["Auto-Submitted"] == "auto-replied"
    assert answer.headers["In-Reply-To"] == "<tin-1@phuthuy.example>"
    for words in ("bien.jpg", "x.pdf", f"/admin/tin-bai/{row.piece.pk}/viet/", "chú thích"):
        assert words in answer.message
    assert row.piece.arrival.left_out and row.piece.arrival.problems


def test_the_same_mail_again_is_the_same_draft(ward, writer):
    raw = from_(writer, files=[photo()])
    first, again = receive(raw), receive(raw)
    assert first.pk == again.pk and first.piece == again.piece
    assert (NewsPage.objects.count(), NewsImage.objects.count(), Email.objects.count()) == (1, 1, 1)


def test_without_an_id_the_same_mail_is_known_too(ward, writer):
    raw = from_(writer, message_id="")
    assert receive(raw).pk == receive(raw).pk
    assert NewsPage.objects.count() == 1


@pytest.mark.parametrize("place", ["arrive", "received"])
def test_killed_before_it_was_done_the_next_run_goes_on(ward, writer, monkeypatch, place):
    """Before the draft, and after it but before it stands in the row: one draft and one answer at the end."""

    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        raise Killed

    raw = from_(writer, files=[photo()])
    with monkeypatch.context() as patch:
        patch.setattr(*((receiving, "arrive") if place == "arrive" else (receiving.replies, "received")), killed)
        with pytest.raises(Killed):
            receive(raw)
    assert NewsPage.objects.count() == (0 if place == "arrive" else 1)
    row = receive(raw)
    assert (row.state, row.piece) == (State.DRAFT, NewsPage.objects.get())
    assert (NewsImage.objects.count(), Email.objects.count()) == (1, 1)


def test_a_mail_that_ends_its_process_each_time_is_left_to_the_desk(ward, writer, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    raw = from_(writer)
    monkeypatch.setattr(receiving, "arrive", killed)
    for _try in range(receiving.MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            receive(raw)
    assert receive(raw).state == State.HELD
    assert receive(raw).cause == Cause.UNREADABLE


def test_a_word_file_is_the_piece_and_the_words_of_the_mail_are_not(ward, writer, monkeypatch):
    read = WordPiece(title="Tin từ Word", lead="Dẫn.", blocks=(Text("<p>Nội dung.</p>"),))
    monkeypatch.setattr(making, "read_any", lambda file, *, name: read)
    files = [("tin.docx", b"PK", WORD_TYPE), ("hai.docx", b"PK", WORD_TYPE), photo()]
    row = receive(from_(writer, text="Em gửi tin ạ.", files=files))
    piece = text_of(row)
    assert (piece.title, piece.lead, shown(piece)) == ("Tin từ Word", "Dẫn.", ["text", "photo"])
    assert "Em gửi" not in str(piece.body.raw_data)
    assert any("hai.docx" in said for said in row.piece.arrival.problems)


def test_a_real_word_file(ward, writer):
    paper, content = Document(), io.BytesIO()
    paper.add_heading("Phường Phú Thủy ra quân", level=1)
    paper.add_paragraph("Sáng 12/4, hơn 100 đoàn viên của phường ra quân dọn vệ sinh bãi biển Đồi Dương.")
    paper.add_paragraph("Các đoàn viên thu gom 12 bao rác và trồng thêm 30 cây dừa dọc bãi biển.")
    paper.save(content)
    row = receive(from_(writer, files=[("tin.docx", content.getvalue(), WORD_TYPE)]))
    assert text_of(row).title == "Phường Phú Thủy ra quân"
    assert "trồng thêm 30 cây dừa" in text_of(row).body[0].value.source


def test_a_word_file_without_a_title_takes_the_subject(ward, writer, monkeypatch):
    monkeypatch.setattr(making, "read_any", lambda file, *, name: WordPiece(lead="Dẫn."))
    row = receive(from_(writer, subject="Re: Lễ hội", files=[("tin.docx", b"PK", WORD_TYPE)]))
    assert text_of(row).title == "Lễ hội"


def test_a_word_file_that_cannot_be_read_is_told_to_who_sent_it(ward, writer, monkeypatch):
    def refused(file, *, name):
        raise UnreadableFile("encrypted")

    monkeypatch.setattr(making, "read_any", refused)
    row = receive(from_(writer, files=[("tin.docx", b"PK", WORD_TYPE)]))
    assert (row.state, row.cause, row.detail) == (State.HELD, Cause.UNREADABLE, str(REASONS["encrypted"]))
    assert row.detail in Email.objects.get().message
    assert NewsPage.objects.count() == 0


def test_an_error_that_nobody_foresaw_leaves_the_mail_to_the_desk(ward, writer, monkeypatch, caplog):
    monkeypatch.setattr(making, "paragraphs_of", lambda words: 1 / 0)
    row = receive(from_(writer))
    assert (row.state, row.cause) == (State.HELD, Cause.UNREADABLE)
    assert row.raw.read().startswith(b"Authentication-Results")


def test_a_photo_that_is_none_is_told_and_the_others_stand(ward, writer):
    files = [photo(), ("hong.jpg", b"khong phai anh", ("image", "jpeg"))]
    row = receive(from_(writer, files=files))
    assert shown(text_of(row)) == ["text", "photo"]
    assert len(row.piece.arrival.problems) == 1


def test_pictures_in_the_text_keep_their_place_and_emblems_go(ward, writer):
    html = '<p>Dẫn.</p><p>Một.</p><img src="cid:anh@x"><p>Hai.</p><p>-- </p><img src="cid:logo@x"><p>Hoa</p>'
    raw = from_(writer, text=None, html=html, files=[photo(), photo("logo.jpg", size=(90, 60))])
    raw = raw.replace(b'filename="bien.jpg"', b'filename="bien.jpg"\r\nContent-ID: <anh@x>')
    raw = raw.replace(b'filename="logo.jpg"', b'filename="logo.jpg"\r\nContent-ID: <logo@x>')
    row = receive(raw)
    assert shown(text_of(row)) == ["text", "photo", "text"]
    assert any("logo.jpg" in said for said in row.piece.arrival.left_out)


def test_headings_lists_tables_and_links_of_a_formatted_mail(ward, writer):
    html = (
        "<p>Dẫn.</p><h1>Kết quả</h1><ul><li>12 <strong>bao</strong></li></ul><table><tr><th>A</th><th>B</th></tr>"
        '<tr><td>1</td></tr></table><p><a href="https://p.example/">trang</a><a href="mailto:x@y.vn">thư</a></p>'
    )
    first, table, last = text_of(receive(from_(writer, text=None, html=html))).body
    assert first.value.source == "<h2>Kết quả</h2><ul><li>12 <b>bao</b></li></ul>"
    assert table.value["data"] == [["A", "B"], ["1", ""]]
    assert last.value.source == '<p><a href="https://p.example/">trang</a><a href="mailto:x@y.vn">thư</a></p>'


def test_photos_alone_are_a_draft_with_the_subject(ward, writer):
    row = receive(from_(writer, text="-- \nHoa", files=[photo()]))
    assert (text_of(row).title, shown(text_of(row))) == ("Ra quân dọn vệ sinh bãi biển", ["photo"])


def test_a_shared_mailbox_gives_the_draft_to_the_contributor(ward, writer):
    """Two officers of a ward read one mailbox: nothing is decided by a mail, so the draft is the contributor's."""
    deputy = factories.leader_of(ward, email=writer.email.upper())
    earlier = UnitMembership.objects.get(user=deputy)
    UnitMembership.objects.filter(pk=earlier.pk).update(role="leader")
    row = receive(from_(writer))
    assert row.piece.owner == writer
    UnitMembership.objects.filter(user=writer).update(role="leader")
    assert receive(from_(writer)).piece.owner in (writer, deputy)


def test_the_mailbox_itself_is_that_of_the_only_unit(ward, writer):
    assert receive(from_(writer, to="Tin <TIN@phanthiet.example>")).unit == ward


def test_more_photos_than_are_taken_are_named(ward, writer):
    with override_settings(MAIL_IN_FILES=1):
        row = receive(from_(writer, files=[photo(), photo("hai.jpg")]))
    assert NewsImage.objects.count() == 1
    assert any("hai.jpg" in said for said in row.piece.arrival.problems)


def test_the_newest_version_is_only_a_draft_whatever_the_mail_says(ward, writer, ward_leader):
    """A leader's mail as well: nothing is submitted, approved or published by a mail."""
    row = receive(from_(ward_leader, heads=[("X-Action", "publish")], subject="DUYỆT và ĐĂNG ngay"))
    assert stage_of(row.piece) == Stage.DRAFT
    assert not row.piece.live and row.piece.workflow_states.count() == 0 and row.piece.sent_at is None


def test_pictures_that_lie_elsewhere_are_named_and_not_fetched(ward, writer):
    row = receive(from_(writer, text=None, html='<p>Dẫn.</p><p>Một.</p><img src="https://xau.example/dem.gif">'))
    assert shown(text_of(row)) == ["text"]
    assert len(row.piece.arrival.problems) == 1
    empty = receive(from_(writer, text=None, html='<img src="https://xau.example/dem.gif">'))
    assert empty.cause == Cause.NOTHING


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("<p><i>Đoàn viên nhặt rác. Ảnh: Minh Hằng</i></p>", ("Đoàn viên nhặt rác.", "Minh Hằng")),
        ("<p>Ảnh 1: Bãi biển sạch.</p>", ("Bãi biển sạch.", "")),
        ("<figcaption>Bãi <b>biển</b> sạch</figcaption>", ("Bãi biển sạch", "")),
        ("<p>Đoạn thường của bài viết, kể tiếp.</p>", ("", "")),
    ],
)
def test_the_words_below_a_picture_are_its_caption(ward, writer, below, told):
    html = f'<p>Dẫn.</p><p>Một.</p><figure><img src="cid:anh@x">{below}</figure><p>Hai.</p>'
    raw = from_(writer, text=None, html=html, files=[photo()])
    raw = raw.replace(b'filename="bien.jpg"', b'filename="bien.jpg"\r\nContent-ID: <anh@x>')
    first, shown_photo, rest = text_of(receive(raw)).body
    assert (shown_photo.value["caption"], shown_photo.value["credit"]) == told
    assert first.value.source == "<p>Một.</p>"
    assert ("Đoạn thường" in rest.value.source) == (told == ("", ""))


def test_the_caption_of_a_picture_that_lies_elsewhere_is_told(ward, writer):
    html = '<p>Dẫn.</p><p>Một.</p><img src="https://xau.example/dem.jpg"><p>Ảnh 1: Bãi biển sạch.</p>'
    (said,) = receive(from_(writer, text=None, html=html)).piece.arrival.problems
    assert "Bãi biển sạch" in said


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_kinds_that_no_upload_takes_are_not_opened(ward, writer, kind, monkeypatch):
    tried = []
    opened = making.Image.open

    def noted(file, mode="r", formats=None):
        tried.append(formats)
        return opened(file, mode, formats)

    monkeypatch.setattr(making.Image, "open", noted)
    side = making.look_at(File(f"anh.{kind.lower()}", picture((64, 64), kind), "image/jpeg"))[1]
    assert side is None
    assert tried == [FORMATS]
    row = receive(from_(writer, files=[(f"anh.{kind.lower()}", picture((64, 64), kind), ("image", kind.lower()))]))
    assert shown(text_of(row)) == ["text"]
    assert len(row.piece.arrival.problems) == 1


def test_an_old_word_file_is_converted_where_that_can_be(ward, writer, monkeypatch):
    files = [("tin.rtf", b"{\\rtf1 Tin}", ("application", "rtf"))]
    monkeypatch.setattr(program, "is_here", lambda: False)
    row = receive(from_(writer, files=files))
    assert (row.state, row.cause) == (State.HELD, Cause.UNREADABLE)
    assert "RTF" in row.detail
    monkeypatch.setattr(program, "is_here", lambda: True)
    monkeypatch.setattr(program, "as_word", lambda content, *, kind: docx(title(), p(LEAD), p(WORDS)))
    row = receive(from_(writer, files=files))
    assert (row.state, row.piece.title, row.piece.lead) == (State.DRAFT, TITLE, LEAD)
