"""The board finds its statements by what stands on them, typed with or without marks."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import AgendaPage, WeekPage
from tests import factories, statements

LIST = "/admin/van-ban/"


@pytest.fixture
def board(db):
    return factories.editor(), factories.editor()


@pytest.fixture
def found(board, client):
    """`found(typed, kind="")` gives the titles in the list of all statements."""
    client.force_login(board[0])

    def found(typed, kind=""):
        answer = client.get(LIST, {"xem": "tat-ca", "q": typed, "kind": kind})
        return [row.page.draft_title for row in answer.context_data["rows"]]

    return found


def a_week(by):
    page = WeekPage(monday=datetime.date(2026, 11, 23), owner=by)
    AgendaPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page


@pytest.mark.parametrize(
    "typed",
    [
        "2485/UBND-VX",
        "2485 ubnd vx",
        "2485/UBND - VX",
        "sốt xuất huyết",
        "sot xuat huyet",
        "Xuất huyết phòng",
        "cong van 2485",
        "CÔNG VĂN sốt",
    ],
)
def test_a_document_by_number_form_and_extract(board, found, typed):
    statements.document(by=board[0])
    statements.document(by=board[0], number="7/QĐ-UBND", extract="V/v nghỉ lễ")
    a_week(board[0])
    assert found(typed) == ["Công văn 2485/UBND-VX"]


def test_other_statements_by_their_title(board, found):
    a_week(board[0])
    statements.document(by=board[0])
    for typed in ("lich lam viec", "Lịch 23/11"):
        assert found(typed) == ["Lịch làm việc từ 23/11 đến 29/11/2026"]
    assert found("lich lam viec", kind="library.documentpage") == []
    assert len(found("?!")) == len(found("")) == 2
    assert found("a" * 151) == found(""), "what cannot be read narrows nothing"


def test_a_draft_by_what_it_says_now(board, found):
    page = statements.document(by=board[0])
    page = statements.change(page, by=board[0], extract="V/v nghỉ Tết")
    assert found("nghi tet") == ["Công văn 2485/UBND-VX"]
    assert found("xuat huyet") == []
    page = statements.publish(page, by=board[1])
    statements.change(page, by=board[0], extract="V/v đắp đê")
    assert found("nghi tet") == ["Công văn 2485/UBND-VX"], "what the public reads"


def test_as_many_queries_for_many(board, client):
    client.force_login(board[0])
    counted = []
    for first, number in ((0, 2), (2, 20)):
        for one in range(first, first + number):
            statements.document(by=board[0], number=f"{one}/UBND")
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(LIST, {"xem": "tat-ca", "q": "dịch"})
        counted.append(len(queries))
    assert len(shown.context_data["rows"]) == 22
    assert counted[0] == counted[1]
