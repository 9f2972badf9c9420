"""manage.py verify_pieces: what was stored before it was asked for is found, and the way out of it is named."""

import json

import pytest
from django.core.management import CommandError, call_command

from submissions.models import ClearanceState, NewsPage
from submissions.rights.steps import LEADER_STEP
from tests import workflow
from tests.submissions.states import make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db

TOLD = ("draft", "at_leader", "at_board", "scheduled", "published", "published_at_leader")
SHARES = "Tỷ lệ của các tác giả phải có tổng bằng 100%."


def verify(capsys):
    """What the command writes, line by line, and what it ends with (None: all is well)."""
    try:
        call_command("verify_pieces")
    except CommandError as error:
        return capsys.readouterr().out.splitlines(), str(error)
    return capsys.readouterr().out.splitlines(), None


def spoil(page):
    """A second author at 100 % and a photo without a caption in the newest version."""
    revision = fresh(page).get_latest_revision()
    row = {"pk": None, "page": page.pk, "share": 100}
    names = enumerate(("Lê Văn Tám", "Hồ Thị Bảy"))
    revision.content["authors"] = [row | {"name": name, "sort_order": order} for order, name in names]
    body = json.loads(revision.content["body"])
    for part in body:
        if part["type"] == "photo":
            part["value"]["caption"] = ""
    revision.content["body"] = json.dumps(body)
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)


@pytest.mark.usefixtures("cast")
def test_all_is_well_in_every_state(capsys):
    assert verify(capsys) == (["Không có tin, bài đang chờ hoặc đang đăng nào còn thiếu."], None)


@pytest.mark.parametrize(
    ("state", "words", "who"),
    [
        ("at_leader", "Chờ lãnh đạo đơn vị duyệt", "Lãnh đạo đơn vị"),
        ("at_board", "Đã chuyển Ban Biên tập", "Ban Biên tập"),
        ("scheduled", "Đã hẹn giờ đăng", "Ban Biên tập dừng giờ hẹn"),
    ],
)
def test_what_waits_is_named_with_where_and_what_to_do(cast, capsys, state, words, who):
    page = make_piece(state, cast)
    spoil(page)
    (heading, of_text, of_authors, way_out), end = verify(capsys)
    assert heading.startswith(f"{words}: “{page.title}” ({cast.unit}), http")
    assert heading.endswith(f"/admin/tin-bai/{page.pk}/")
    assert of_text == "  Phần 2 của nội dung (Ảnh) còn thiếu hoặc chưa đúng: Chú thích ảnh."
    assert of_authors == f"  {SHARES}"
    assert way_out.startswith(f"  {who}")
    assert end == "Số tin, bài còn thiếu: 1."


def test_what_is_live_is_read_as_the_public_reads_it(cast, capsys):
    page = make_piece("published", cast)
    spoil(page)
    assert verify(capsys)[1] is None  # an unpublished version
    NewsPage.objects.get(pk=page.pk).authors.model.objects.create(page_id=page.pk, name="Hồ Thị Bảy", share=100)
    (heading, of_authors, _way_out), _end = verify(capsys)
    assert (heading.partition(":")[0], of_authors) == ("Đã đăng", f"  {SHARES}")


def test_a_live_piece_with_a_version_that_waits_is_asked_for_both(cast, capsys):
    page = make_piece("published_at_leader", cast)
    spoil(page)
    NewsPage.objects.get(pk=page.pk).authors.model.objects.create(page_id=page.pk, name="Hồ Thị Bảy", share=100)
    lines, end = verify(capsys)
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == [
        "Đã đăng",
        "Chờ lãnh đạo đơn vị duyệt",
    ]
    assert end == "Số tin, bài còn thiếu: 2."


def test_an_approval_that_names_no_unit_is_named_as_long_as_it_waits_at_the_board(cast, capsys):
    """Noted without it, it does not count: the board could neither publish the piece nor learn why."""
    page = make_piece("at_board", cast)
    ClearanceState.objects.of(page, step=LEADER_STEP).update(leader_of=None)
    (heading, lacks, way_out), end = verify(capsys)
    assert heading.startswith(f"Đã chuyển Ban Biên tập: “{page.title}” ({cast.unit}), http")
    assert lacks == "  Lượt duyệt của lãnh đạo không ghi đơn vị nên không được tính: không thể đăng."
    assert way_out == "  Ban Biên tập trả lại kèm lý do; đơn vị trình lại và lãnh đạo duyệt lại."
    assert end == "Số tin, bài còn thiếu: 1."
    workflow.send_back_as(page, cast.editor)
    assert verify(capsys)[1] is None


def test_a_live_piece_without_an_author_is_named(cast, capsys):
    page = make_piece("published", cast)
    page.authors.model.objects.filter(page_id=page.pk).delete()
    (heading, lacks, way_out), _end = verify(capsys)
    assert (heading.partition(":")[0], lacks) == ("Đã đăng", "  Chưa ghi tác giả.")
    assert way_out.startswith("  Ban Biên tập sửa")


def test_what_waits_at_the_board_without_an_author_is_named(cast, capsys):
    page = make_piece("at_board", cast)
    revision = page.get_latest_revision()
    revision.content["authors"] = []
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    assert "  Chưa ghi tác giả." in verify(capsys)[0]


def test_a_draft_may_lack(cast, capsys):
    spoil(make_piece("draft", cast))
    assert verify(capsys)[1] is None
