"""The lists that documents are filed by: kept by the board, read by nobody else, deleted by nobody."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from library.models import Authority, DocumentForm, Field
from submissions.statements import publishing
from tests import factories, statements
from tests.soup import soup_of

pytestmark = pytest.mark.django_db


def test_the_board_adds_and_renames(client):
    client.force_login(factories.editor())
    client.post(reverse("document_authorities:add"), {"title": "Sở  Tư pháp", "display_order": "3"})
    authority = Authority.objects.get()
    assert (authority.title, authority.slug) == ("Sở  Tư pháp", "so-tu-phap")
    client.post(
        reverse("document_authorities:edit", args=[authority.pk]), {"title": "Sở Tư pháp tỉnh", "display_order": "3"}
    )
    authority.refresh_from_db()
    assert (authority.title, authority.slug) == ("Sở Tư pháp tỉnh", "so-tu-phap")


@pytest.mark.parametrize("name", ["form", "authority", "field"])
def test_what_two_people_published_is_not_renamed_by_one(client, name):
    """Not even by who wrote or published it; what is waiting is still read by a second person."""
    writer, reader = factories.editor(), factories.editor()
    client.force_login(writer)
    field = Field.objects.create(title="Tư pháp")
    page = statements.document(by=writer, field=field)
    term = getattr(page, name)
    lists = {"form": "document_forms", "authority": "document_authorities", "field": "document_fields"}
    address, before = reverse(f"{lists[name]}:edit", args=[term.pk]), term.title

    def rename(title):
        response = client.post(address, {"title": title, "display_order": "3"})
        term.refresh_from_db()
        return response

    rename("Tên của bản nháp")
    assert term.title == "Tên của bản nháp"
    rename(before)
    page = statements.publish(page, by=reader)
    refused = rename("Tên khác")
    assert term.title == before
    assert "thêm tên mới vào danh mục" in soup_of(refused).get_text(" ", strip=True)
    assert 'value="Tên khác"' in refused.content.decode(), "what was typed is there still"
    rename(before.upper())
    assert term.title == before.upper()
    publishing.withdraw(pk=page.pk, user=reader, reason="Sai.")
    rename("Tên khác")
    assert term.title == before.upper()


def test_whose_it_is_is_not_changed_by_one_once_it_is_public(client):
    writer, reader = factories.editor(), factories.editor()
    client.force_login(writer)
    page = statements.document(by=writer)
    authority = page.authority
    address = reverse("document_authorities:edit", args=[authority.pk])

    def change(**ticked):
        response = client.post(address, {"title": authority.title, "display_order": "3"} | ticked)
        authority.refresh_from_db()
        return response

    change(is_ours="on")
    assert authority.is_ours
    statements.publish(page, by=reader)
    refused = change()
    assert authority.is_ours
    assert "hai người" in soup_of(refused).get_text(" ", strip=True)
    change(is_ours="on", display_order="5")
    assert authority.display_order == 5


def test_nobody_else(client):
    desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
    for person in (factories.contributor_of(factories.UnitFactory()), desk):
        client.force_login(person)
        assert client.get(reverse("document_forms:index")).status_code == 302
        client.post(reverse("document_forms:add"), {"title": "Công hàm", "display_order": "1"})
    assert not DocumentForm.objects.filter(title="Công hàm").exists()


def test_nothing_is_deleted(client):
    client.force_login(factories.editor())
    form = DocumentForm.objects.get(slug="cong-van")
    client.post(reverse("document_forms:delete", args=[form.pk]))
    assert DocumentForm.objects.filter(pk=form.pk).exists()
    statements.document(by=factories.editor())
    with pytest.raises(ProtectedError):
        form.delete()
