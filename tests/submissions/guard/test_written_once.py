"""The form of a new piece, sent more than once: by a double click, or beside an autosave of the same form."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.editor.forms import NewsPageForm
from submissions.models import NewsPage, UnitMembership
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of
from tests.submissions.desk.test_writing import editor_of, signed_in, written
from tests.workflow import fresh

pytestmark = pytest.mark.django_db

SUBMIT = {"action-submit": "action-submit"}
JSON = {"accept": "application/json"}


@pytest.fixture
def client(cast):
    return signed_in(cast.contributor)


def new_form(client, cast, **extra):
    """What a browser sends from a freshly opened form of a new piece."""
    return form_of(client.get(editor_of(cast.unit))) | written(cast, **extra)


def author(name, *, share=100):
    fields = {"id": "", "name": name, "share": str(share), "ORDER": "1", "DELETE": ""}
    return {"authors-TOTAL_FORMS": "1", **{f"authors-0-{key}": value for key, value in fields.items()}}


def authors_of(page):
    return [author.name for author in fresh(page).get_latest_revision_as_object().authors.all()]


def test_saved_twice_is_one_piece(cast, client):
    data = new_form(client, cast)
    answers = [client.post(editor_of(cast.unit), data) for _click in range(2)]
    page = NewsPage.objects.get()
    assert [answer.url for answer in answers] == [reverse("wagtailadmin_pages:edit", args=[page.pk])] * 2
    assert stage_of(page) == Stage.DRAFT


def test_submitted_twice_is_one_piece_and_one_submission(cast, client):
    data = new_form(client, cast, **SUBMIT)
    answers = [client.post(editor_of(cast.unit), data) for _click in range(2)]
    page = NewsPage.objects.get()
    assert [answer.url for answer in answers] == [reverse("submissions:piece", args=[page.pk])] * 2
    assert (stage_of(page), page.workflow_states.count()) == (Stage.AT_LEADER, 1)
    told = {str(message) for message in client.get(answers[1].url).context["messages"]}
    assert told == {"Đã trình lãnh đạo đơn vị."}


def test_two_forms_are_two_pieces(cast, client):
    for _form in range(2):
        client.post(editor_of(cast.unit), new_form(client, cast))
    assert NewsPage.objects.count() == 2


def test_what_was_typed_after_an_autosave_of_the_form_is_not_lost(cast, client):
    data = new_form(client, cast)
    saved = client.post(editor_of(cast.unit), data | {"lead": ""}, headers=JSON)
    assert saved.json()["success"]
    client.post(editor_of(cast.unit), data | SUBMIT | author("Lê Văn Tám"))
    page = NewsPage.objects.get()
    assert stage_of(page) == Stage.AT_LEADER
    assert page.get_latest_revision_as_object().lead == data["lead"]
    assert authors_of(page) == ["Lê Văn Tám"]


def test_autosave_that_comes_after_the_submission_changes_nothing(cast, client):
    data = new_form(client, cast)
    client.post(editor_of(cast.unit), data | SUBMIT)
    late = client.post(editor_of(cast.unit), data | {"title": "Tiêu đề đến muộn"}, headers=JSON)
    page = NewsPage.objects.get()
    assert (late.status_code, late.json()["success"]) == (400, False)
    assert page.get_latest_revision_as_object().title == data["title"]


@pytest.mark.parametrize("key", ["", "không phải khóa", str(uuid.UUID(int=0))])
def test_a_form_without_a_key_of_its_own_is_a_piece_all_the_same(cast, client, key):
    assert client.post(editor_of(cast.unit), new_form(client, cast, piece_key=key)).status_code in (200, 302)
    assert NewsPage.objects.count() == (0 if key.startswith("không") else 1)


def test_the_key_of_anothers_piece_leads_nowhere(cast, client):
    data = new_form(client, cast)
    client.post(editor_of(cast.unit), data)
    first = NewsPage.objects.get()
    signed_in(cast.leader).post(editor_of(cast.unit), data | {"title": "Bài của lãnh đạo"})
    second = NewsPage.objects.exclude(pk=first.pk).get()
    assert (second.title, second.owner) == ("Bài của lãnh đạo", cast.leader)
    assert second.translation_key != first.translation_key
    assert fresh(first).latest_revision_id == first.latest_revision_id


def test_who_has_left_the_unit_hears_nothing_of_the_piece(cast, client):
    data = new_form(client, cast)
    client.get(client.post(editor_of(cast.unit), data | SUBMIT).url)
    UnitMembership.objects.filter(user=cast.contributor).update(valid_to=timezone.localdate() - timedelta(days=1))
    answer = client.post(editor_of(cast.unit), data)
    assert str(NewsPage.objects.get().pk) not in answer.url
    assert "Đã trình lãnh đạo đơn vị." not in client.get(answer.url).content.decode()


@pytest.fixture
def leaders_leave(cast, monkeypatch):
    """`leaders_leave()`: the unit's leaders end while the next form is being read, after it has asked for one."""
    read = NewsPageForm.save

    def slow(form, *args, **kwargs):
        cast.unit.memberships.filter(role=UnitMembership.Role.LEADER).update(valid_to=factories.LETTER)
        return read(form, *args, **kwargs)

    return lambda: monkeypatch.setattr(NewsPageForm, "save", slow)


@pytest.mark.parametrize("is_keyed", [True, False])
def test_a_new_piece_that_cannot_be_sent_in_is_kept_as_a_draft(cast, client, is_keyed, leaders_leave):
    data = new_form(client, cast, **SUBMIT)
    leaders_leave()
    answer = client.post(editor_of(cast.unit), data if is_keyed else data | {"piece_key": ""}, follow=True)
    page = NewsPage.objects.get()
    assert (stage_of(page), page.title) == (Stage.DRAFT, data["title"])
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    (refused,) = (str(message) for message in answer.context["messages"] if message.level_tag == "warning")
    assert "chưa có lãnh đạo" in refused


def test_so_is_what_was_typed_into_a_draft(cast, client, leaders_leave):
    data = new_form(client, cast)
    client.post(editor_of(cast.unit), data)
    page = NewsPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed = form_of(client.get(edit)) | written(cast, title="Tiêu đề vừa sửa") | SUBMIT
    leaders_leave()
    answer = client.post(edit, typed, follow=True)
    assert stage_of(fresh(page)) == Stage.DRAFT
    assert fresh(page).get_latest_revision_as_object().title == "Tiêu đề vừa sửa"
    assert "chưa có lãnh đạo" in answer.content.decode()
