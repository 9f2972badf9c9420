"""What is pasted from a word processor comes with its structure, as from the file itself."""

import uuid

import pytest

from submissions.models import NewsPage
from submissions.quick import pasting
from submissions.word.pieces import Table, Text
from submissions.word.reading import UnreadableFile, read_pasted
from tests import factories, workflow
from tests.factories import UnitFactory, contributor_of
from tests.submissions.quick.quickly import address_of, new_address, opened
from tests.submissions.registers import log_in
from tests.submissions.word.writers import LEAD, TEXT, TITLE
from tests.workflow import fresh

PASTED = f"""<html><body><!--StartFragment--><p class=MsoNormal><b>{TITLE}<o:p></o:p></b></p>
<p class=MsoNormal>{LEAD}</p><h2>Kết quả</h2><ul><li>Hai tấn rác</li></ul><table>
<tr><td><b>Tổ</b></td><td><b>Số</b></td></tr><tr><td>4</td><td>12</td></tr></table><p>{TEXT}</p><img src="file:///C:/anh.jpg"><script>alert(1)</script><!--EndFragment--></body></html>"""
BLOCKS = (
    Text("<h2>Kết quả</h2><ul><li>Hai tấn rác</li></ul>"),
    Table((("Tổ", "Số"), ("4", "12")), has_heading=True),
    Text(f"<p>{TEXT}</p>"),
)


def test_is_read_by_the_same_rules_as_a_file():
    piece = read_pasted(PASTED)
    assert (piece.title, piece.lead, piece.blocks) == (TITLE, LEAD, BLOCKS)
    assert [note.kind for note in piece.problems] == ["picture_pasted"]


def test_what_was_typed_above_stays():
    piece = read_pasted(PASTED, title="Tiêu đề <đã> gõ", lead="Tóm tắt đã gõ.")
    assert (piece.title, piece.lead) == ("Tiêu đề <đã> gõ", "Tóm tắt đã gõ.")
    assert piece.blocks[0].html.startswith(f"<h2>{TITLE}</h2><p>{LEAD}</p>")


def test_old_letters_become_unicode():
    piece = read_pasted("<h1>Qu©n d©n</h1><p>C¸c ®oµn viªn ®· thu gom r¸c.</p><p>Ho¹t ®éng kÕt thóc.</p>")
    assert (piece.title, piece.lead) == ("Quân dân", "Các đoàn viên đã thu gom rác.")


@pytest.mark.slow
def test_what_is_nested_without_end_is_refused_in_words_and_in_time():
    with pytest.raises(UnreadableFile) as refused:
        read_pasted("<ul><li>" * 100_000)
    assert refused.value.sentence


@pytest.mark.django_db
class TestTakenOver:
    """With "paste" pressed: the field holds the pasted words as text, and the form says which of them they are."""

    @pytest.fixture
    def writer(self, client, unit, contributor, leader):
        return log_in(client, contributor)

    def pasted(self, client, address, *, before="", words="Kết quả Hai tấn rác", after="", **typed):
        text = before + words + after
        place = {"pasted-field": "text-0", "pasted-from": len(before), "pasted-to": len(before + words)}
        typed = {"text-0": text.replace("\n", "\r\n"), "do": "paste"} | place | typed
        return opened(client, address, **typed) | {"pasted": PASTED, "pasted-key": str(uuid.uuid4())}

    def blocks(self, page):
        body = fresh(page).get_latest_revision_as_object().body.raw_data
        values = [block["value"]["data"] if block["type"] == "table" else block["value"] for block in body]
        return [(block["type"], value) for block, value in zip(body, values, strict=True)]

    def test_into_a_new_piece_it_gives_title_and_lead_too(self, writer, unit, contributor):
        form = self.pasted(writer, new_address(unit))
        answers = [writer.post(new_address(unit), form) for _time in range(2)]
        page = NewsPage.objects.get()
        assert {answer.url for answer in answers} == {address_of(page)}
        assert (page.title, page.lead, page.unit, page.owner) == (TITLE, LEAD, unit, contributor)
        assert self.blocks(page) == [
            ("text", "<h2>Kết quả</h2><ul><li>Hai tấn rác</li></ul>"),
            ("table", [["Tổ", "Số"], ["4", "12"]]),
            ("text", f"<p>{TEXT}</p>"),
        ]
        shown = writer.get(address_of(page)).content.decode()
        assert "Ảnh không đi theo khi dán" in shown
        assert page.revisions.count() == 1

    def test_what_an_autosave_made_of_the_same_form_is_the_piece(self, writer, unit):
        form = self.pasted(writer, new_address(unit), title="Tiêu đề đã gõ")
        writer.post(new_address(unit), form | {"do": "save"})
        page = NewsPage.objects.get()
        assert self.blocks(page) == [("text", "<p>Kết quả Hai tấn rác</p>")]
        again = self.pasted(writer, address_of(page), title="Tiêu đề đã gõ", piece_key=form["piece_key"])
        assert writer.post(address_of(page), again).url == address_of(page)
        assert NewsPage.objects.count() == 1
        assert [kind for kind, _value in self.blocks(page)] == ["text", "table", "text"]

    def test_into_a_saved_draft_it_stands_where_it_was_pasted(self, writer, unit, contributor):
        page = factories.news(unit, owner=contributor, text="<p>Đầu.</p><p>Cuối.</p>", image=factories.photo(unit))
        before = page.get_latest_revision_as_object().body.raw_data
        form = self.pasted(writer, address_of(page), before="Đầu.\n\nGiữa 😀 ", after="\n\nCuối.")
        writer.post(address_of(page), form)
        assert [value for kind, value in self.blocks(page) if kind != "photo"] == [
            "<p>Đầu.</p><p>Giữa 😀</p>",
            f"<h2>{TITLE}</h2><p>{LEAD}</p><h2>Kết quả</h2><ul><li>Hai tấn rác</li></ul>",
            [["Tổ", "Số"], ["4", "12"]],
            f"<p>{TEXT}</p>",
            "<p>Cuối.</p>",
        ]
        stored = fresh(page).get_latest_revision_as_object().body.raw_data
        assert stored[0]["id"] == before[0]["id"]
        assert len({block["id"] for block in stored}) == 6
        assert "alert" not in str(list(stored))
        # Sent again, it is there already.
        assert writer.post(address_of(page), form).url == address_of(page)
        assert len(self.blocks(page)) == 6

    def test_of_a_piece_that_came_back_the_losses_are_told_once(self, writer, unit, contributor, leader):
        page = factories.news(unit, owner=contributor)
        workflow.submit(page, contributor)
        workflow.send_back_as(page, leader)
        writer.post(address_of(page), self.pasted(writer, address_of(page)))
        assert "Ảnh không đi theo khi dán" in writer.get(address_of(page)).content.decode()
        assert "Ảnh không đi theo khi dán" not in writer.get(address_of(page)).content.decode()

    @pytest.mark.parametrize(
        "place",
        [
            {"pasted-from": "-5", "pasted-to": "x"},
            {"pasted-from": "9999999", "pasted-to": "3"},
            {"pasted-field": "text-7"},
            {"pasted-field": "title"},
        ],
    )
    def test_a_place_that_is_none_loses_nothing_of_the_paste(self, writer, unit, place):
        form = self.pasted(writer, new_address(unit), before="Trước. ", after=" Sau.", title="Tin", lead="Dẫn.")
        writer.post(new_address(unit), form | place)
        said = str(self.blocks(NewsPage.objects.get()))
        for words in ("Tổ", "Hai tấn rác", TEXT):
            assert words in said

    def test_what_cannot_be_read_is_refused_in_words_and_the_text_stays(self, writer, unit, monkeypatch):
        def refuse(*args, **kwargs):
            raise UnreadableFile("too_long")

        monkeypatch.setattr(pasting, "read_pasted", refuse)
        answer = writer.post(new_address(unit), self.pasted(writer, new_address(unit), title="Tin"))
        assert answer.status_code == 422
        assert "quá dài" in answer.content.decode()
        assert "Kết quả Hai tấn rác" in answer.content.decode()
        assert not NewsPage.objects.exists()

    def test_nobody_pastes_into_a_piece_of_another_unit(self, client, writer, unit, contributor):
        page = factories.news(unit, owner=contributor)
        form = self.pasted(writer, address_of(page))
        before = fresh(page).latest_revision_id
        log_in(client, contributor_of(UnitFactory()))
        assert client.post(address_of(page), form).status_code == 404
        assert fresh(page).latest_revision_id == before

    def test_the_offer_stands_on_each_form_that_can_be_saved(self, writer, unit, contributor):
        page = factories.news(unit, owner=contributor)
        for address in (new_address(unit), address_of(page)):
            assert 'id="paste-offer"' in writer.get(address).content.decode()
