"""Saving and sending from the quick form: what is stored is what was typed, once."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState
from wagtail.test.utils.form_data import rich_text

from submissions.body.content import content_digest
from submissions.models import Category, NewsPage, Notice
from submissions.rights.stages import Stage, stage_of
from tests import factories, workflow
from tests.browserform import editor_form, stream
from tests.submissions.quick.quickly import (
    TYPED,
    address_of,
    again,
    new_address,
    opened,
    piece_address,
    uploaded,
    written,
)
from tests.workflow import fresh

pytestmark = pytest.mark.django_db


def newest(piece):
    return fresh(piece).get_latest_revision_as_object()


def values(page):
    return [(block["type"], block["value"]) for block in page.body.raw_data]


def bare(pk, **said):
    return {"image": pk, "caption": "", "credit": "", "alt": ""} | said


@pytest.fixture
def writer(client, contributor, leader):
    """The browser of a contributor whose unit has a leader."""
    client.force_login(contributor)
    return client


def test_a_new_piece_is_stored_as_typed(writer, unit, contributor):
    files = [factories.picture_file(), factories.picture_file("b.png", colour="red")]
    response = writer.post(new_address(unit), opened(writer, new_address(unit), **TYPED, photos=files))
    piece = written()
    assert response["Location"] == address_of(piece)
    text = newest(piece)
    assert (text.title, text.lead, text.owner, text.unit) == (TYPED["title"], TYPED["lead"], contributor, unit)
    assert stage_of(piece) == Stage.DRAFT and not piece.live
    first, second = uploaded()
    assert {first.collection, second.collection} == {unit.collection}
    assert values(text) == [
        ("text", "<p>Từ 6 giờ sáng, lực lượng có mặt.</p>"),
        ("photo", bare(first.pk)),
        ("text", "<p>Đến 9 giờ, bãi biển sạch.</p>"),
        ("photo", bare(second.pk)),
    ]
    assert (text.origin, text.genre, text.category.slug) == ("own", "tin", "tin-tuc-su-kien")
    assert piece.has_photo and piece.cover == first


def test_what_is_wrong_is_said_above_by_the_name_of_its_field(writer, unit):
    address, before = new_address(unit), NewsPage.objects.count()
    answer = writer.post(address, opened(writer, address, title="", event_date="32/13/2019"))
    assert answer.status_code == 422
    links = BeautifulSoup(answer.content, "html.parser").select("#quick-summary a")
    told = [(link["href"], link.get_text()) for link in links]
    assert told == [
        ("#id_title", "Tiêu đề: Mục này bắt buộc nhập."),
        ("#id_event_date", "Ngày diễn ra sự việc: Ngày chưa đúng. Hãy viết như 25/04/2019."),
    ]
    assert NewsPage.objects.count() == before


def test_what_is_missing_is_said_at_its_field_and_then_it_goes(writer, unit, contributor):
    form = opened(writer, new_address(unit), **TYPED, photos=factories.picture_file(), do="send")
    response = writer.post(new_address(unit), form, follow=True)
    piece, photo = written(), uploaded().get()
    assert stage_of(piece) == Stage.DRAFT
    assert f'href="#caption-{photo.pk}"' in response.content.decode()
    form = again(response, **{f"caption-{photo.pk}": "Đoàn viên dọn rác", "do": "send"})
    response = writer.post(address_of(piece), form)
    assert response["Location"] == piece_address(piece)
    assert stage_of(fresh(piece)) == Stage.AT_LEADER
    text = newest(piece)
    assert [(author.name, author.share) for author in text.authors.all()] == [(str(contributor), 100)]
    assert values(text)[1] == ("photo", bare(photo.pk, caption="Đoàn viên dọn rác"))
    assert "Chờ lãnh đạo" in writer.get(piece_address(piece)).content.decode()


class TestTwice:
    """A double tap, or a telephone that sends again what had arrived."""

    def test_a_new_piece_becomes_one_with_one_copy_of_its_photo(self, writer, unit):
        form = opened(writer, new_address(unit), **TYPED)
        answers = [writer.post(new_address(unit), form | {"photos": factories.picture_file()}) for _time in range(2)]
        piece = written()
        assert [answer["Location"] for answer in answers] == [address_of(piece)] * 2
        assert uploaded().count() == piece.revisions.count() == 1
        assert len(values(newest(piece))) == 3

    def test_it_is_submitted_once(self, writer, unit, leader):
        form = opened(writer, new_address(unit), **TYPED, do="send")
        for _time in range(3):
            response = writer.post(new_address(unit), form)
        piece = written()
        assert response["Location"] == piece_address(piece)
        assert WorkflowState.objects.count() == 1
        assert Notice.objects.filter(kind="waits_for_leader", recipient=leader).count() == 1

    def test_from_its_own_form_it_is_submitted_once(self, writer, piece):
        form = opened(writer, address_of(piece), title="Tiêu đề sửa", do="send")
        answers = [writer.post(address_of(piece), form) for _time in range(2)]
        assert [answer["Location"] for answer in answers] == [piece_address(piece)] * 2
        assert WorkflowState.objects.count() == 1
        assert newest(piece).title == "Tiêu đề sửa"

    def test_the_same_words_saved_twice_are_one_version(self, writer, piece):
        form = opened(writer, address_of(piece), title="Tiêu đề sửa")
        for _time in range(2):
            writer.post(address_of(piece), form)
        assert piece.revisions.count() == 2

    def test_another_piece_s_key_is_nothing_to_write_under(self, writer, unit, piece):
        stranger = factories.news(factories.UnitFactory(), owner=factories.UserFactory())
        form = opened(writer, new_address(unit), **TYPED, piece_key=str(stranger.translation_key))
        writer.post(new_address(unit), form)
        assert newest(stranger).title == stranger.title
        assert NewsPage.objects.filter(title=TYPED["title"], unit=unit).exists()


class TestBetweenTheForms:
    """A piece moves between the quick form and the full editor without loss."""

    BODY = [
        {"type": "text", "id": "a", "value": '<p data-block-key="k1">Một</p><h2>Đề mục</h2><p>Hai <b>đậm</b></p>'},
        {"type": "table", "id": "b", "value": {"data": [["Thôn", "Hộ"], ["Một", "120"]]}},
        {"type": "quote", "id": "c", "value": {"text": "Sạch là đẹp", "source": "Một người dân"}},
        {"type": "text", "id": "d", "value": "<p>Cuối</p><ul><li>Một</li></ul>"},
    ]

    @pytest.fixture
    def rich(self, piece, contributor):
        text = newest(piece)
        text.body = text.body.stream_block.to_python(self.BODY + list(text.body.raw_data))
        text.authors.create(name="Nguyễn Văn Một", share=60)
        text.authors.create(name="Trần Thị Hai", share=40)
        text.genre, text.programme, text.origin, text.source = "phong_su", "Thời sự", "compiled", "Báo Bình Thuận"
        text.save_revision(user=contributor)
        return fresh(piece)

    def test_saved_unchanged_nothing_is_stored(self, writer, rich):
        before = rich.latest_revision
        response = writer.post(address_of(rich), opened(writer, address_of(rich)))
        assert response["Location"] == address_of(rich)
        assert fresh(rich).latest_revision == before

    def test_with_another_title_all_else_is_the_same_to_the_byte(self, writer, rich):
        before, digest = rich.latest_revision.content, content_digest(newest(rich))
        writer.post(address_of(rich), opened(writer, address_of(rich), title="Tiêu đề khác"))
        after = fresh(rich).latest_revision.content
        said = ("body", "lead", "genre", "category", "event_date", "origin", "source", "programme")
        assert {name: after[name] for name in said} == {name: before[name] for name in said}
        text = newest(rich)
        assert text.title == "Tiêu đề khác"
        text.title = rich.title
        assert content_digest(text) == digest

    def test_what_is_kept_is_shown_as_readers_see_it_with_the_way_to_change_it(self, writer, rich):
        shown = writer.get(address_of(rich)).content.decode()
        assert "<h2>Đề mục</h2>" in shown and "Sạch là đẹp" in shown and "120" in shown
        response = writer.post(address_of(rich), opened(writer, address_of(rich), title="Viết dở", do="full"))
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[rich.pk])
        assert newest(rich).title == "Viết dở"

    def test_from_an_empty_form_the_full_editor_opens_empty(self, writer, unit):
        response = writer.post(new_address(unit), opened(writer, new_address(unit), do="full"))
        editor = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page_id])
        assert response["Location"] == editor

    def test_what_was_written_here_is_the_same_after_the_full_editor(self, writer, unit, contributor):
        form = opened(writer, new_address(unit), **TYPED, photos=factories.picture_file())
        writer.post(new_address(unit), form)
        piece, photo = written(), uploaded().get()
        writer.post(address_of(piece), opened(writer, address_of(piece), **{f"caption-{photo.pk}": "Chú thích"}))
        before = opened(writer, address_of(piece))
        said = {"image": str(photo.pk), "caption": "Chú thích", "credit": "", "alt": ""}
        first, second = (rich_text(block["value"]) for block in newest(piece).body.raw_data if block["type"] == "text")
        body = stream("body", [("text", first), ("photo", said), ("text", second)])
        editor = editor_form(fresh(piece), user=contributor) | body | {"title": "Qua trình sửa khác"}
        writer.post(reverse("wagtailadmin_pages:edit", args=[piece.pk]), editor)
        after = opened(writer, address_of(piece))
        assert after["title"] == "Qua trình sửa khác"
        here = ("lead", "text-0", "photo", f"caption-{photo.pk}", "category", "event_date", "genre")
        assert {name: after[name] for name in here} == {name: before[name] for name in here}


class TestTheRest:
    def test_authors_share_what_nobody_typed(self, writer, piece):
        form = opened(writer, address_of(piece)) | {
            "author": ["Một", "Hai", "", "Ba"],
            "author-share": ["50", "", "", ""],
        }
        writer.post(address_of(piece), form)
        authors = [(author.name, author.share) for author in newest(piece).authors.all()]
        assert authors == [("Một", 50), ("Hai", 25), ("Ba", 25)]

    def test_genre_follows_length_until_somebody_chooses(self, writer, piece):
        writer.post(address_of(piece), opened(writer, address_of(piece), **{"text-0": "dài " * 500}))
        assert newest(piece).genre == "bai_phan_anh"
        writer.post(address_of(piece), opened(writer, address_of(piece), genre="phong_su", **{"text-0": "Ngắn."}))
        assert newest(piece).genre == "phong_su"
        writer.post(address_of(piece), opened(writer, address_of(piece), title="Tiêu đề khác"))
        assert newest(piece).genre == "phong_su"

    def test_buttons_of_a_photo_work_without_scripts(self, writer, piece, unit):
        other = factories.photo(unit)
        first = newest(piece).body.raw_data[1]["value"]["image"]
        writer.post(address_of(piece), opened(writer, address_of(piece)) | {"photo": [first, other.pk]})
        form = opened(writer, address_of(piece)) | {"photo": [first, other.pk], "photo-up": other.pk}
        writer.post(address_of(piece), form)
        assert [block["value"]["image"] for block in newest(piece).body.raw_data if block["type"] == "photo"] == [
            other.pk,
            first,
        ]
        form = opened(writer, address_of(piece)) | {"photo": [other.pk, first], "photo-remove": other.pk}
        writer.post(address_of(piece), form)
        assert [block["value"]["image"] for block in newest(piece).body.raw_data if block["type"] == "photo"] == [first]

    def test_category_used_last_stands_first(self, writer, unit, contributor):
        statistics = Category.objects.get(slug="thong-ke")
        factories.news(unit, owner=contributor, category=statistics)
        assert opened(writer, new_address(unit))["category"] == str(statistics.pk)

    def test_a_piece_sent_back_shows_the_reason_and_goes_again(self, writer, piece, contributor, leader):
        workflow.submit(piece, contributor)
        workflow.send_back_as(piece, leader, "Bổ sung thời gian.")
        page = writer.get(address_of(piece))
        assert "Bổ sung thời gian." in page.content.decode()
        writer.post(address_of(piece), again(page, lead="Lúc 6 giờ sáng 29/11.", do="send"))
        assert stage_of(fresh(piece)) == Stage.AT_LEADER
        assert newest(piece).lead == "Lúc 6 giờ sáng 29/11."
        logged = PageLogEntry.objects.filter(page=piece.pk).values_list("action", flat=True)
        assert "wagtail.edit" in logged and "wagtail.revert" not in logged


def test_an_announcement_has_a_last_day_and_nothing_else_has(writer, unit, time_machine):
    """Of another genre it is not kept; one that has passed is asked about when the piece is sent, at its field."""
    time_machine.move_to("2026-11-30 05:00 +0000")
    address = new_address(unit)
    assert 'data-w-rules=\'{"genre": "thong_bao"}\'' in writer.get(address).text
    writer.post(address, opened(writer, address, **TYPED, genre="thong_bao", holds_until="29/11/2026"))
    piece = written()
    before = newest(piece)
    assert str(before.holds_until) == "2026-11-29"
    answer = writer.post(address_of(piece), opened(writer, address_of(piece), do="send"), follow=True)
    (link,) = BeautifulSoup(answer.content, "html.parser").select("[data-checklist] a[href='#id_holds_until']")
    assert link.text.strip() == "“Hiệu lực đến” là 29/11/2026, ngày này đã qua: vui lòng kiểm tra lại."
    assert stage_of(fresh(piece)) == Stage.DRAFT
    writer.post(address_of(piece), opened(writer, address_of(piece), holds_until="02/12/2026"))
    assert content_digest(newest(piece)) != content_digest(before)
    assert "Có hiệu lực đến hết ngày" in writer.get(piece_address(piece)).text
    writer.post(address_of(piece), opened(writer, address_of(piece), genre="tin"))
    assert newest(piece).holds_until is None
