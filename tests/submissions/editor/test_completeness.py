"""What keeps a piece from being sent in: one list, at the fields that it is about."""

import pytest

from submissions.editor import completeness
from submissions.models import NewsAuthor
from tests import factories

pytestmark = pytest.mark.django_db


def test_nothing_keeps_a_whole_piece(unit, contributor, leader):
    assert completeness.problems(factories.news(unit, owner=contributor)) == []


def test_each_problem_is_told_at_its_field():
    unit = factories.UnitFactory()
    piece = factories.news(unit, owner=factories.contributor_of(unit))
    piece.lead, piece.body, piece.origin, piece.source = "", [], "reprinted", " "
    piece.authors = [NewsAuthor(name="An", share=50), NewsAuthor(name="Bình", share=40)]
    *of_fields, of_the_whole = completeness.problems(piece)
    assert of_fields == [
        ("lead", "Xin điền mục “Tóm tắt”."),
        ("body", "Chưa có nội dung."),
        ("source", "Tin, bài tổng hợp hoặc đăng lại phải ghi rõ nguồn."),
        ("authors", "Tỷ lệ của các tác giả phải có tổng bằng 100%."),
    ]
    field, sentence = of_the_whole
    assert field is None
    assert sentence.startswith(f"{unit} hiện chưa có lãnh đạo")


@pytest.mark.parametrize(("origin", "source", "is_told"), [("own", "", False), ("compiled", None, True)])
def test_a_source_is_asked_for_where_the_text_is_not_the_units_own(origin, source, is_told):
    assert bool(completeness.unnamed_source(origin=origin, source=source)) == is_told


@pytest.mark.parametrize(("shares", "is_told"), [([], False), ([100], False), ([60, 40], False), ([60, 41], True)])
def test_shares_add_up(shares, is_told):
    assert bool(completeness.uneven_shares(shares)) == is_told
