"""No foreign word in what leaves the site: mails, tables as files, and what commands tell an administrator."""

import csv
import datetime
import io
from io import StringIO

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from submissions.models import Notice
from submissions.password_reset import send_invitation
from tests import factories
from tests.language.allowed import strange
from tests.submissions.test_mails import MAILS, STORIES, Cast

pytestmark = pytest.mark.django_db


def assert_vietnamese(*texts):
    assert any(texts)
    assert list(strange(line for text in texts for line in text.splitlines())) == []


@pytest.mark.slow
def test_every_mail_about_a_piece():
    cast = Cast()
    for before, act, _actor in STORIES.values():
        act(cast, before(cast))
    told = set(Notice.objects.exclude(email=None).values_list("kind", flat=True))
    of_accounts = {"password_reset", "account_created"}
    assert told == {path.stem for path in MAILS.glob("[!_]*.txt")} - of_accounts
    for mail in Email.objects.all():
        assert_vietnamese(mail.subject, mail.message, mail.html_message)


def test_mails_about_an_account(client):
    user = factories.UserFactory(username="hoa", groups=["Biên tập viên"])
    send_invitation(user)
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    mails = Email.objects.all()
    assert len(mails) == 2
    for mail in mails:
        assert_vietnamese(mail.subject, mail.message, mail.html_message)


@pytest.fixture
def official(client):
    factories.UnitFactory()
    client.force_login(factories.UserFactory(groups=["Người xem báo cáo"]))
    return client


def test_the_table_as_a_spreadsheet(official):
    response = official.get(reverse("compliance:xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    said = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    header_and_footer = [part.text or "" for sheet in book for part in (sheet.oddHeader.center, sheet.oddFooter.center)]
    properties = [book.properties.title or "", book.properties.subject or "", book.properties.creator or ""]
    assert_vietnamese(*said, *book.sheetnames, *header_and_footer, *properties)


def test_the_table_as_text(official):
    response = official.get(reverse("compliance:csv"))
    assert_vietnamese(*(cell for line in csv.reader(StringIO(response.content.decode("utf-8-sig"))) for cell in line))


def told_by(command, *arguments, **options):
    """What a command writes, or why it refuses."""
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=out, **options)
    except CommandError as refusal:
        return f"{out.getvalue()}\n{refusal}"
    return out.getvalue()


def test_loading_units(tmp_path):
    table = tmp_path / "don-vi.csv"
    table.write_text("name_vi,short_name,slug,kind\n,,,\nĐội 1,Đội 1,DOI 1,khac\n", encoding="utf-8")
    assert_vietnamese(told_by("load_units"))
    assert_vietnamese(told_by("load_units", tmp_path / "khong-co.csv"))
    # What is wrong with a line names its columns, which are words of the file.
    assert "Chưa nạp" in told_by("load_units", table)


def test_publishing_at_the_set_time():
    cast = Cast()
    cast.scheduled()
    out = StringIO()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        call_command("publish_scheduled", stdout=out)
    assert_vietnamese(out.getvalue())


@pytest.mark.slow
def test_the_demonstration():
    assert_vietnamese(told_by("demo_accounts"))
    assert_vietnamese(told_by("demo", as_of="2026-03-20", unit=["ban-quan-ly-cho"]))
    assert_vietnamese(told_by("demo", as_of="hôm nay"))
    accounts = told_by("demo_accounts")
    assert "phanthiet-2019" in accounts
    assert_vietnamese(accounts)


@pytest.mark.parametrize("command", ["demo", "demo_accounts", "load_units", "publish_scheduled"])
def test_what_a_command_is_for(command):
    assert_vietnamese(str(load_command_class(get_commands()[command], command).help))
