"""What a draft names may be deleted: it is still read and put right, and nobody publishes what was not read."""

import pytest
from django.urls import reverse

from library.models import Authority, DocumentPage, DocumentRelation
from submissions.models import NewsDocument
from submissions.screens.refusals import Refusal
from submissions.statements import measure, publishing
from tests import factories
from tests.statements import change, document, fresh, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


def ours(view, page):
    return reverse(f"statements:{view}", args=[page.pk])


def with_row(page, *, by, relation, **row):
    """A version of `page` with one more row below it, which stands in the version alone."""
    text = page.get_latest_revision_as_object()
    getattr(text, relation).create(**row)
    text.save_revision(user=by)
    return fresh(page)


def test_a_draft_whose_file_document_and_authority_are_gone_is_still_read_and_put_right(client, board):
    writer, second = board
    file = factories.document(factories.UnitFactory())
    other = document(by=writer, number="7/KH-UBND")
    authority = Authority.objects.create(title="Cơ quan nhập nhầm")
    page = document(by=writer)
    page = with_row(page, by=writer, relation="files", file=file)
    page = with_row(page, by=writer, relation="relations", kind="amends", other=other)
    page = change(page, by=writer, authority=authority)
    read = measure.position(page)
    client.force_login(second)
    client.post(ours("delete", other))
    NewsDocument.objects.filter(pk=file.pk).delete()
    authority.delete()
    assert not DocumentPage.objects.filter(pk=other.pk).exists()
    shown = [ours("statement", page), f"{reverse('statements:read_many')}?chon={page.pk}"]
    shown += [reverse(f"wagtailadmin_pages:{view}", args=[page.pk]) for view in ("edit", "view_draft")]
    shown.append(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]))
    for address in shown:
        assert client.get(address).status_code == 200, address
    # What was read said more; and what is left lacks the authority.
    for position, said in ((read, "đã thay đổi"), (measure.position(page), "Cơ quan ban hành")):
        with pytest.raises(Refusal) as refused:
            publishing.publish(pk=page.pk, user=second, position=position)
        assert said in refused.value.sentence
    page = change(page, by=writer, authority=Authority.objects.first())
    assert publish(page, by=second).live


def test_a_relation_that_is_gone_is_not_published_unread(board):
    writer, second = board
    other = document(by=writer, number="7/KH-UBND")
    page = with_row(document(by=writer), by=writer, relation="relations", kind="repeals", other=other)
    read = measure.position(page)
    other.delete()
    with pytest.raises(Refusal, match="tệp hoặc nội dung được dẫn trong đó đã thay đổi"):
        publishing.publish(pk=page.pk, user=second, position=read)
    assert not publish(page, by=second).relations.exists()


def test_a_draft_that_another_names_stays_and_the_person_is_told(client, board):
    writer, _second = board
    other = document(by=writer, number="7/KH-UBND")
    DocumentRelation.objects.create(page=document(by=writer), kind="amends", other=other)
    client.force_login(writer)
    said = client.post(ours("delete", other), follow=True).content.decode()
    assert DocumentPage.objects.filter(pk=other.pk).exists()
    assert "nên được giữ lại" in said
