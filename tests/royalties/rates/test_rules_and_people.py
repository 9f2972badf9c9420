"""The dated rules and the authors on their screens: who keeps them, and what is refused with which words."""

import datetime

import pytest
from django.urls import reverse

from royalties.models import Author, BaseSalary, GenreRate, RoyaltyPolicy, TaxRule
from tests import factories
from tests.royalties.stories import Office

pytestmark = pytest.mark.django_db

RULES = ["genre_rates", "base_salaries", "royalty_policies", "tax_rules"]
KEEPERS = ["preparer", "accountant"]
OTHERS = ["head", "director", "official"]


@pytest.fixture
def office():
    return Office()


def as_person(client, office, role):
    client.force_login(getattr(office, role))
    return client


@pytest.mark.parametrize("name", [*RULES, "royalty_authors"])
class TestWhoKeepsThem:
    @pytest.mark.parametrize("role", KEEPERS)
    def test_desk_and_accountant(self, client, office, role, name):
        response = as_person(client, office, role).get(reverse(f"{name}:index"))
        assert response.status_code == 200

    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else(self, client, office, role, name):
        for view in ("index", "add"):
            response = as_person(client, office, role).get(reverse(f"{name}:{view}"))
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))

    def test_nothing_is_deleted(self, client, office, name):
        model = {
            "genre_rates": GenreRate,
            "base_salaries": BaseSalary,
            "royalty_policies": RoyaltyPolicy,
            "tax_rules": TaxRule,
        }.get(name)
        kept = model.objects.first() if model else Author.objects.create(name="Lê Bình")
        address = reverse(f"{name}:delete", args=[kept.pk])
        response = as_person(client, office, "accountant").post(address, follow=True)
        assert type(kept).objects.filter(pk=kept.pk).exists()
        assert "không xóa" in response.content.decode().lower()

    def test_num_queries(self, client, office, name, django_assert_max_num_queries):
        as_person(client, office, "accountant").get(reverse(f"{name}:index"))
        Author.objects.bulk_create(Author(name=f"Tác giả {n}") for n in range(40))
        with django_assert_max_num_queries(25):
            client.get(reverse(f"{name}:index"))


def save_rate(client, rate, **changes):
    names = (
        "genre",
        "with_photo",
        "group",
        "minimum",
        "default",
        "maximum",
        "factor_own",
        "factor_compiled",
        "factor_reprinted",
        "legal_basis",
    )
    sent = {name: str(getattr(rate, name)).replace(".", ",") for name in names}
    if not rate.with_photo:
        del sent["with_photo"]
    return client.post(reverse("genre_rates:edit", args=[rate.pk]), sent | {"valid_from": "", "valid_to": ""} | changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"maximum": "10,01"}, "Nghị định 18/2014/NĐ-CP"),
        ({"maximum": "6", "factor_own": "2"}, "Nghị định 18/2014/NĐ-CP"),
        ({"default": "3"}, "phải nằm giữa"),
        ({"default": "1.500"}, "1,5"),
    ],
)
def test_a_coefficient_out_of_bounds_is_refused_and_told(client, office, changes, said):
    rate = GenreRate.objects.get(genre="tin", with_photo=False)
    response = save_rate(as_person(client, office, "preparer"), rate, **changes)
    assert response.status_code == 200
    assert said in response.content.decode()
    rate.refresh_from_db()
    assert rate.maximum == 2


def test_a_rule_follows_another_without_overlap(client, office):
    as_person(client, office, "accountant")
    last = BaseSalary.objects.get(amount=2_530_000)
    new = {"amount": "2.700.000 đ", "valid_from": "1/7/2027", "valid_to": "", "legal_basis": "Nghị định mới"}
    refused = client.post(reverse("base_salaries:add"), new)
    assert "2.530.000" in refused.content.decode()
    assert BaseSalary.objects.count() == 6
    ended = {"amount": "2.530.000", "valid_from": "1/7/2026", "valid_to": "1/7/2027", "legal_basis": last.legal_basis}
    assert client.post(reverse("base_salaries:edit", args=[last.pk]), ended).status_code == 302
    assert client.post(reverse("base_salaries:add"), new).status_code == 302
    assert BaseSalary.on(datetime.date(2027, 7, 1)).unit_value == 270_000
    assert BaseSalary.on(datetime.date(2027, 6, 30)).unit_value == 253_000


def test_ceilings_are_held_under_the_decree(client, office):
    policy = RoyaltyPolicy.objects.get()
    sent = {
        "applied": "20",
        "remuneration": "20",
        "remuneration_ceiling": "51",
        "encouragement_ceiling": "31",
        "legal_basis": "QĐ 1",
    }
    response = as_person(client, office, "accountant").post(reverse("royalty_policies:edit", args=[policy.pk]), sent)
    html = response.content.decode()
    assert "Tối đa 50 %" in html
    assert "Tối đa 30 %" in html


def test_authors_are_found_without_marks(client, office):
    Author.objects.create(name="Nguyễn Thị Hòa", pen_name="Biển Xanh")
    Author.objects.create(name="Lê Bình")
    as_person(client, office, "preparer")
    for words in ("nguyen hoa", "bien xanh"):
        html = client.get(reverse("royalty_authors:index"), {"q": words}).content.decode()
        assert "Nguyễn Thị Hòa (Biển Xanh)" in html
        assert "Lê Bình" not in html


def test_an_author_is_entered(client, office):
    unit = factories.UnitFactory()
    sent = {"name": "Trần  Văn Cảnh", "pen_name": "", "unit": unit.pk, "kind": "outside", "is_checked": "on"}
    assert as_person(client, office, "preparer").post(reverse("royalty_authors:add"), sent).status_code == 302
    author = Author.objects.get()
    assert (author.name, author.unit, author.is_checked) == ("Trần Văn Cảnh", unit, True)


def test_an_account_is_offered_once_and_told_from_a_namesakes(client, office):
    unit = factories.UnitFactory()
    taken, free = (
        factories.contributor_of(unit, username=name, first_name="Nguyễn Văn", last_name="An")
        for name in ("an1", "an2")
    )
    author = Author.objects.create(name="Nguyễn Văn An", account=taken)
    as_person(client, office, "preparer")
    added = client.get(reverse("royalty_authors:add")).content.decode()
    assert "Nguyễn Văn An (an2)" in added
    assert "Nguyễn Văn An (an1)" not in added
    edited = client.get(reverse("royalty_authors:edit", args=[author.pk])).content.decode()
    assert "Nguyễn Văn An (an1)" in edited
    sent = {"name": "Nguyễn Văn An", "kind": "outside", "account": taken.pk}
    assert client.post(reverse("royalty_authors:add"), sent).status_code == 200
    assert client.post(reverse("royalty_authors:add"), sent | {"account": free.pk}).status_code == 302


def test_each_rule_leads_to_its_form(client, office):
    as_person(client, office, "accountant")
    for name, model in (("genre_rates", GenreRate), ("royalty_policies", RoyaltyPolicy), ("tax_rules", TaxRule)):
        html = client.get(reverse(f"{name}:index")).content.decode()
        assert all(reverse(f"{name}:edit", args=[rule.pk]) in html for rule in model.objects.all())
    assert "Tin (không ảnh)" in client.get(reverse("genre_rates:index")).content.decode()
