"""No foreign word in what leaves the site: mails, tables as files, and what commands tell an administrator."""

import csv
import datetime
import io
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.urls import reverse
from django.utils import timezone
from docx import Document
from post_office.models import Email

from compliance.due import reminders
from compliance.due.reminders import send_reminders
from compliance.models import DayOff
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.scores import objections
from feedback.handling import answering
from feedback.models import Asked
from submissions.accounts.password_reset import send_invitation
from submissions.chain.waiting import remind_of_waiting
from submissions.ending.doing import end_units
from submissions.ending.plan import Ending
from submissions.models import Notice
from submissions.papers import approving
from submissions.rights import positions
from tests import factories, workflow
from tests.compliance.documents import lines, read
from tests.compliance.stories import Newsroom, at
from tests.feedback.stories import People, ask, do
from tests.language.allowed import strange
from tests.soup import soup_of
from tests.submissions.chain.test_mails import MAILS, STORIES, Cast

pytestmark = pytest.mark.django_db


def assert_vietnamese(*texts):
    assert any(texts)
    assert list(strange(line for text in texts for line in text.splitlines())) == []


def approve_on_paper(cast):
    """Attached, refused, attached again, confirmed."""
    page = cast.at_leader()
    for decide in (
        lambda paper: approving.refuse(pk=paper.pk, user=workflow.again(cast.desk), reason="Bản quét mờ."),
        lambda paper: approving.confirm(pk=paper.pk, user=workflow.again(cast.desk)),
    ):
        page = workflow.fresh(page)
        decide(
            approving.attach(
                pk=page.pk,
                user=workflow.again(cast.contributor),
                position=positions.reading_position(page),
                leader=workflow.again(cast.leader),
                signed_on=timezone.localdate(),
                scan=ContentFile(factories.PDF, name="ban-ky.pdf"),
            )
        )


def wait_at_leader(cast):
    """Until the leader, the others and the desk have been reminded."""
    cast.at_leader()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        remind_of_waiting(DayOff.calendar())


def words_of(html):
    """What a person reads of a mail in HTML, without what only says how it looks."""
    soup = soup_of(html)
    for style in soup("style"):
        style.decompose()
    return soup.get_text("\n")


def end_units_with_pieces():
    """One goes on at the leader of a successor; another goes back to its writer, who stays."""
    for pieces, successors in (("pass", [factories.UnitFactory()]), ("writer", [])):
        room = Newsroom()
        workflow.submit(room.write(), room.contributor)
        stays = {} if successors else {member.pk: "leave" for member in room.unit.memberships.all()}
        day = timezone.localdate() - datetime.timedelta(days=1)
        end_units(Ending(units=[room.unit], last_day=day, successors=successors, pieces=pieces, people=stays), said=[])


@pytest.mark.slow
def test_every_mail_about_a_piece():
    cast = Cast()
    for before, act, _actor in STORIES.values():
        act(cast, before(cast))
    approve_on_paper(cast)
    wait_at_leader(cast)
    end_units_with_pieces()
    told = set(Notice.objects.exclude(email=None).values_list("kind", flat=True))
    of_accounts = {"password_reset", "account_created"}
    assert told == {path.stem for path in MAILS.glob("[!_]*.txt")} - of_accounts
    for mail in Email.objects.all():
        assert_vietnamese(mail.subject, mail.message, words_of(mail.html_message))


def test_mails_about_an_account(client):
    user = factories.UserFactory(username="hoa", groups=["Biên tập viên"])
    send_invitation(user)
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    mails = Email.objects.all()
    assert len(mails) == 2
    for mail in mails:
        assert_vietnamese(mail.subject, mail.message, mail.html_message)


class TestMailsOfCompliance:
    """Every template, with everything in it that is said only sometimes."""

    def test_reminders(self):
        room = Newsroom(name="UBND phường Phú Thủy")
        at_leader, returned = room.write(), room.write()
        workflow.submit(at_leader, room.contributor)
        workflow.submit(returned, room.contributor)
        workflow.send_back_as(returned, room.leader, "Thiếu ảnh.")
        for number in range(2):
            room.send(room.write(title=f"Tin {number}"), when=at("2026-11-12 08:00:00"))
        for when in ("2026-11-19 08:00:00", "2026-11-23 08:00:00"):
            with time_machine.travel(at(when), tick=False):
                assert send_reminders() == 2
        mails = list(Email.objects.filter(reminder__isnull=False))
        assert len(mails) == 4
        lines = {line for line in mails[-1].message.splitlines() if line.startswith("- ")}
        assert len(lines) == 6
        assert_vietnamese(*(text for mail in mails for text in (mail.subject, mail.message, mail.html_message)))

    def test_objections(self):
        unit = factories.UnitFactory()
        contributor = factories.contributor_of(unit)
        desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
        written = objections.object_to(unit, year=2026, text="Đề nghị xem lại.", user=contributor)
        objections.answer(written, text="Đã xem lại.", user=desk)
        mails = list(Email.objects.all())
        assert [mail.to for mail in mails] == [[desk.email], [contributor.email]]
        assert_vietnamese(*(text for mail in mails for text in (mail.subject, mail.message, mail.html_message)))

    def test_there_are_no_others(self):
        templates = Path(reminders.__file__).parents[1] / "templates" / "compliance"
        assert {path.stem for path in templates.glob("*/mail/*")} == {"reminder", "objection", "objection_answered"}


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
    assert_vietnamese(
        *(cell for line in csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";") for cell in line)
    )


def test_the_papers_of_a_period(official):
    last = {"period": ReportingPeriod.current(rules=all_rules()).previous.key}
    sheet = reverse("compliance:unit_sheet", args=[factories.UnitFactory().pk])
    papers = [official.get(reverse(f"compliance:{name}"), last) for name in ("docx", "urging", "correcting")]
    for paper in (*papers, official.get(sheet, last)):
        assert_vietnamese(*lines(read(paper.content)))


def test_the_register_of_officers(official):
    factories.MembershipFactory(role="leader", document_number="1/QĐ", document_date="2019-04-05")
    asked = {"with_leaders": "on", "block": "II"}
    book = openpyxl.load_workbook(io.BytesIO(official.get(reverse("officers:xlsx"), asked).content))
    sheets = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert_vietnamese(*sheets, *book.sheetnames, book.properties.title)
    paper = Document(io.BytesIO(official.get(reverse("officers:docx"), asked).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    properties = paper.core_properties
    described = [properties.title, properties.author, properties.comments, properties.subject, properties.keywords]
    assert_vietnamese(*cells, *(paragraph.text for paragraph in paper.paragraphs), *described)


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


def test_registering_officers(tmp_path):
    unit = factories.UnitFactory(name="UBND phường Hàm Tiến")
    table = tmp_path / "danh-sach.csv"
    head = "Cơ quan;Họ và tên;Email;Vai trò;Từ ngày;Đến hết ngày;Tên đăng nhập\n"
    bad = f"Nơi khác;Hoa;hoa;thủ kho;hôm nay;x;?\n{unit.name};Lê Thị Hoa;;;;;\n;;;;;;;;\n"
    table.write_text(f"{head}{bad}{unit.name};Lê Thị Hoa;hoa@phanthiet.example;;02/5/2019;01/5/2019;\n", "utf-8")
    told = told_by("load_members", table)
    assert told.count("Dòng") >= 8
    assert_vietnamese(told)
    table.write_text(f"{head}{unit.name};Lê Thị Hoa;hoa@phanthiet.example;;;;\n", encoding="utf-8")
    assert_vietnamese(told_by("load_members", table))
    assert_vietnamese(told_by("load_members", tmp_path / "khong-co.xlsx"))


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


@pytest.mark.parametrize(
    "command", ["demo", "demo_accounts", "drop_stale_sizes", "load_members", "load_units", "publish_scheduled"]
)
def test_what_a_command_is_for(command):
    assert_vietnamese(str(load_command_class(get_commands()[command], command).help))


def test_mails_to_who_asked_the_city():
    people = People()
    people.published()
    people.out_of_scope()
    do(answering.tell_progress, ask(email="khac@phanthiet.example"), people.desk, text="Chờ vật tư.")
    mails = list(Email.objects.order_by("pk"))
    codes = list(Asked.objects.all())
    assert {mail.subject for mail in mails} >= {"Tiến độ trả lời câu hỏi", "Về câu hỏi đã gửi"}
    for mail in mails:
        words = mail.message
        for asked in codes:
            words = words.replace(asked.code, "")
        assert_vietnamese(mail.subject, words)
