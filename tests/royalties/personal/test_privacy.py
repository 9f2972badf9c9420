"""Personal numbers need the right key, wherever they are shown, and go into no report of an error.

That nobody but the accountant finds them, and only in PLACES, is asked of every address in
tests/language/test_screens.py.
"""

import sys

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.core.signals import got_request_exception
from django.urls import reverse
from django.views.debug import ExceptionReporter

from royalties.models import PaymentLine, PaymentList, PersonalDetails
from royalties.paying import paying
from royalties.sealed.check_sums import list_check_sum
from submissions.kept.encrypted import UnreadablePersonalData
from tests.plugins.told import told
from tests.royalties import privacy
from tests.royalties.privacy import NUMBERS, PLACES, PayingOffice
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


@told
def office():
    return PayingOffice()


@pytest.fixture
def another_key(settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]


def test_every_address_of_the_royalties_is_known(office):
    assert privacy.namespaces_of_royalties() == set(privacy.OBJECTS)
    found = {name for name, _address in privacy.addresses(office)}
    assert found >= PLACES
    assert {"royalty_tables:csv", "royalty_tables:docx", "budget:xlsx", "royalty_authors:index"} <= found


@pytest.mark.slow
def test_with_another_key_every_address_answers_and_none_shows_them(client, office, another_key):
    refusing = set()
    log_in(client, office.accountant)
    for name, address in privacy.addresses(office):
        answer = client.get(address)
        assert answer.status_code < 500, name
        assert not privacy.shown(answer), name
        if "PERSONAL_DATA_KEY" in answer.content.decode("utf-8", errors="replace"):
            refusing.add(name)
    assert refusing == PLACES


def test_with_another_key_a_list_is_not_checked(client, office, another_key):
    before = privacy.tokens()
    log_in(client, office.accountant)
    # As a page says that was opened while there was the right key.
    shown = {"shown": list_check_sum(office.waiting)}
    answer = client.post(reverse("payment_lists:check", args=[office.waiting.pk]), shown)
    assert "PERSONAL_DATA_KEY" in answer.content.decode()
    assert PaymentList.objects.get(pk=office.waiting.pk).checked_at is None
    assert privacy.tokens() == before


def test_no_paper_leaves_a_clear_number_in_the_database(office):
    office.approve_waiting()
    lines = list(PaymentLine.objects.all())
    assert {line.bank_account for line in lines} == {NUMBERS["bank_account"]}
    stored = privacy.everything_stored()
    assert not [number for number in NUMBERS.values() if number in stored]


def test_another_key_takes_over_what_is_open(office, settings, capsys):
    paying.check(office.waiting.pk, user=office.accountant)
    old, new = settings.PERSONAL_DATA_KEYS[0], Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [new, old]
    call_command("rotate_personal_data_key")
    locked = office.paid.lines.count()
    assert f"{locked} dòng" in capsys.readouterr().out
    assert list_check_sum(PaymentList.objects.get(pk=office.paid.pk)) == office.paid.digest
    assert {line.tax_code for line in office.paid.lines.all()} == {NUMBERS["tax_code"]}
    settings.PERSONAL_DATA_KEYS = [new]
    assert {details.tax_code for details in PersonalDetails.objects.all()} == {NUMBERS["tax_code"]}
    assert {line.tax_code for line in office.waiting.lines.all()} == {NUMBERS["tax_code"]}
    with pytest.raises(UnreadablePersonalData):
        list(office.paid.lines.all())


def test_lines_that_were_locked_under_the_first_key_need_no_other(office, capsys):
    call_command("rotate_personal_data_key")
    assert "khóa cũ" not in capsys.readouterr().out


def test_what_cannot_be_read_is_not_encrypted_anew(office, another_key):
    before = privacy.tokens()
    with pytest.raises(CommandError, match="PERSONAL_DATA_KEY"):
        call_command("rotate_personal_data_key")
    assert privacy.tokens() == before


class TestReportsOfErrors:
    """Django's report of an error, as it is mailed: with the variables of every frame, and what was posted."""

    @pytest.fixture
    def reports(self):
        found = []

        def report(sender, request, **kwargs):
            reporter = ExceptionReporter(request, *sys.exc_info())
            found.append(reporter.get_traceback_html() + reporter.get_traceback_text())

        got_request_exception.connect(report)
        yield found
        got_request_exception.disconnect(report)

    @pytest.fixture
    def browser(self, client, office):
        client.raise_request_exception = False
        return log_in(client, office.accountant)

    def test_of_a_form_that_carries_them(self, browser, office, reports, monkeypatch):
        def fail(details, *args, **kwargs):
            number = details.bank_account
            raise RuntimeError(f"{len(number)} characters")

        monkeypatch.setattr(PersonalDetails, "save", fail)
        browser.post(reverse("royalty_personal:details", args=[office.writer.pk]), NUMBERS | {"bank": "VCB"})
        self.assert_none_in(reports)

    @pytest.mark.parametrize(
        ("name", "at_work"),
        [
            ("list", "royalties.lists.list_rows.sums"),
            ("bank", "royalties.lists.list_files.fold"),
            ("xlsx", "royalties.lists.file_views.paper_xlsx"),
        ],
    )
    def test_of_a_paper_that_shows_them(self, browser, office, reports, monkeypatch, name, at_work):
        def fail(what):
            shown = f"{what}, {NUMBERS}"
            raise RuntimeError(f"{len(shown)} characters at hand")

        monkeypatch.setattr(at_work, fail)
        browser.get(reverse(f"payment_lists:{name}", args=[office.paid.pk]))
        self.assert_none_in(reports)

    @staticmethod
    def assert_none_in(reports):
        (report,) = reports
        assert "RuntimeError" in report
        assert not [number for number in NUMBERS.values() if number in report]
