"""What a step of the chain costs: how often a text is rebuilt, and how much the database is asked. Upper bounds."""

import pytest

from submissions.body.content import content_digest, texts_of
from submissions.chain import decisions, submitting
from submissions.models import NewsPage
from submissions.rights import positions
from tests import factories
from tests.workflow import again, approve_as, edit, fresh, overwrite, send_back_as, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def rebuilds(monkeypatch):
    """The list of the contents from which texts are rebuilt, as they are."""
    contents = []
    rebuild = NewsPage.with_content_json

    def counted(page, content):
        contents.append(content)
        return rebuild(page, content)

    monkeypatch.setattr(NewsPage, "with_content_json", counted)
    return contents


@pytest.fixture
def costs(rebuilds, django_assert_max_num_queries):
    """`costs(step, …)` takes a step and holds that it makes at most so many queries and rebuilds."""

    def costs(step, *, queries, texts):
        del rebuilds[:]
        with django_assert_max_num_queries(queries):
            step()
        assert len(rebuilds) <= texts

    return costs


def decided(page, user, *, action="approve", comment=""):
    """The decision as a function that is ready to be called: what comes before it is done."""
    page, user = fresh(page), again(user)
    position = positions.reading_position(page)
    return lambda: decisions.decide(pk=page.pk, user=user, action=action, comment=comment, position=position)


def sent_in(page, user):
    page, user = fresh(page), again(user)
    position = positions.reading_position(page)
    return lambda: submitting.submit(pk=page.pk, user=user, position=position)


def test_num_queries(piece, contributor, leader, editor, costs):
    """Once for what is missing, once for the digest; once for an approval; once more for what goes on the site.

    Where nobody is named as author, who wrote it is noted in a version of its own.
    """
    costs(sent_in(piece, contributor), queries=120, texts=2)
    costs(decided(piece, leader), queries=101, texts=1)
    costs(decided(piece, editor), queries=161, texts=2)


def test_num_queries_of_sending_back(piece, contributor, leader, editor, costs):
    submit(piece, contributor)
    costs(decided(piece, leader, action="reject", comment="Bổ sung địa điểm."), queries=71, texts=2)


def test_num_queries_of_what_the_board_changed(piece, contributor, leader, editor, costs):
    """The approved text is another one then, and is rebuilt for the proof."""
    approve_as(submit(piece, contributor), leader)
    edit(piece, editor, title="Ra quân dọn sạch bãi biển")
    costs(decided(piece, editor), queries=173, texts=3)


def test_a_text_at_hand_is_not_taken_for_another(piece, contributor, leader, rebuilds):
    """The same revision with other words, as an autosave leaves it, is another text."""
    state = submit(piece, contributor).current_workflow_state
    texts = texts_of(state)
    first = texts.digest(fresh(piece).get_latest_revision())
    assert first == content_digest(fresh(piece).get_latest_revision_as_object())
    overwrite(fresh(piece), title="Chữ khác hẳn")
    assert texts.digest(fresh(piece).get_latest_revision()) != first
    del rebuilds[:]
    assert texts.of(fresh(piece).get_latest_revision()).title == "Chữ khác hẳn"
    assert rebuilds == []


def test_a_digest_asks_for_the_files_every_time(piece, contributor, leader):
    texts = texts_of(submit(piece, contributor).current_workflow_state)
    revision = fresh(piece).get_latest_revision()
    first = texts.digest(revision)
    photo = texts.of(revision).cover
    type(photo).objects.filter(pk=photo.pk).update(file_hash="0" * 40)
    assert texts.digest(revision) != first


def test_each_decision_has_texts_of_its_own(piece, contributor, leader):
    page = submit(piece, contributor)
    kept = texts_of(page.current_workflow_state)
    assert texts_of(fresh(send_back_as(page, leader)).current_workflow_state) is not kept


def test_a_draft_is_opened_whose_first_photo_is_gone(unit, contributor):
    """What a revision says of the piece's own relations is not looked up."""
    photo = factories.photo(unit)
    page = factories.news(unit, owner=contributor, image=photo)
    old = page.get_latest_revision()
    NewsPage.objects.filter(pk=page.pk).update(cover=None)
    photo.delete()
    assert fresh(page).revisions.get(pk=old.pk).as_object().title == page.title
