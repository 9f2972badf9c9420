"""The first administrator of a site: an account without a password, and the link by which one is chosen, once."""

import pytest
from django.core.management import CommandError, call_command

from submissions.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "biển xanh nắng vàng 2019"


@pytest.fixture(autouse=True)
def no_administrator_yet(db):
    User.objects.filter(is_superuser=True).delete()


def invite(capsys, *person):
    """The path of the link (str) that the command prints."""
    call_command("invite_administrator", *(person or ("quantri", "quantri@phanthiet.example")))
    link = capsys.readouterr().out.strip()
    assert link.startswith("http://127.0.0.1:8000/admin/"), link
    return link.removeprefix("http://127.0.0.1:8000")


def choose(client, link):
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0] if form.redirect_chain else link
    return client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD})


def test_the_link_opens_the_back_office_once(client, capsys):
    link = invite(capsys)
    person = User.objects.get(username="quantri")
    assert person.is_superuser and not person.has_usable_password()
    assert choose(client, link).status_code == 302
    assert client.login(username="quantri", password=PASSWORD)
    client.logout()
    assert "new_password1" not in client.get(link, follow=True).content.decode()
    with pytest.raises(CommandError, match="đang được dùng"):
        invite(capsys)


def test_a_link_that_got_lost_is_made_again_for_the_same_account(client, capsys):
    invite(capsys)
    assert choose(client, invite(capsys)).status_code == 302
    assert User.objects.filter(is_superuser=True).count() == 1


@pytest.mark.parametrize("person", [("người khác", "khac@phanthiet.example"), ("khac", "khac@phanthiet.example")])
def test_nobody_becomes_a_second_one_this_way(capsys, person):
    invite(capsys)
    with pytest.raises(CommandError):
        invite(capsys, *person)
    assert User.objects.filter(is_superuser=True).count() == 1


def test_no_officer_is_raised_by_it(capsys):
    User.objects.create_user("hoa", "hoa@phanthiet.example")
    with pytest.raises(CommandError):
        invite(capsys, "hoa", "hoa@phanthiet.example")
    assert not User.objects.get(username="hoa").is_superuser


@pytest.mark.parametrize("person", [("tên có dấu cách", "quantri@phanthiet.example"), ("quantri", "không phải thư")])
def test_what_is_no_name_and_no_mail_is_refused(capsys, person):
    with pytest.raises(CommandError):
        invite(capsys, *person)
    assert not User.objects.filter(is_superuser=True).exists()
