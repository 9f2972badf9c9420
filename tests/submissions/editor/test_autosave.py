"""The editor as a browser uses it: it saves by itself while somebody types, and decides on what is stored then."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from submissions.body.content import revision_digest
from submissions.chain import publishing
from submissions.editor.forms import NewsPageForm
from submissions.models import NewsPage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.submissions.desk.test_writing import editor_of, signed_in, written
from tests.submissions.states import make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db

TOLD = ("at_leader", "at_board", "published")
SUBMIT = {"action-submit": "action-submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
PUBLISH = {"action-publish": "action-publish"}
JSON = {"accept": "application/json"}


class Editor:
    """An open editor: what stands in its form, where it is sent, and what a saving puts into it."""

    def __init__(self, user, address, **fields):
        self.client = signed_in(user)
        self.address = address
        self.form = form_of(self.client.get(address)) | fields

    def type(self, **fields):
        self.form |= {name: str(value) for name, value in fields.items()}
        return self

    def author(self, number, **fields):
        """Type into the row of an author; it is there from the first time on, as “Thêm tác giả” puts it."""
        if number == int(self.form["authors-TOTAL_FORMS"]):
            row = {"id": "", "name": "", "share": "100", "ORDER": str(number + 1), "DELETE": ""}
            self.type(**{f"authors-{number}-{key}": value for key, value in row.items()})
            self.form["authors-TOTAL_FORMS"] = str(number + 1)
        return self.type(**{f"authors-{number}-{key}": value for key, value in fields.items()})

    def pause(self):
        """The person stops typing, and the editor saves: what it is told is put into the open form."""
        answer = self.client.post(self.address, self.form, headers=JSON).json()
        assert answer["success"], answer
        self.form |= answer["field_updates"]
        self.form["overwrite_revision_id"] = answer["revision_id"]
        self.address = answer.get("url", self.address)
        return self

    def press(self, button):
        return self.client.post(self.address, self.form | button)


def new_piece(cast, **fields):
    return Editor(cast.contributor, editor_of(cast.unit), **written(cast, **fields))


def opened(page, user):
    """The editor of a piece with one photo; its body is put there by scripts."""
    photo = fresh(page).get_latest_revision_as_object().body[1].value
    parts = [
        ("text", rich_text("<p>Sáng nay, phường ra quân.</p>")),
        ("photo", {"image": str(photo["image"].pk), "caption": photo["caption"], "credit": "", "alt": ""}),
    ]
    return Editor(user, reverse("wagtailadmin_pages:edit", args=[page.pk]), **stream("body", parts))


def the_piece():
    """The new one."""
    return NewsPage.objects.order_by("pk").last()


def authors_of(page):
    """[(name, share)] of the newest version that is stored."""
    return [(author.name, author.share) for author in fresh(page).get_latest_revision_as_object().authors.all()]


# Authors


def test_a_row_that_waits_for_its_name_is_nobody(cast):
    editor = new_piece(cast).pause().author(0).pause()
    assert authors_of(the_piece()) == []
    assert not the_piece().authors.exists()
    editor.author(0, name="Lê Văn Tám").pause()
    assert authors_of(the_piece()) == [("Lê Văn Tám", 100)]
    editor.press(SUBMIT)
    assert stage_of(the_piece()) == Stage.AT_LEADER
    assert authors_of(the_piece()) == [("Lê Văn Tám", 100)]


def test_who_wrote_is_the_author_when_it_is_sent_in_and_not_before(cast):
    editor = new_piece(cast).pause()
    assert authors_of(the_piece()) == []
    editor.press(SUBMIT)
    assert stage_of(the_piece()) == Stage.AT_LEADER
    assert authors_of(the_piece()) == [(str(cast.contributor), 100)]


def test_who_wrote_is_the_author_also_of_what_another_sends_in(cast):
    new_piece(cast).pause()
    page = the_piece()
    client = signed_in(cast.leader_contributor)
    position = form_of(client.get(reverse("submissions:piece", args=[page.pk])), "form[action*=trinh]")
    client.post(reverse("submissions:submit", args=[page.pk]), position)
    assert stage_of(the_piece()) == Stage.AT_LEADER
    assert authors_of(page) == [(str(cast.contributor), 100)]
    # The step began on the version that names the writer.
    step, newest = the_piece().current_workflow_task_state.specific, the_piece().latest_revision
    assert (step.revision, step.received_digest) == (newest, revision_digest(newest))


def test_a_name_taken_back_while_typing_leaves_no_author_behind(cast):
    editor = new_piece(cast).author(0, name="Lê Văn Tam").pause().author(0, name="  ").pause()
    assert authors_of(the_piece()) == []
    editor.author(0, name="Lê Văn Tám").pause().author(1).pause().author(1, name="Hồ Thị Bảy", share=40).pause()
    assert authors_of(the_piece()) == [("Lê Văn Tám", 100), ("Hồ Thị Bảy", 40)]
    answer = editor.press(SUBMIT)
    assert "Tỷ lệ của các tác giả phải có tổng bằng 100%." in answer.content.decode()
    assert stage_of(the_piece()) == Stage.DRAFT
    editor.author(0, share=60).pause().press(SUBMIT)
    assert stage_of(the_piece()) == Stage.AT_LEADER
    assert authors_of(the_piece()) == [("Lê Văn Tám", 60), ("Hồ Thị Bảy", 40)]


def test_the_rows_of_the_form_are_all_the_authors(cast):
    """Two windows of one person: the one that is sent says who the authors are, and nobody is added unseen."""
    editor = new_piece(cast).pause()
    other = opened(the_piece(), cast.contributor).author(0, name="Hồ Thị Bảy").pause()
    assert authors_of(the_piece()) == [("Hồ Thị Bảy", 100)]
    editor.author(0, name="Lê Văn Tám").press(SUBMIT)
    assert stage_of(the_piece()) == Stage.AT_LEADER
    assert authors_of(the_piece()) == [("Lê Văn Tám", 100)]
    assert other.client.post(other.address, other.form, headers=JSON).status_code == 400


def test_the_board_adds_an_author_to_a_live_piece_in_two_pauses(cast):
    page = make_piece("published", cast)
    editor = opened(page, cast.editor)
    editor.author(1).pause().author(1, name="Hồ Thị Bảy").pause()
    assert authors_of(page) == [(str(cast.contributor), 100), ("Hồ Thị Bảy", 100)]
    answer = editor.press(PUBLISH)
    assert "Tỷ lệ của các tác giả phải có tổng bằng 100%." in answer.content.decode()
    assert [author.share for author in fresh(page).authors.all()] == [100]
    editor.author(0, share=70).author(1, share=30).pause().press(PUBLISH)
    assert [(author.name, author.share) for author in fresh(page).authors.all()] == [
        (str(cast.contributor), 70),
        ("Hồ Thị Bảy", 30),
    ]


# What a draft may lack, and the place that is told where something is decided

LACKING = {
    "photo": (("photo", {"image": "", "caption": "", "credit": "", "alt": ""}), "Phần 2 của nội dung (Ảnh) còn thiếu"),
    "photos": (
        ("gallery", {"photos-count": "0"}),
        "Phần 2 của nội dung (Nhiều ảnh) còn thiếu hoặc chưa đúng",
    ),
    "quotation": (("quote", {"text": "", "source": "Ông An"}), "Phần 2 của nội dung (Trích dẫn) còn thiếu"),
    "video": (("video", {"url": "", "title": ""}), "Phần 2 của nội dung (Video) còn thiếu"),
    "sound": (("audio", {"file": "", "title": "Bản tin"}), "Phần 2 của nội dung (Âm thanh) còn thiếu"),
    "file": (("file", {"file": "", "title": "Công văn"}), "Phần 2 của nội dung (Tệp tải về) còn thiếu"),
    "table": (
        ("table", '{"data": [[null, null], ["", null]], "table_header_choice": "row"}'),
        "Phần 2 của nội dung (Bảng) còn trống.",
    ),
}


@pytest.mark.parametrize("part", LACKING)
def test_a_part_that_is_not_filled_in_is_kept_as_a_draft_and_not_sent_in(cast, part):
    block, sentence = LACKING[part]
    text = ("text", rich_text("<p>Sáng nay, phường ra quân.</p>"))
    editor = new_piece(cast, **stream("body", [text, block])).pause()
    page = the_piece()
    assert len(page.get_latest_revision_as_object().body) == 2
    # From the editor, and from the piece's own page.
    assert editor.press(SUBMIT).status_code == 200
    position = form_of(editor.client.get(reverse("submissions:piece", args=[page.pk])), "form[action*=trinh]")
    answer = editor.client.post(reverse("submissions:submit", args=[page.pk]), position)
    assert answer.url == reverse("submissions:quick", args=[page.pk])
    (told,) = (str(message) for message in editor.client.get(answer.url).context["messages"])
    assert told.startswith(sentence)
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_paragraphs_without_a_word_are_no_text(cast):
    blank = stream("body", [("text", rich_text("<p></p>")), ("text", rich_text("<p> \u200b</p>"))])
    answer = new_piece(cast, **blank).pause().press(SUBMIT)
    assert answer.context["form"].errors["body"] == ["Chưa có nội dung."]
    assert stage_of(the_piece()) == Stage.DRAFT


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"lead": ""}, "Vui lòng điền mục “Tóm tắt”."),
        ({"genre": ""}, "Vui lòng điền mục “Thể loại”."),
        ({"category": ""}, "Vui lòng điền mục “Chuyên mục”."),
        ({"origin": ""}, "Vui lòng điền mục “Nguồn gốc”."),
        ({"origin": "reprinted"}, "Tin, bài tổng hợp hoặc đăng lại phải ghi rõ nguồn."),
    ],
    ids=["lead", "genre", "category", "origin", "source"],
)
def test_a_field_that_is_not_filled_in_is_kept_as_a_draft_and_not_sent_in(cast, field, sentence):
    editor = new_piece(cast).pause().type(**field).pause()
    page = the_piece()
    assert editor.press(SUBMIT).status_code == 200
    position = form_of(editor.client.get(reverse("submissions:piece", args=[page.pk])), "form[action*=trinh]")
    answer = editor.client.post(reverse("submissions:submit", args=[page.pk]), position)
    (told,) = (str(message) for message in editor.client.get(answer.url).context["messages"])
    assert told == sentence
    assert stage_of(fresh(page)) == Stage.DRAFT


# What is stored already: a piece that waits, or is live, from before any of this was asked


def spoil(page):
    """Store shares of 200 % in the newest version, as autosaves once left them."""
    revision = fresh(page).get_latest_revision()
    revision.content["authors"] += [{"pk": None, "page": page.pk, "name": "Hồ Thị Bảy", "share": 100, "sort_order": 9}]
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    if page.live:
        NewsPage.objects.filter(pk=page.pk).update(
            cleared_digest=revision_digest(fresh(page).get_latest_revision()), has_unpublished_changes=True
        )
    return fresh(page)


@pytest.fixture
def unproven(monkeypatch):
    """The text was approved as it stands: what the proof compares is another test's."""
    monkeypatch.setattr(publishing, "prove_both_approvals", lambda *args, **kwargs: None)


@pytest.mark.parametrize(
    ("state", "actor", "action", "before"),
    [
        ("at_leader", "leader", "approve", Stage.AT_LEADER),
        ("at_board", "editor", "publish", Stage.AT_BOARD),
        ("published", "editor", "publish", Stage.PUBLISHED),
    ],
)
def test_what_is_stored_is_asked_at_every_decision_and_the_way_out_is_open(
    cast, unproven, state, actor, action, before
):
    page = spoil(make_piece(state, cast))
    live = page.live_revision_id
    client = signed_in(getattr(cast, actor))
    shown = client.get(reverse("submissions:piece", args=[page.pk]))
    decision = reverse(f"submissions:{action}", args=[page.pk])
    answer = client.post(decision, form_of(shown, f"form[action='{decision}']"))
    editing = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert answer.url == editing
    (told,) = (str(message) for message in client.get(editing).context["messages"])
    assert told == "Tỷ lệ của các tác giả phải có tổng bằng 100%."
    assert stage_of(fresh(page)) == before and fresh(page).live_revision_id == live
    # There it is put right, by taking the second author away, and goes on.
    editor = opened(page, getattr(cast, actor))
    editor.type(**{"authors-1-DELETE": "on"}).press(PUBLISH if state == "published" else APPROVE)
    assert stage_of(fresh(page)) == (Stage.AT_BOARD if state == "at_leader" else Stage.PUBLISHED)
    assert authors_of(page) == [(str(cast.contributor), 100)]


def test_nothing_incomplete_is_published_from_the_editor_either(cast, monkeypatch):
    """The form asks first; what is asked of the stored version does not rest on it."""
    page = make_piece("published", cast)
    monkeypatch.setattr(NewsPageForm, "authors_share_the_whole", lambda form: True)
    editor = opened(page, cast.editor)
    answer = editor.author(0, share=90).press(PUBLISH)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert [author.share for author in fresh(page).authors.all()] == [100]
    assert [share for _name, share in authors_of(page)] == [100]


def test_a_correction_asks_for_no_leader_of_today(cast):
    page = make_piece("published", cast)
    factories.UnitFactory()  # another unit's leaders are no matter
    cast.unit.memberships.filter(role="leader").update(valid_to=factories.LETTER)
    opened(page, cast.editor).type(title="Phường ra quân dọn sạch bãi biển").press(PUBLISH)
    assert fresh(page).title == "Phường ra quân dọn sạch bãi biển"
