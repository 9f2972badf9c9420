"""Who keeps a register of royalties, whichever it is: the desk and the accountant, and nobody deletes from it."""

import pytest
from django.urls import reverse

from royalties.models import Author
from tests.submissions.registers import log_in


class WhoKeepsIt:
    """Tests of the register `name` (of its URLs); a class of tests says what `kept(name)`, a record of it, is."""

    @pytest.mark.parametrize("role", ["preparer", "accountant"])
    def test_desk_and_accountant(self, client, office, role, name):
        response = log_in(client, getattr(office, role)).get(reverse(f"{name}:index"))
        assert response.status_code == 200

    @pytest.mark.parametrize("role", ["head", "director", "official"])
    def test_nobody_else(self, client, office, role, name):
        log_in(client, getattr(office, role))
        for view in ("index", "add"):
            response = client.get(reverse(f"{name}:{view}"))
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))

    def test_nothing_is_deleted(self, client, office, name):
        kept = self.kept(name)
        address = reverse(f"{name}:delete", args=[kept.pk])
        response = log_in(client, office.accountant).post(address, follow=True)
        assert type(kept).objects.filter(pk=kept.pk).exists()
        assert "không xóa" in response.content.decode().lower()

    def test_num_queries(self, client, office, name, django_assert_max_num_queries):
        log_in(client, office.accountant).get(reverse(f"{name}:index"))
        Author.objects.bulk_create(Author(name=f"Tác giả {n}") for n in range(40))
        with django_assert_max_num_queries(25):
            client.get(reverse(f"{name}:index"))
