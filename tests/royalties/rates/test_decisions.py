"""The city's decision on its rates: entered with number and date, and until then a proposal; the share is chosen."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from royalties.models import GenreRate, RoyaltyPolicy
from tests.royalties.stories import Office
from tests.soup import soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    """The accountant, in front of the rates that a site begins with."""
    office = Office()
    for model in (GenreRate, RoyaltyPolicy):
        model.objects.update(decision_number="", decision_date=None)
    RoyaltyPolicy.objects.update(applied_chosen=False)
    client.force_login(office.accountant)
    return client


def form_of(policy, **changes):
    names = ("applied", "remuneration", "remuneration_ceiling", "encouragement_ceiling", "legal_basis")
    sent = {name: str(getattr(policy, name)).replace(".", ",") for name in names}
    return sent | {"valid_from": "", "valid_to": "", "decision_number": "", "decision_date": ""} | changes


def save(client, policy, **changes):
    return client.post(reverse("royalty_policies:edit", args=[policy.pk]), form_of(policy, **changes))


def test_in_a_new_site_nobody_has_chosen_the_share_and_nothing_is_decided():
    assert set(RoyaltyPolicy.objects.values_list("applied", "applied_chosen")) == {(100, False)}
    assert all(rule.is_proposed for rule in (*RoyaltyPolicy.objects.all(), *GenreRate.objects.all()))


def test_the_form_leaves_the_share_open_until_somebody_chooses(keeper):
    policy = RoyaltyPolicy.objects.get()
    assert "100, chưa ai chọn" in keeper.get(reverse("royalty_policies:index")).content.decode()
    page = soup_of(keeper.get(reverse("royalty_policies:edit", args=[policy.pk])))
    assert not page.select_one("[name=applied]").get("value")
    words = page.get_text(" ")
    assert "Quyết định 2157/QĐ-UBND ngày 07/12/2020" in words
    assert "nghị định chỉ nêu mức tối đa" in words
    assert save(keeper, policy, applied="").status_code == 200
    assert not RoyaltyPolicy.objects.get().applied_chosen
    assert save(keeper, policy, applied="20").status_code == 302
    chosen = RoyaltyPolicy.objects.get()
    assert (chosen.applied, chosen.applied_chosen, chosen.is_proposed) == (20, True, True)


def test_a_decision_can_be_carried_over_to_the_coefficients_of_its_days(keeper):
    policy = RoyaltyPolicy.objects.get()
    known = GenreRate.objects.get(genre="tin", with_photo=False)
    GenreRate.objects.filter(pk=known.pk).update(
        decision_number="1/QĐ-UBND", decision_date=datetime.date(2018, 1, 1), legal_basis="QĐ 1/QĐ-UBND"
    )
    decision = {"decision_number": "15/QĐ-UBND", "decision_date": "15/1/2019", "legal_basis": "QĐ 15/QĐ-UBND"}
    assert save(keeper, policy, applied="20", **decision, for_genres="on").status_code == 302
    assert not RoyaltyPolicy.objects.get().is_proposed
    rates = GenreRate.objects.exclude(pk=known.pk)
    assert set(rates.values_list("decision_number", "decision_date", "legal_basis")) == {
        ("15/QĐ-UBND", datetime.date(2019, 1, 15), "QĐ 15/QĐ-UBND")
    }
    assert GenreRate.objects.get(pk=known.pk).decision_number == "1/QĐ-UBND"
    assert rates.get(genre="tin", with_photo=True).default == Decimal("1.5")


@pytest.mark.parametrize(
    "days",
    [{"valid_from": "01/01/2019"}, {"valid_to": "01/01/2030"}, {"valid_from": "01/01/2019", "valid_to": "1/1/2020"}],
)
def test_a_decision_is_not_carried_over_to_other_days_than_its_own(keeper, days):
    """The coefficients of a new site hold for ever: of the days before the decision they would be none of its."""
    policy = RoyaltyPolicy.objects.get()
    decision = {"decision_number": "15/QĐ-UBND", "decision_date": "15/1/2019", "legal_basis": "QĐ 15/QĐ-UBND"}
    response = save(keeper, policy, applied="20", **decision, **days, for_genres="on")
    assert "Các hệ số sau còn áp dụng cho những ngày khác" in response.content.decode()
    assert all(rate.is_proposed for rate in GenreRate.objects.all())
    GenreRate.objects.update(valid_from=datetime.date(2019, 1, 1), valid_to=datetime.date(2020, 1, 1))
    assert save(keeper, policy, applied="20", **decision, **days, for_genres="on").status_code == 302
    assert not any(rate.is_proposed for rate in GenreRate.objects.all())


def test_without_the_tick_the_coefficients_stay_proposals(keeper):
    save(keeper, RoyaltyPolicy.objects.get(), applied="20", decision_number="15/QĐ-UBND", decision_date="15/1/2019")
    assert all(rate.is_proposed for rate in GenreRate.objects.all())
    assert "Mức đề xuất, chưa có quyết định" in keeper.get(reverse("genre_rates:index")).content.decode()


def test_half_a_decision_is_refused(keeper):
    response = save(keeper, RoyaltyPolicy.objects.get(), applied="20", decision_number="15/QĐ-UBND")
    assert "Hãy nhập cả số và ngày của quyết định" in response.content.decode()
    assert RoyaltyPolicy.objects.get().decision_number == ""


def test_a_reprint_says_that_its_factor_is_proposed(keeper):
    rate = GenreRate.objects.get(genre="tin", with_photo=True)
    page = keeper.get(reverse("genre_rates:edit", args=[rate.pk])).content.decode()
    assert "không nêu tin đăng lại có ảnh" in page
