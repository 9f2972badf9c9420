"""The desk's screens: who may, what is shown, and what becomes of a mail that waits."""

import datetime
import re
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from submissions.mail_in import quarantine
from submissions.mail_in.receiving import receive
from submissions.models import IncomingLetter, NewsImage, NewsPage
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import AlreadyDone
from submissions.urls import letter_patterns
from tests import factories
from tests.submissions import telltale
from tests.submissions.mails import mail

pytestmark = pytest.mark.django_db

TO = "tin+phu-thuy@phanthiet.example"
State, Cause = IncomingLetter.State, IncomingLetter.Cause


def stranger(**how):
    how = {"to": TO, "text": "Dẫn của tin.\n\nNội dung <b>lạ</b>.", "subject": "Tin của người lạ"} | how
    return receive(mail("la@xa.example", **how))


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def take(client, letter, unit):
    return client.post(reverse("letters:take", args=[letter.pk]), {"unit": unit.pk}, follow=True)


def table():
    """{address: who may} as the document has it."""
    text = (Path(__file__).parents[3] / "docs/rights.md").read_text(encoding="utf-8")
    section = text.partition("## Mails that wait")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")][2:]
    return {name: who.strip() for _action, who, names in rows for name in re.findall(r"`(.+?)`", names)}


class TestRights:
    def test_the_document_names_every_address(self):
        patterns, namespace = letter_patterns
        assert table() == {f"{namespace}:{pattern.name}": "desk" for pattern in patterns}

    @pytest.fixture
    def everybody_else(self, ward, writer, ward_leader):
        make = factories.UserFactory
        roles = [
            "Biên tập viên",
            "Trưởng Ban Biên tập",
            "Người xem báo cáo",
            "Kế toán",
            "Thủ trưởng đơn vị",
            "Quản trị",
        ]
        return [writer, ward_leader, *(make(groups=[role]) for role in roles), make(is_superuser=True)]

    def test_the_desk_and_nobody_else(self, ward, desk, everybody_else):
        letter = stranger()
        addresses = [reverse("letters:index"), reverse("letters:letter", args=[letter.pk])]
        for address in addresses:
            assert as_(desk).get(address).status_code == 200
        for user in everybody_else:
            client = as_(user)
            for address in addresses:
                assert client.get(address).status_code == 302
            take(client, letter, ward)
            client.post(reverse("letters:drop", args=[letter.pk]))
        letter.refresh_from_db()
        assert letter.state == State.HELD
        assert NewsPage.objects.count() == 0

    def test_what_became_a_draft_is_none_of_the_desks(self, ward, writer, desk):
        row = receive(mail(writer.email, to=TO, text="Tin chưa duyệt.", subject="Tin chưa ai duyệt"))
        client = as_(desk)
        assert client.get(reverse("letters:letter", args=[row.pk])).status_code == 404
        assert "Tin chưa ai duyệt" not in client.get(reverse("letters:index") + "?xem=da-xu-ly").content.decode()

    def test_a_link_that_is_opened_decides_nothing(self, ward, desk):
        letter = stranger()
        for name in ("take", "drop"):
            assert as_(desk).get(reverse(f"letters:{name}", args=[letter.pk])).status_code == 302
        letter.refresh_from_db()
        assert letter.state == State.HELD


class TestScreens:
    def test_why_it_waits_and_what_is_in_it(self, ward, desk):
        letter = stranger(files=[("<script>.pdf", b"%PDF", ("application", "pdf"))])
        page = as_(desk).get(reverse("letters:letter", args=[letter.pk])).content.decode()
        for words in ("la@xa.example", "Tin của người lạ", letter.get_cause_display(), "&lt;script&gt;.pdf"):
            assert words in page
        assert "Nội dung &lt;b&gt;lạ&lt;/b&gt;." in page and "<b>lạ</b>" not in page

    def test_programmes_stand_apart(self, ward, desk):
        stranger()
        stranger(subject="Tự động", heads=[("Auto-Submitted", "auto-replied")])
        client = as_(desk)
        assert "Tự động" not in client.get(reverse("letters:index")).content.decode()
        assert "Tự động" in client.get(reverse("letters:index") + "?xem=tu-dong").content.decode()

    def test_hostile_content_does_not_stop_the_screen(self, ward, desk):
        letter = stranger(text=None, html="<div>" * 15_000)
        assert as_(desk).get(reverse("letters:letter", args=[letter.pk])).status_code == 200

    def test_num_queries(self, ward, desk, django_assert_max_num_queries):
        client, address = as_(desk), reverse("letters:index")
        stranger()
        client.get(address)
        with django_assert_max_num_queries(100) as before:
            client.get(address)
        for _mail in range(15):
            stranger()
        with django_assert_max_num_queries(len(before)):
            client.get(address)

    def test_the_first_page_tells_the_desk_and_gives_the_unit_its_address(self, ward, writer, desk):
        stranger()
        home = reverse("wagtailadmin_home")
        assert reverse("letters:index") in as_(desk).get(home).content.decode()
        page = as_(writer).get(home).content.decode()
        assert TO in page and writer.email in page and reverse("letters:index") not in page

    def test_without_a_mailbox_nothing_is_said(self, ward, writer, desk, settings):
        settings.IMAP_URL = ""
        home = reverse("wagtailadmin_home")
        assert TO not in as_(writer).get(home).content.decode()
        assert reverse("letters:index") not in as_(desk).get(home).content.decode()


class TestTaking:
    def test_it_becomes_a_draft_of_the_unit_and_no_more(self, ward, writer, desk):
        letter = stranger()
        name, storage = letter.raw.name, letter.raw.storage
        take(as_(desk), letter, ward)
        letter.refresh_from_db()
        assert (letter.state, letter.unit, letter.decided_by, letter.subject) == (State.TAKEN, ward, desk, "")
        assert (letter.piece.owner, stage_of(letter.piece)) == (writer, Stage.DRAFT)
        assert letter.piece.title == "Tin của người lạ"
        assert not letter.raw and not storage.exists(name)
        (told,) = Email.objects.all()
        assert told.to == [writer.email] and "la@xa.example" in told.message

    def test_who_sent_it_owns_it_where_they_are_of_the_unit(self, ward, writer, ward_leader, desk):
        letter = receive(mail(ward_leader.email, to=TO, text="Tin.", proven=False))
        quarantine.take_for(letter, unit=ward, user=desk)
        assert NewsPage.objects.get().owner == ward_leader

    def test_a_unit_without_anybody_is_refused_in_words(self, ward, desk):
        letter, empty = stranger(), factories.UnitFactory()
        page = take(as_(desk), letter, empty).content.decode()
        assert str(empty) in page
        letter.refresh_from_db()
        assert letter.state == State.HELD and letter.raw

    def test_what_cannot_be_read_is_refused_in_words(self, ward, desk, monkeypatch):
        """It waits because reading it failed; whoever takes it is told so."""
        letter = stranger()
        monkeypatch.setattr(quarantine, "make", lambda letter: {}["what nobody foresaw"])
        assert "Không đọc được" in take(as_(desk), letter, ward).content.decode()
        letter.refresh_from_db()
        assert letter.state == State.HELD and letter.raw

    def test_no_unit_chosen(self, ward, desk):
        letter = stranger()
        answer = as_(desk).post(reverse("letters:take", args=[letter.pk]), {"unit": ""})
        assert answer.status_code == 200 and "tb-error" in answer.content.decode()

    def test_twice_is_once(self, ward, writer, desk):
        letter = stranger()
        other = factories.MembershipFactory().unit
        quarantine.take_for(letter, unit=ward, user=desk)
        with pytest.raises(AlreadyDone):
            quarantine.take_for(letter, unit=other, user=desk)
        with pytest.raises(AlreadyDone):
            quarantine.drop(letter, user=desk)
        assert NewsPage.objects.count() == 1

    def test_taking_that_fails_at_its_end_leaves_no_photo_behind(self, ward, writer, desk, monkeypatch):
        files = [("a.jpg", telltale.jpeg(size=(600, 400)), ("image", "jpeg"))]
        letter = stranger(files=files)
        storage = NewsImage._meta.get_field("file").storage
        folder = Path(storage.path("original_images"))
        before = set(folder.glob("*")) if folder.exists() else set()
        rows = [set(model.objects.values_list("pk", flat=True)) for model in (NewsImage, NewsPage)]
        with monkeypatch.context() as broken:
            broken.setattr(quarantine.replies, "taken_by_desk", lambda *args, **kwargs: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                quarantine.take_for(letter, unit=ward, user=desk)
        assert set(folder.glob("*")) == before
        assert rows == [set(model.objects.values_list("pk", flat=True)) for model in (NewsImage, NewsPage)]
        letter.refresh_from_db()
        assert letter.state == State.HELD and letter.raw
        quarantine.take_for(letter, unit=ward, user=desk)
        (image,) = NewsImage.objects.exclude(pk__in=rows[0])
        assert image.file.storage.exists(image.file.name)

    def test_a_photo_that_stood_there_before_stays_when_taking_fails(self, ward, writer, desk, monkeypatch):
        files = [("a.jpg", telltale.jpeg(size=(600, 400)), ("image", "jpeg"))]
        receive(mail(writer.email, to=TO, text="Tin.", files=files))
        (image,) = NewsImage.objects.all()
        letter = stranger(files=files)
        monkeypatch.setattr(quarantine.replies, "taken_by_desk", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            quarantine.take_for(letter, unit=ward, user=desk)
        assert image.file.storage.exists(NewsImage.objects.get().file.name)

    def test_dropped(self, ward, desk):
        letter = stranger()
        name, storage = letter.raw.name, letter.raw.storage
        as_(desk).post(reverse("letters:drop", args=[letter.pk]))
        letter.refresh_from_db()
        assert (letter.state, letter.decided_by) == (State.DROPPED, desk)
        assert not storage.exists(name)
        assert NewsPage.objects.count() == Email.objects.count() == 0

    def test_the_same_mail_again_after_the_decision_is_nothing_new(self, ward, desk):
        raw = mail("la@xa.example", to=TO, text="Tin.")
        letter = receive(raw)
        quarantine.drop(letter, user=desk)
        assert receive(raw).state == State.DROPPED
        assert IncomingLetter.objects.count() == 1


class TestTime:
    def test_what_waits_too_long_is_emptied_and_who_sent_what_is_forgotten(self, ward, writer, desk, settings):
        held, drafted = stranger(), receive(mail(writer.email, to=TO, text="Tin."))
        name, storage = held.raw.name, held.raw.storage
        assert quarantine.empty_old() == 0
        later = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=settings.MAIL_IN_KEEP_DAYS + 1)
        with time_machine.travel(later):
            assert quarantine.empty_old() == 1
        held.refresh_from_db(), drafted.refresh_from_db()
        assert (held.state, held.sender, held.subject, held.raw.name) == (State.EMPTIED, "", "", "")
        assert (drafted.state, drafted.sender) == (State.DRAFT, "")
        assert drafted.piece is not None and not storage.exists(name)
