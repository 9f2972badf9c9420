"""The dated rules on their screens: who keeps them, and what is refused with which words."""

import datetime

import pytest
from django.urls import reverse

from royalties.models import BaseSalary, GenreRate, RoyaltyPolicy, TaxRule
from tests.royalties.keepers import WhoKeepsIt
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db

RULES = {
    "genre_rates": GenreRate,
    "base_salaries": BaseSalary,
    "royalty_policies": RoyaltyPolicy,
    "tax_rules": TaxRule,
}


@pytest.mark.parametrize("name", RULES)
class TestWhoKeepsThem(WhoKeepsIt):
    def kept(self, name):
        return RULES[name].objects.first()


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
    response = save_rate(log_in(client, office.preparer), rate, **changes)
    assert response.status_code == 200
    assert said in response.content.decode()
    rate.refresh_from_db()
    assert rate.maximum == 2


def test_a_rule_follows_another_without_overlap(client, office):
    log_in(client, office.accountant)
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
    response = log_in(client, office.accountant).post(reverse("royalty_policies:edit", args=[policy.pk]), sent)
    html = response.content.decode()
    assert "Tối đa 50 %" in html
    assert "Tối đa 30 %" in html


def test_each_rule_leads_to_its_form(client, office):
    log_in(client, office.accountant)
    for name, model in (("genre_rates", GenreRate), ("royalty_policies", RoyaltyPolicy), ("tax_rules", TaxRule)):
        html = client.get(reverse(f"{name}:index")).content.decode()
        assert all(reverse(f"{name}:edit", args=[rule.pk]) in html for rule in model.objects.all())
    assert "Tin (không ảnh)" in client.get(reverse("genre_rates:index")).content.decode()
