"""Identity, tax and bank numbers: for the accountant alone, and never in clear anywhere but there."""

import logging

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from royalties.models import Author, PersonalDetails
from royalties.personal import key_probe
from submissions.kept.encrypted import UnreadablePersonalData
from tests import factories
from tests.royalties.privacy import NUMBERS, everything_stored, tokens
from tests.royalties.stories import Office

pytestmark = pytest.mark.django_db

REFUSED = ["preparer", "head", "director", "official", "editor", "administrator", "superuser", "member"]


@pytest.fixture
def office():
    office = Office()
    office.editor = factories.editor()
    office.administrator = factories.UserFactory(groups=["Quản trị"])
    office.superuser = factories.UserFactory(is_superuser=True)
    return office


@pytest.fixture
def author(office):
    unit = factories.UnitFactory()
    office.member = factories.contributor_of(unit)
    return Author.objects.create(name="Nguyễn Văn An", unit=unit, account=office.member)


@pytest.fixture
def address(author):
    return reverse("royalty_personal:details", args=[author.pk])


def entered(author):
    return PersonalDetails.objects.create(author=author, bank="VCB Bình Thuận", **NUMBERS)


def test_the_accountant_enters_and_reads_them(client, office, author, address):
    client.force_login(office.accountant)
    sent = {
        "tax_code": "8765 432 109",
        "identity_number": "060.199.012.345",
        "bank_account": "0071009998887",
        "bank": "VCB",
    }
    assert client.post(address, sent).status_code == 302
    details = PersonalDetails.objects.get()
    assert {name: getattr(details, name) for name in NUMBERS} == NUMBERS
    html = client.get(address).content.decode()
    assert all(number in html for number in NUMBERS.values())


def test_a_branch_may_be_typed_without_its_hyphen(client, office, author, address):
    client.force_login(office.accountant)
    client.post(address, {"tax_code": "8765432109 001"})
    assert PersonalDetails.objects.get().tax_code == "8765432109-001"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("tax_code", "123456789"), ("identity_number", "12345"), ("bank_account", "12-34"), ("tax_code", "87654321O9")],
)
def test_what_is_no_number_is_told(client, office, author, address, name, typed):
    client.force_login(office.accountant)
    response = client.post(address, {name: typed})
    assert response.status_code == 200
    assert response.context["form"].errors[name]
    assert not PersonalDetails.objects.exists()


@pytest.mark.parametrize("role", REFUSED)
def test_nobody_else_reads_or_changes_them(client, office, author, address, role):
    entered(author)
    client.force_login(getattr(office, role))
    for response in (client.get(address), client.post(address, {"bank_account": "999999"})):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert PersonalDetails.objects.get().bank_account == NUMBERS["bank_account"]


def test_the_public_is_sent_to_the_log_in(client, author, address):
    assert client.get(address).url.startswith("/admin/login/")


def test_the_database_has_no_clear_number(client, office, author, address):
    client.force_login(office.accountant)
    client.post(address, NUMBERS | {"bank": "VCB"})
    client.get(address)
    assert not [number for number in NUMBERS.values() if number in everything_stored()]


def test_reading_and_changing_is_noted_without_the_numbers(client, office, author, address):
    client.force_login(office.accountant)
    client.post(address, NUMBERS | {"bank": "VCB"})
    client.get(address)
    noted = ModelLogEntry.objects.for_instance(author).order_by("pk")
    assert [entry.action for entry in noted] == ["royalties.personal_change", "royalties.personal_read"]
    assert {entry.user for entry in noted} == {office.accountant}
    assert not [number for entry in noted for number in NUMBERS.values() if number in str(entry.data)]


def test_nothing_reaches_the_logs(client, office, author, address, caplog):
    client.force_login(office.accountant)
    with caplog.at_level(logging.DEBUG):
        client.post(address, NUMBERS | {"identity_number": "không phải số"})
        client.post(address, NUMBERS | {"bank": "VCB"})
        client.get(address)
    # SQL is written there with its parameters while everything is debugged: those are encrypted by then.
    assert not [number for number in NUMBERS.values() if number in caplog.text]


def test_with_another_key_nothing_is_shown_or_changed(client, office, author, address, settings):
    entered(author)
    before = tokens()
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    client.force_login(office.accountant)
    for response in (client.get(address), client.post(address, {"bank_account": "999999"})):
        assert response.status_code == 200
        assert "PERSONAL_DATA_KEY" in response.content.decode()
    with pytest.raises(UnreadablePersonalData):
        PersonalDetails.objects.get()
    assert tokens() == before


@pytest.mark.parametrize("people", [0, 1])
def test_where_no_number_is_stored_every_key_will_do(author, people, settings):
    """A new site, and people of whom only the bank is known: nothing is missed at the start or when verifying."""
    if people:
        PersonalDetails.objects.create(author=author, bank="VCB")
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    assert key_probe.opens_a_sample()
    assert key_probe.unreadable() == (0, 0)


def test_lists_and_other_screens_do_not_read_them(client, office, author, settings):
    entered(author)
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    client.force_login(office.accountant)
    for name, args in (("royalty_authors:index", []), ("royalty_authors:edit", [author.pk]), ("wagtailadmin_home", [])):
        assert client.get(reverse(name, args=args)).status_code == 200


def test_what_is_dumped_is_encrypted_and_can_be_loaded_again(author, tmp_path):
    entered(author)
    path = tmp_path / "dump.json"
    call_command("dumpdata", "royalties.personaldetails", output=str(path))
    assert not [number for number in NUMBERS.values() if number in path.read_text()]
    PersonalDetails.objects.all().delete()
    call_command("loaddata", str(path), verbosity=0)
    details = PersonalDetails.objects.get()
    assert {name: getattr(details, name) for name in NUMBERS} == NUMBERS
