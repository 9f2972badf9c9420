"""What is pasted from a word processor becomes a draft with its structure, as the file itself would."""

import uuid

import pytest
from django.urls import reverse

from submissions.models import NewsPage
from submissions.word.pieces import Table, Text
from submissions.word.reading import UnreadableFile, read_pasted
from tests.factories import UnitFactory, contributor_of
from tests.submissions.registers import log_in
from tests.submissions.word.writers import LEAD, TEXT, TITLE

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
class TestOnTheScreen:
    def send(self, client, unit, **data):
        address = reverse("submissions:word", args=[unit.pk])
        return client.post(address, {"html": PASTED, "piece_key": str(uuid.uuid4())} | data)

    def test_becomes_one_draft(self, client, unit, contributor):
        log_in(client, contributor)
        key = str(uuid.uuid4())
        answers = [self.send(client, unit, piece_key=key) for _time in range(2)]
        page = NewsPage.objects.get()
        assert {answer.url for answer in answers} == {reverse("submissions:quick", args=[page.pk])}
        assert (page.title, page.unit, page.owner) == (TITLE, unit, contributor)
        assert [block.block_type for block in page.body] == ["text", "table", "text"]
        assert "alert" not in str(page.body.raw_data)

    def test_nobody_pastes_for_another_unit(self, client, unit):
        log_in(client, contributor_of(UnitFactory()))
        assert self.send(client, unit).status_code in (302, 403)
        assert not NewsPage.objects.exists()

    def test_the_offer_stands_on_the_form_of_a_new_piece(self, client, unit, contributor):
        log_in(client, contributor)
        shown = client.get(reverse("submissions:quick_add", args=[unit.pk])).content.decode()
        assert 'id="word-paste-offer"' in shown
        assert "submissions/arriving/paste" in shown
