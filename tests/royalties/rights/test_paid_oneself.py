"""Who approves a paper is told that it pays them, too; so is whoever reads it afterwards."""

import pytest
from django.urls import reverse

from royalties.assessing import approving
from royalties.models import Author, RoyaltyTable
from royalties.paying import paying
from tests.royalties.payments import OCTOBER_10
from tests.royalties.screens import at
from tests.soup import text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


def told(person, amount):
    return f"Có khoản chi cho chính người duyệt ({person}): {amount}."


def page(client, user, address):
    return text_of(log_in(client, user).get(address)).replace("\xa0", " ")


class TestTable:
    @pytest.fixture
    def waiting(self, newsroom):
        """Three pieces of April go to the head of the board; of one nothing is paid, one has something on top."""
        Author.objects.filter(pk=newsroom.writer.pk).update(account=newsroom.head)
        newsroom.everything_decided()
        return approving.submit(newsroom.april.pk, user=newsroom.preparer)

    def test_who_approves_is_told_before_and_everybody_afterwards(self, client, newsroom, waiting):
        amount = f"{sum(line.amount for line in waiting.lines.filter(author=newsroom.writer)):,} đ".replace(",", ".")
        said, address = told(newsroom.head, amount), at("table", waiting.pk)
        assert said in page(client, newsroom.head, address)
        assert "chính người duyệt" not in page(client, newsroom.preparer, address)
        newsroom.approve(waiting)
        # Whose account it is by then does not matter any more.
        Author.objects.filter(pk=newsroom.writer.pk).update(account=None)
        for person in (newsroom.head, newsroom.preparer, newsroom.accountant, newsroom.director):
            assert page(client, person, address).count(said) == 1

    def test_of_others_nothing_is_said(self, client, newsroom, waiting):
        Author.objects.filter(pk=newsroom.writer.pk).update(account=newsroom.contributor)
        assert "chính người duyệt" not in page(client, newsroom.head, at("table", waiting.pk))
        newsroom.approve(waiting)
        assert "chính người duyệt" not in page(client, newsroom.head, at("table", waiting.pk))

    def test_nor_of_lines_that_pay_nothing(self, client, newsroom):
        Author.objects.filter(pk=newsroom.writer.pk).update(account=newsroom.head)
        RoyaltyTable.objects.filter(pk=newsroom.april.pk).update(submitted_at=newsroom.april.created_at)
        assert "chính người duyệt" in page(client, newsroom.head, at("table", newsroom.april.pk))
        RoyaltyTable.objects.get(pk=newsroom.april.pk).lines.filter(author=newsroom.writer).update(
            amount=0, unpaid_because="Trong nhiệm vụ được giao"
        )
        assert "chính người duyệt" not in page(client, newsroom.head, at("table", newsroom.april.pk))


class TestList:
    def test_the_head_of_the_office_is_told_and_everybody_afterwards(self, client, feature):
        Author.objects.filter(pk=feature.writer.pk).update(kind=Author.Kind.OUTSIDE, account=feature.director)
        paying.check(feature.list.pk, user=feature.accountant)
        said, address = told(feature.director, "447.000 đ"), reverse("payment_lists:list", args=[feature.list.pk])
        assert feature.list.pay_day == OCTOBER_10
        assert said in page(client, feature.director, address)
        assert "chính người duyệt" not in page(client, feature.accountant, address)
        feature.approve_list()
        Author.objects.filter(pk=feature.writer.pk).update(account=None)
        for person in (feature.director, feature.accountant):
            assert page(client, person, address).count(said) == 1
