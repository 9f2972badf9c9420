"""The lists that documents are filed by: kept by the board, read by nobody else, deleted by nobody."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from library.models import Authority, DocumentForm
from tests import factories, statements

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
