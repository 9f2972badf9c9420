"""A shared mailbox opens nobody's account: who has the link to choose a password has to be known as its owner."""

import re

import pytest
from post_office.models import Email

from submissions.models import User
from tests import factories
from tests.browserform import form_of
from tests.submissions.by_mail.visitor import Visitor, known_visitor

pytestmark = pytest.mark.django_db

MAILBOX = "phuong.phuthuy@phanthiet.example"
NEW = "Bien-xanh-2019!"


def link_to(person):
    """Ask for a new password as anybody may; the link of the mail to `person`, without the host."""
    Visitor().post("/admin/password_reset/", {"email": person.email})
    message = Email.objects.filter(message__contains=f": {person.username}\n").latest("pk").message
    return re.search(r"https?://[^/]+(/admin/dat-mat-khau/\?t=\S+)", message).group(1), message


def choose(visitor, link):
    """Open `link` and send the form of it, wherever it led; the last answer."""
    opened = visitor.get(link)
    form = opened["Location"] if opened.status_code == 302 else link
    return visitor.post(form, {"new_password1": NEW, "new_password2": NEW})


@pytest.fixture
def unit():
    return factories.UnitFactory()


@pytest.fixture
def leader(unit):
    return factories.leader_of(unit, email=MAILBOX)


def password_of(person):
    return "new" if User.objects.get(pk=person.pk).check_password(NEW) else "as before"


def refused(response):
    return response.status_code == 403 and "Nhiều người cùng mở hộp thư này" in response.content.decode()


@pytest.mark.parametrize("address", [MAILBOX, MAILBOX.upper(), "phuong.phuthuy+tin@phanthiet.example"])
def test_a_colleague_at_the_same_mailbox_cannot_take_the_account(unit, leader, address):
    writer = factories.contributor_of(unit, email=address)
    link, message = link_to(leader)
    assert "Nhiều người cùng mở hộp thư này" in message
    for visitor in (Visitor(), Visitor().log_in(writer), known_visitor(writer)):
        assert refused(choose(visitor, link))
        assert password_of(leader) == "as before"


def test_nor_with_the_form_of_a_link_that_was_opened_before_it_was_shared(unit, leader):
    visitor = Visitor()
    link, message = link_to(leader)
    assert "Nhiều người" not in message
    form = visitor.get(link)["Location"]
    factories.contributor_of(unit, email=MAILBOX)
    assert refused(visitor.post(form, {"new_password1": NEW, "new_password2": NEW}))
    assert password_of(leader) == "as before"


def test_the_mailbox_of_the_unit_is_everybodys(unit, leader):
    unit.email = MAILBOX
    unit.save()
    assert refused(choose(Visitor(), link_to(leader)[0]))


def test_an_account_that_is_closed_still_counts(unit, leader):
    factories.contributor_of(unit, email=MAILBOX, is_active=False)
    assert refused(choose(Visitor(), link_to(leader)[0]))


def test_the_owner_chooses_on_the_own_phone(unit, leader):
    factories.contributor_of(unit, email=MAILBOX)
    assert choose(known_visitor(leader), link_to(leader)[0]).status_code == 302
    assert password_of(leader) == "new"


def test_an_account_that_was_never_used_gets_its_first_password(unit, leader):
    leader.set_unusable_password()
    leader.save()
    factories.contributor_of(unit, email=MAILBOX)
    link, message = link_to(leader)
    assert "Nhiều người" not in message
    assert choose(Visitor(), link).status_code == 302
    assert password_of(leader) == "new"


def test_a_link_that_is_none_says_so(unit, leader):
    factories.contributor_of(unit, email=MAILBOX)
    response = Visitor().get("/admin/password_reset/confirm/x/y-z/")
    assert "Liên kết không còn hiệu lực" in response.content.decode()


def test_nobody_leaves_the_shared_mailbox_by_themselves_and_takes_the_account_then(unit, leader):
    writer = factories.contributor_of(unit, email=MAILBOX)
    own_account = Visitor().log_in(writer)
    form = form_of(own_account.get("/admin/account/"), "form:has([name=name_email-first_name])")
    posted = form | {"name_email-email": "rieng@phanthiet.example"}
    assert own_account.post("/admin/account/", posted).status_code == 302
    assert User.objects.get(pk=writer.pk).email == MAILBOX
    assert refused(choose(Visitor(), link_to(leader)[0]))
    assert password_of(leader) == "as before"
