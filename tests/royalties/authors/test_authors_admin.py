"""The authors on their screen: who keeps them, whom a word finds, and which account is offered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from royalties.models import Author
from tests import factories
from tests.browserform import form_of
from tests.royalties.keepers import WhoKeepsIt
from tests.submissions.registers import is_refused, log_in
from tests.vietnamese.files.table_writers import by_openpyxl

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["royalty_authors"])
class TestWhoKeepsThem(WhoKeepsIt):
    def kept(self, name):
        return Author.objects.create(name="Lê Bình")


def test_authors_are_found_without_marks(client, office):
    Author.objects.create(name="Nguyễn Thị Hòa", pen_name="Biển Xanh")
    Author.objects.create(name="Lê Bình")
    log_in(client, office.preparer)
    for words in ("nguyen hoa", "bien xanh"):
        html = client.get(reverse("royalty_authors:index"), {"q": words}).content.decode()
        assert "Nguyễn Thị Hòa (Biển Xanh)" in html
        assert "Lê Bình" not in html


def test_an_author_is_entered(client, office):
    unit = factories.UnitFactory()
    sent = {"name": "Trần  Văn Cảnh", "pen_name": "", "unit": unit.pk, "kind": "outside", "is_checked": "on"}
    assert log_in(client, office.preparer).post(reverse("royalty_authors:add"), sent).status_code == 302
    author = Author.objects.get()
    assert (author.name, author.unit, author.is_checked) == ("Trần Văn Cảnh", unit, True)


def test_an_account_is_offered_once_and_told_from_a_namesakes(client, office):
    unit = factories.UnitFactory()
    taken, free = (
        factories.contributor_of(unit, username=name, first_name="Nguyễn Văn", last_name="An")
        for name in ("an1", "an2")
    )
    author = Author.objects.create(name="Nguyễn Văn An", account=taken)
    log_in(client, office.preparer)
    added = client.get(reverse("royalty_authors:add")).content.decode()
    assert "Nguyễn Văn An (an2)" in added
    assert "Nguyễn Văn An (an1)" not in added
    edited = client.get(reverse("royalty_authors:edit", args=[author.pk])).content.decode()
    assert "Nguyễn Văn An (an1)" in edited
    sent = {"name": "Nguyễn Văn An", "kind": "outside", "account": taken.pk}
    assert client.post(reverse("royalty_authors:add"), sent).status_code == 200
    assert client.post(reverse("royalty_authors:add"), sent | {"account": free.pk}).status_code == 302


class TestListOnTheScreen:
    ADDRESS = "/admin/tac-gia/tu-tep/"
    HEAD = ("Họ và tên", "Bút danh", "Mã số thuế")

    def choose(self, client, *rows):
        return client.post(self.ADDRESS, {"file": SimpleUploadedFile("tac-gia.xlsx", by_openpyxl([self.HEAD, *rows]))})

    def test_the_accountant_reads_in_personal_numbers(self, client, office):
        log_in(client, office.accountant)
        preview = self.choose(client, ("Nguyễn Văn Ánh", "Biển Xanh", "8765432109"))
        assert not Author.objects.exists()
        assert "8765432109" not in preview.content.decode()
        assert client.post(self.ADDRESS, form_of(preview, "form:has([name=carried])")).status_code == 302
        assert Author.objects.get().personal_details.tax_code == "8765432109"

    def test_nobody_else_does(self, client, office):
        log_in(client, office.preparer)
        answer = self.choose(client, ("Nguyễn Văn Ánh", "", "8765432109")).content.decode()
        assert "chỉ Kế toán nhập" in answer
        assert "8765432109" not in answer
        assert self.choose(client, ("Nguyễn Văn Ánh", "Biển Xanh", "")).context["lines"]

    def test_it_is_closed_to_who_keeps_no_authors(self, client, office):
        log_in(client, office.official)
        assert is_refused(client.get(self.ADDRESS))
        assert is_refused(self.choose(client, ("Nguyễn Văn Ánh", "", "")))
