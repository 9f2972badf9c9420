"""A unit whose people may send mails, and a mailbox that takes them."""

import pytest
from django.test import override_settings

from tests import factories
from tests.plugins.told import told
from tests.submissions.mails import MAILBOX, SERVER

OPEN = {
    "IMAP_URL": "imaps://tin:mat-khau-hop-thu@imap.example/INBOX",
    "MAIL_IN_ADDRESS": MAILBOX,
    "MAIL_IN_AUTHSERV_ID": SERVER,
}


@pytest.fixture(autouse=True)
def mails_are_taken():
    with override_settings(**OPEN):
        yield


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")


@told
def writer(ward):
    return factories.contributor_of(ward, username="viet", email="viet@phuthuy.example")


@told
def ward_leader(ward):
    return factories.leader_of(ward, username="lanhdao", email="lanhdao@phuthuy.example")


@told
def desk():
    return factories.UserFactory(username="thuongtruc", groups=["Thường trực Ban Biên tập"])
