"""A piece from outside becomes one draft of its unit, with its photos through the door of every upload."""

import datetime
import io
import uuid

import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from submissions.arriving.drafts import arrive
from submissions.models import Arrival, NewsImage, NewsPage
from submissions.screens.refusals import Refusal
from submissions.word.pieces import Note, Photo, PhotoHere, Table, Text, WordPiece
from tests.factories import UnitFactory, contributor_of
from tests.submissions import telltale
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db
PHOTO = Photo(content=telltale.jpeg(size=(600, 400)), kind="jpg", caption="Đoàn viên ra quân", credit="Minh Hằng")
PIECE = WordPiece(
    title="Ra quân dọn vệ sinh bãi biển",
    lead="Sáng 4/4, hơn 100 đoàn viên dọn rác ven biển.",
    author="Nguyễn Thị Hoa",
    blocks=(Text("<p>Mở đầu.</p>"), PhotoHere(0), Table((("Tổ", "Số người"), ("1", "20")), has_heading=True)),
    photos=(PHOTO,),
    left_out=(Note("signature", "CHỦ TỊCH"),),
    problems=(Note("footnote", "Theo báo cáo", near="Mở đầu."),),
)


def word(piece=PIECE, **changed):
    return {"piece": piece, "way": Arrival.Way.WORD, "source": "tin.docx"} | changed


class TestOneDraft:
    @pytest.fixture
    def page(self, unit, contributor):
        return arrive(unit=unit, user=contributor, **word())

    def test_is_a_draft_of_the_unit(self, page, unit, contributor):
        page = NewsPage.objects.get(pk=page.pk)
        assert (page.unit, page.owner, page.live, page.current_workflow_state) == (unit, contributor, False, None)
        assert (page.title, page.lead) == (PIECE.title, PIECE.lead)
        assert page.category.slug == "tin-tuc-su-kien"
        assert [(author.name, author.share) for author in page.authors.all()] == [("Nguyễn Thị Hoa", 100)]

    def test_has_a_version_as_the_editor_would_open_it(self, page, contributor):
        version = NewsPage.objects.get(pk=page.pk).get_latest_revision()
        assert version.user == contributor
        body = version.as_object().body
        assert [block.block_type for block in body] == ["text", "photo", "table"]
        assert body[0].value.source == "<p>Mở đầu.</p>"
        assert body[2].value["data"] == [["Tổ", "Số người"], ["1", "20"]]
        assert body[2].value["table_header_choice"] == "row"

    def test_its_photo_lies_in_the_units_collection_without_what_it_told(self, page, unit, contributor):
        image = NewsImage.objects.get()
        assert (image.collection, image.uploaded_by_user) == (unit.collection, contributor)
        value = page.body[1].value
        assert (value["image"], value["caption"], value["credit"]) == (image, "Đoàn viên ra quân", "Minh Hằng")
        with image.file.storage.open(image.file.name) as file:
            assert telltale.tells(file.read()) == telltale.NOTHING
        assert page.has_photo

    def test_what_was_left_out_stands_beside_it(self, page):
        assert page.arrival.source == "tin.docx"
        assert page.arrival.left_out == ["Phần ký tên: “CHỦ TỊCH”."]
        assert page.arrival.problems == ["Một chú thích cuối trang không đưa vào: “Theo báo cáo” (gần “Mở đầu.”)."]


def test_a_file_that_comes_again_is_the_same_piece(unit, contributor):
    key = uuid.uuid4()
    first = arrive(unit=unit, user=contributor, **word(key=key))
    again = arrive(unit=unit, user=contributor, **word(key=key))
    assert again == first
    assert (NewsPage.objects.count(), NewsImage.objects.count(), Arrival.objects.count()) == (1, 1, 1)


def test_the_key_of_somebody_else_gives_nothing_of_theirs(unit, contributor):
    stranger = contributor_of(UnitFactory())
    key = uuid.uuid4()
    first = arrive(unit=unit, user=contributor, **word(key=key))
    other = arrive(unit=stranger.memberships.get().unit, user=stranger, **word(key=key))
    assert other.translation_key != first.translation_key == key
    assert other.owner == stranger


def test_nobody_else_writes_for_the_unit(unit, leader):
    stranger = contributor_of(UnitFactory())
    with pytest.raises(Refusal, match="Hôm nay không viết được cho cơ quan"):
        arrive(unit=unit, user=stranger, **word())
    assert not NewsPage.objects.exists()
    assert not NewsImage.objects.exists()
    assert arrive(unit=unit, user=leader, **word()).owner == leader


def test_a_picture_that_no_upload_would_take_is_refused_in_words(unit, contributor):
    broken = Photo(content=telltale.jpeg(size=(600, 600))[:4000], kind="jpg", caption="Ảnh hỏng")
    page = arrive(
        unit=unit,
        user=contributor,
        **word(
            WordPiece(title="Tin", blocks=(PhotoHere(0), Text("<p>Chữ.</p>"), PhotoHere(1)), photos=(broken, PHOTO))
        ),
    )
    assert [block.block_type for block in page.body] == ["text", "photo"]
    assert NewsImage.objects.count() == 1
    (told_of,) = page.arrival.problems
    assert "hỏng hoặc thiếu dữ liệu" in told_of
    assert "Ảnh hỏng" in told_of


def test_sent_again_after_it_failed_it_is_one_piece_with_one_copy_of_each_photo(unit, contributor, monkeypatch):
    key = uuid.uuid4()
    with monkeypatch.context() as broken:
        broken.setattr(NewsPage, "save_revision", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            arrive(unit=unit, user=contributor, **word(key=key))
    assert not NewsPage.objects.exists()
    assert not Arrival.objects.exists()
    page = arrive(unit=unit, user=contributor, **word(key=key))
    assert page.body[1].value["image"] == NewsImage.objects.get()


def test_what_has_no_room_is_told_and_not_cut_off_in_silence(unit, contributor):
    long = WordPiece(title="Tin " * 90, lead="Dẫn " * 200, blocks=(Text("<p>Chữ.</p>"),))
    page = arrive(unit=unit, user=contributor, **word(long))
    assert len(page.title) <= 255
    assert page.title.endswith("Tin…")
    assert page.lead == ""
    assert page.body[0].value.source.startswith("<p>Dẫn Dẫn")
    assert [text.split(":")[0].split(" (")[0] for text in page.arrival.problems] == [
        "Tiêu đề quá dài nên đã rút gọn; nguyên văn",
        "Đoạn đầu dài hơn mức của phần tóm tắt nên nằm trong phần nội dung",
    ]


def test_a_piece_of_nothing_is_still_a_draft(unit, contributor):
    page = arrive(unit=unit, user=contributor, **word(WordPiece()))
    assert page.title == "tin.docx"
    assert [block.block_type for block in page.body] == ["text"]


def test_a_png_is_a_photo_too(unit, contributor):
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400)).save(buffer, "PNG")
    piece = WordPiece(title="Tin", blocks=(PhotoHere(0),), photos=(Photo(content=buffer.getvalue(), kind="png"),))
    assert arrive(unit=unit, user=contributor, **word(piece)).has_photo


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ({"lead": "Sáng 12/4, hơn 100 đoàn viên dọn rác."}, datetime.date(2019, 4, 12)),
        ({"blocks": (Text("<p>Mở đầu.</p><p>Ngày <b>13</b> tháng 4.</p>"),)}, datetime.date(2019, 4, 13)),
        ({"lead": "Kỷ niệm ngày 30/4/1975."}, None),
        ({}, None),
    ],
)
def test_the_day_of_the_event_is_proposed_from_the_text(unit, contributor, client, words, day):
    with time_machine.travel(datetime.datetime(2019, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        page = arrive(unit=unit, user=contributor, **word(WordPiece(title="Tin", **words)))
        assert page.event_date == day
        shown = log_in(client, contributor).get(reverse("submissions:quick", args=[page.pk])).content.decode()
    assert ("Lấy theo lời văn của bài, vui lòng xem lại." in shown) == (day is not None)
    assert ("Lời văn không nêu ngày, vui lòng điền." in shown) == (day is None)
