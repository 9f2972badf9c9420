"""A key that does not open what is stored: told at the start and by both commands that verify, with what to do."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from royalties.models import PaymentLine, PersonalDetails, RoyaltyTable
from royalties.personal import key_probe
from royalties.sealed.seals import SEALED
from submissions.kept.encrypted import ELSEWHERE, encrypted_fields
from tests.plugins.told import told
from tests.royalties.privacy import PayingOffice

pytestmark = pytest.mark.django_db

SAID = (
    "Khóa PERSONAL_DATA_KEY không mở được hết dữ liệu đã mã hóa: số của tác giả, câu hỏi và ý kiến của công dân, khóa "
    "của xác thực hai lớp. Hãy khôi phục khóa đã dùng khi ghi: để một mình, hoặc sau khóa mới hơn và dấu phẩy "
    "(docs/deployment.md). Trước đó không ai nên nhập dữ liệu loại này."
)


@told
def office():
    return PayingOffice()


@pytest.fixture
def another_key(settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]


def start():
    """What the start says about the key: scripts/docker-start.sh asks for the checks of the database."""
    return [fault.msg for fault in run_checks(databases=["default"]) if fault.id == "royalties.W001"]


def verify(command):
    """(what `command` prints, what it ends with or "")."""
    out = StringIO()
    try:
        call_command(command, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.mark.parametrize("command", ["verify_closed", "verify_royalties"])
def test_the_right_key_is_no_matter(office, command):
    assert start() == []
    assert verify(command)[1] == ""


def test_another_key_is_told_at_the_start(office, another_key):
    assert start() == [SAID]


def test_another_key_is_told_when_closed_figures_are_verified(office, another_key):
    assert verify("verify_closed")[1] == SAID


def test_another_key_is_told_with_numbers_when_royalties_are_verified(office, another_key):
    printed, ended = verify("verify_royalties")
    number = (
        PersonalDetails.objects.count() + PaymentLine.objects.filter(payment_list__approved_at__isnull=False).count()
    )
    assert "bảng, danh sách đã duyệt" in printed, "the papers themselves are as they were"
    assert ended == f"Không đọc được {number} trong {number} bản ghi số liệu cá nhân. {SAID}"


def test_what_was_changed_is_told_as_well(office, another_key):
    if connection.vendor == "postgresql":
        # What is still to be checked at the end of the transaction keeps a table from being altered.
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    SEALED.lift(using=connection.alias)
    RoyaltyTable.objects.filter(pk=office.march.pk).update(total=1)
    ended = verify("verify_royalties")[1]
    assert ended.startswith(f"Đã bị thay đổi sau khi duyệt: {office.march}")
    assert ended.endswith(SAID)


def test_a_new_key_with_the_old_one_behind_it_is_right(office, settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode(), *settings.PERSONAL_DATA_KEYS]
    assert start() == []
    assert verify("verify_royalties")[1] == ""


def test_an_old_key_that_locked_lists_still_need_is_missed(office, settings):
    """After the change of key the authors' numbers open, those of approved lists do not."""
    old, new = settings.PERSONAL_DATA_KEYS, [Fernet.generate_key().decode()]
    settings.PERSONAL_DATA_KEYS = new + old
    call_command("rotate_personal_data_key", stdout=StringIO())
    settings.PERSONAL_DATA_KEYS = new
    assert start() == [SAID]


def test_the_start_reads_two_records_of_a_kind_however_many_there_are(office, django_assert_num_queries):
    with django_assert_num_queries(2 * len(encrypted_fields()) + len(ELSEWHERE)):
        assert key_probe.opens_a_sample()
