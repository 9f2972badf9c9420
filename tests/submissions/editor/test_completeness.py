"""What keeps a piece from being sent in: one list, at the fields that it is about."""

import datetime
import json

import pytest

from submissions.editor import completeness
from submissions.models import NewsAuthor, NewsPage
from tests import factories
from vietnamese.dates import start_of_day

pytestmark = pytest.mark.django_db


def test_nothing_keeps_a_whole_piece(unit, contributor, leader):
    assert completeness.problems(factories.news(unit, owner=contributor)) == []


def test_each_problem_is_told_at_its_field():
    unit = factories.UnitFactory()
    piece = factories.news(unit, owner=factories.contributor_of(unit))
    piece.lead, piece.body, piece.origin, piece.source = "", [], "reprinted", " "
    piece.authors = [NewsAuthor(name="An", share=50), NewsAuthor(name="Bình", share=40)]
    assert completeness.problems(piece) == [
        ("lead", "Vui lòng điền mục “Tóm tắt”."),
        ("body", "Chưa có nội dung."),
        ("source", "Tin, bài tổng hợp hoặc đăng lại phải ghi rõ nguồn."),
        ("authors", "Tỷ lệ của các tác giả phải có tổng bằng 100%."),
    ]


def test_sending_in_asks_for_somebody_to_approve():
    unit = factories.UnitFactory()
    writer = factories.contributor_of(unit)
    with pytest.raises(completeness.Incomplete, match=f"^{unit} hiện chưa có lãnh đạo"):
        completeness.require_leader(factories.news(unit, owner=writer), sender=writer)


PARTS = [
    (
        [("text", "<p>Một</p>"), ("photo", {"image": None, "caption": " "})],
        ["Phần 2 của nội dung (Ảnh) còn thiếu hoặc chưa đúng: Ảnh, Chú thích ảnh."],
    ),
    ([("photo", {"image": None, "caption": "Ra quân"}), ("quote", {"text": ""})], ["Phần 1", "Phần 2"]),
    (
        [("gallery", {"photos": [{"type": "item", "id": "1", "value": {"image": None, "caption": "Một"}}]})],
        ["Phần 1 của nội dung (Nhiều ảnh) còn thiếu hoặc chưa đúng: Ảnh 1 – Ảnh, Tối thiểu"],
    ),
    (
        [("table", {"data": [[None, ""]], "table_header_choice": "row"}), ("text", "<p>Một</p>")],
        ["Phần 1 của nội dung (Bảng) còn trống."],
    ),
    ([("text", "<p>Một</p>"), ("text", "<p></p>")], []),
    ([("text", "<p>&nbsp;\u200b</p>"), ("text", "<h2> <br/></h2>")], ["Chưa có nội dung."]),
    ([], ["Chưa có nội dung."]),
]


@pytest.mark.parametrize(("parts", "told"), PARTS)
def test_what_is_unfinished_in_the_text_is_told_by_its_place(parts, told):
    body = NewsPage(body=json.dumps([{"type": kind, "value": value} for kind, value in parts])).body
    found = completeness.unfinished_text(body)
    assert [field for field, _sentence in found] == ["body"] * len(told)
    assert all(sentence.startswith(words) for (_field, sentence), words in zip(found, told, strict=True)), found


@pytest.mark.parametrize(
    ("names", "is_told"), [([], False), (["An"], False), (["An", " \u200b"], True), ([None], True)]
)
def test_an_author_has_a_name(names, is_told):
    assert bool(completeness.unnamed_authors(names)) == is_told


@pytest.mark.parametrize(("origin", "source", "is_told"), [("own", "", False), ("compiled", None, True)])
def test_a_source_is_asked_for_where_the_text_is_not_the_units_own(origin, source, is_told):
    assert bool(completeness.unnamed_source(origin=origin, source=source)) == is_told


@pytest.mark.parametrize(("shares", "is_told"), [([], False), ([100], False), ([60, 40], False), ([60, 41], True)])
def test_shares_add_up(shares, is_told):
    assert bool(completeness.uneven_shares(shares)) == is_told


def test_an_announcement_holds_on_the_day_when_it_is_published(time_machine):
    """Before that any day before today is asked about; of what is live a day that has come is none."""
    noon = start_of_day(datetime.date(2026, 11, 30)) + datetime.timedelta(hours=12)
    time_machine.move_to(noon)
    day, before = datetime.date(2026, 11, 30), datetime.date(2026, 11, 29)

    def said(end, **fields):
        piece = NewsPage(genre=fields.pop("genre", NewsPage.Genre.ANNOUNCEMENT), holds_until=end, **fields)
        return [sentence for _field, sentence in completeness.wrong_end(piece.end_of_notice, of=piece)]

    assert said(None) == said(day) == said(before, genre=NewsPage.Genre.NEWS) == []
    assert said(before) == ["“Hiệu lực đến” là 29/11/2026, ngày này đã qua: vui lòng kiểm tra lại."]
    assert said(day, go_live_at=noon + datetime.timedelta(days=1)) == [
        "“Hiệu lực đến” là 30/11/2026, trước ngày hẹn đăng (01/12/2026)."
    ]
    assert said(before, published_at=noon - datetime.timedelta(days=1)) == []
    assert said(before, published_at=noon) == ["“Hiệu lực đến” là 29/11/2026, trước ngày đăng thông báo (30/11/2026)."]
