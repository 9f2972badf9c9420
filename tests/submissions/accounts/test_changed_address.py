"""Whoever changes the mail address of an account has the links to its password: the old address is told."""

import pytest
from django.urls import reverse
from post_office.models import Email

from tests import factories

pytestmark = pytest.mark.django_db
OLD, NEW = "cu@phanthiet.example", "moi@phanthiet.example"


@pytest.fixture
def administrator():
    return factories.UserFactory(groups=["Quản trị"], email="quantri@phanthiet.example")


def change(client, administrator, account, email):
    client.force_login(administrator)
    fields = {
        "username": account.username,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "email": email,
        "is_active": "on",
        "groups": [group.pk for group in account.groups.all()],
    }
    answer = client.post(reverse("wagtailusers_users:edit", args=[account.pk]), fields)
    assert answer.status_code == 302, answer.content.decode()
    account.refresh_from_db()
    assert account.email.casefold() == email.casefold()


def test_by_an_administrator(client, administrator):
    account = factories.UserFactory(email=OLD)
    change(client, administrator, account, NEW)
    mail = Email.objects.get(to=OLD)
    assert str(administrator) in mail.message
    assert account.username in mail.message
    # Not to whoever has the old mailbox.
    assert NEW not in mail.message
    assert not Email.objects.filter(to=NEW).exists()


def test_the_own(client, administrator):
    old = administrator.email
    change(client, administrator, administrator, NEW)
    assert Email.objects.filter(to=old).count() == 1


@pytest.mark.parametrize(("before", "after"), [(OLD, OLD), (OLD, OLD.upper()), ("", NEW)])
def test_nobody_is_told_of_nothing(client, administrator, before, after):
    change(client, administrator, factories.UserFactory(email=before), after)
    assert not Email.objects.exists()
