"""“Đã viết sẵn bằng Word?”: files chosen where a piece is written become drafts; who may not write, may not send."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from submissions.converting import program
from submissions.models import Arrival, NewsImage, NewsPage, UnitMembership
from tests.factories import UnitFactory, contributor_of, editor, leader_of
from tests.submissions.registers import log_in
from tests.submissions.word.writers import LEAD, TEXT, TITLE, docx, jpeg, p, picture, table, title
from tests.workflow import approve_as, submit

pytestmark = pytest.mark.django_db

WORD = docx(
    title(),
    p(LEAD),
    p(TEXT),
    p(picture()),
    p("Đoàn viên nhặt rác. Ảnh: Minh Hằng", side="center", look="i"),
    table(("TỔ", "SỐ"), ("4", "12")),
    p("Nơi nhận:"),
    p("- Như trên;"),
)
OTHER = docx(title("Khai mạc hè"), p(LEAD), p(TEXT))


def file(content=WORD, name="tin.docx"):
    return SimpleUploadedFile(name, content)


def address(unit):
    return reverse("submissions:word", args=[unit.pk])


def send(client, unit, *files, key=None):
    return client.post(address(unit), {"files": list(files), "piece_key": str(key or uuid.uuid4())})


@pytest.fixture
def writer(client, contributor):
    return log_in(client, contributor)


def test_one_file_leads_to_its_draft_with_everything_in_it(writer, unit, contributor):
    answer = send(writer, unit, file())
    page = NewsPage.objects.get()
    assert answer.url == reverse("submissions:quick", args=[page.pk])
    assert (page.unit, page.owner, page.live) == (unit, contributor, False)
    assert page.current_workflow_state is None
    shown = writer.get(answer.url).content.decode()
    assert f">{TITLE}</textarea>" in shown
    assert f">{LEAD}</textarea>" in shown
    assert TEXT in shown
    assert "Bản nháp này lấy từ tệp Word" in shown
    assert "Nơi nhận: / - Như trên;" in shown
    stored = page.get_latest_revision_as_object().body
    assert [block.block_type for block in stored] == ["text", "photo", "table"]
    assert stored[1].value["credit"] == "Minh Hằng"


def test_the_full_editor_tells_the_same(writer, unit):
    send(writer, unit, file())
    shown = writer.get(reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])).content.decode()
    assert "Bản nháp này lấy từ tệp Word" in shown
    assert "Nơi nhận: / - Như trên;" in shown


def test_several_files_are_a_draft_each(writer, unit):
    answer = send(writer, unit, file(), file(OTHER, "he.docx"), file(b"x", "hong.docx"))
    assert answer.status_code == 200
    said = answer.content.decode()
    assert sorted(NewsPage.objects.values_list("title", flat=True)) == ["Khai mạc hè", TITLE]
    for page in NewsPage.objects.all():
        assert reverse("submissions:quick", args=[page.pk]) in said
    assert "hong.docx" in said
    assert "Đây không phải tệp Word" in said


def test_the_form_sent_twice_makes_one_draft_of_each_file(writer, unit):
    key = uuid.uuid4()
    first = send(writer, unit, file(), key=key)
    again = send(writer, unit, file(name="tin (1).docx"), key=key)
    assert again.url == first.url
    assert (NewsPage.objects.count(), NewsImage.objects.count(), Arrival.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x", "Đây không phải tệp Word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "Đây là tệp Word kiểu cũ"),
        (WORD[:900], "Tệp bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_saved(writer, unit, content, sentence, monkeypatch):
    monkeypatch.setattr(program, "is_here", lambda: False)
    answer = send(writer, unit, file(content))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not NewsPage.objects.exists()


def test_no_file_and_too_many(writer, unit):
    assert "Chưa chọn tệp nào" in send(writer, unit).content.decode()
    assert "Đã chọn 11 tệp" in send(writer, unit, *[file()] * 11).content.decode()
    assert not NewsPage.objects.exists()


def test_where_one_writes_the_way_in_stands(writer, unit):
    shown = writer.get(reverse("submissions:quick_add", args=[unit.pk])).content.decode()
    assert f'action="{address(unit)}"' in shown
    assert "Đã viết sẵn bằng Word?" in shown
    assert writer.get(address(unit)).status_code == 200


def test_what_was_told_is_gone_once_the_piece_was_sent_in(writer, unit, contributor, leader):
    send(writer, unit, file())
    page = submit(NewsPage.objects.get(), contributor)
    approve_as(page, leader)
    shown = writer.get(reverse("submissions:piece", args=[page.pk])).content.decode()
    assert "Bản nháp này lấy từ tệp Word" not in shown
    assert "Nơi nhận" not in shown


# --- who may ---------------------------------------------------------------------------------------


def people(unit):
    former = contributor_of(unit)
    UnitMembership.objects.filter(user=former).update(valid_to=datetime.date(2019, 5, 1))
    return {"another unit's": contributor_of(UnitFactory()), "former": former, "board": editor()}


@pytest.mark.parametrize("who", ["another unit's", "former", "board"])
def test_others_are_refused(client, unit, who):
    log_in(client, people(unit)[who])
    home, log_in_first = reverse("wagtailadmin_home"), reverse("wagtailadmin_login")
    # Who belongs to no unit any more has no back office either.
    away = (
        [f"{log_in_first}?next={address(unit)}", f"{log_in_first}?next=%2Fadmin%2F"] if who == "former" else [home] * 2
    )
    answers = [client.get(address(unit)), send(client, unit, file())]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, where) for where in away]
    assert not NewsPage.objects.exists()
    assert not NewsImage.objects.exists()


def test_the_public_is_asked_to_log_in(client, unit):
    assert "login" in send(client, unit, file()).url
    assert not NewsPage.objects.exists()


def test_the_leader_may(client, unit):
    log_in(client, leader_of(unit))
    assert send(client, unit, file()).status_code == 302


def test_a_form_of_another_site_is_refused(unit, contributor):
    strict = log_in(Client(enforce_csrf_checks=True), contributor)
    assert send(strict, unit, file()).url == reverse("wagtailadmin_home")
    assert not NewsPage.objects.exists()


def test_what_was_left_out_is_the_units_alone(client, unit, contributor):
    log_in(client, contributor)
    send(client, unit, file())
    page = NewsPage.objects.get()
    stranger = log_in(Client(), contributor_of(UnitFactory()))
    for name in ("quick", "piece"):
        answer = stranger.get(reverse(f"submissions:{name}", args=[page.pk]))
        assert answer.status_code in (302, 403, 404)
        assert "Như trên" not in answer.content.decode()


@pytest.mark.parametrize("photos", [1, 6])
def test_num_queries(writer, unit, django_assert_max_num_queries, photos):
    """A photo costs what storing it costs, and the rest does not grow with the text."""
    body = [p(picture(f"rIdP{n}")) for n in range(photos)]
    pictures = {f"rIdP{n}": jpeg(size=(600, 400 + n)) for n in range(photos)}
    content = docx(title(), p(LEAD), p(TEXT) * 30, *body, pictures=pictures)
    writer.get(address(unit))
    with django_assert_max_num_queries(110 + 40 * photos):
        assert send(writer, unit, file(content)).status_code == 302
