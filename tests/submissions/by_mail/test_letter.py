"""The mail to the leader: what stands in it, and what is left of it once it was sent."""

import email.policy
import io

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from PIL import Image
from post_office.models import STATUS, Attachment, Email
from wagtail import hooks

from compliance.due import due
from submissions.chain import leader_letter
from submissions.models import DecisionLink, NewsImage
from submissions.standing.not_counted import HOOK
from tests import factories
from tests.mailserver import Mailbox, running_mail_server, smtp, unused_port
from tests.submissions.by_mail.visitor import ADDRESS, mail_to
from tests.workflow import submit

pytestmark = pytest.mark.django_db


def sent_over_a_server(mailbox=None):
    """The letters that a real mail server is handed, as EmailMessages by receiver."""
    with running_mail_server(mailbox) as mailbox:
        due.send_due_mails()
    return {
        to[0]: email.message_from_bytes(letter.as_bytes(), policy=email.policy.default)
        for to, letter in mailbox.letters
    }


def body_of(letter, kind):
    return letter.get_body([kind]).get_content()


class TestWhatStandsInIt:
    def test_the_piece_who_wrote_it_and_one_link(self, story):
        mail = mail_to(story.leader)
        text = story.page.get_latest_revision_as_object()
        for form in (mail.message, mail.html_message):
            for said in (
                text.title,
                text.lead,
                f"Người viết: {story.contributor}",
                story.unit.name,
                "dùng được một lần",
            ):
                assert said in form
            assert len(ADDRESS.findall(form)) == form.count("http") == 1

    def test_each_leader_has_a_link_of_the_own(self, story):
        assert ADDRESS.findall(mail_to(story.leader).message) != ADDRESS.findall(mail_to(story.deputy).message)
        links = {link.user_id: link for link in DecisionLink.objects.all()}
        assert links.keys() == {story.leader.pk, story.deputy.pk}
        assert len({link.digest for link in links.values()}) == 2

    def test_what_keeps_it_from_counting(self, story):
        with hooks.register_temporarily(HOOK, lambda page: [f"“{page.title}” chưa có ảnh <nào>."]):
            submit(factories.news(story.unit, owner=story.contributor, title="Không ảnh"), story.contributor)
        mail = mail_to(story.leader)
        assert "“Không ảnh” chưa có ảnh <nào>." in mail.message
        assert "“Không ảnh” chưa có ảnh &lt;nào&gt;." in mail.html_message
        assert "cid:" not in mail.html_message

    def test_letters_of_the_piece_are_words_and_no_markup(self, story):
        submit(
            factories.news(story.unit, owner=story.contributor, title="<b>Đậm</b> {% now %}", lead="1 < 2 & 3"),
            story.contributor,
        )
        mail = mail_to(story.leader)
        assert "&lt;b&gt;Đậm&lt;/b&gt; {% now %}" in mail.html_message and "1 &lt; 2 &amp; 3" in mail.html_message
        assert "1 < 2 & 3" in mail.message

    def test_nothing_is_fetched_from_anywhere(self, story):
        html = mail_to(story.leader).html_message
        assert "src=" in html and 'src="http' not in html
        assert not {"<script", "<link", "url(", "@import"} & set(html.lower().split())


class TestSent:
    def test_over_a_real_server_with_its_photo(self, story):
        letters = sent_over_a_server()
        assert letters.keys() == {story.leader.email, story.deputy.email}
        letter = letters[story.leader.email]
        [photo] = [part for part in letter.walk() if part.get_content_type() == "image/jpeg"]
        assert photo["Content-ID"] == f"<{leader_letter.PHOTO_NAME}>"
        assert photo.get_content_disposition() == "inline"
        assert f"cid:{leader_letter.PHOTO_NAME}" in body_of(letter, "html")
        with Image.open(io.BytesIO(photo.get_content())) as picture:
            assert picture.format == "JPEG" and not picture.getexif()
        assert len(ADDRESS.findall(body_of(letter, "plain"))) == 1

    def test_a_large_photo_is_sent_small(self, story):
        large = factories.photo(story.unit, file=factories.picture_file(size=(3000, 2000)))
        submit(factories.news(story.unit, owner=story.contributor, image=large, title="Ảnh lớn"), story.contributor)
        letter = sent_over_a_server()[story.leader.email]
        [content] = [part.get_content() for part in letter.walk() if part.get_content_type() == "image/jpeg"]
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.width == 640
        assert len(content) < 60_000

    def test_the_photo_is_to_be_had_nowhere_else(self, story):
        """Drawn for the mail alone: in the private store while it waits, no size of it for the public, then gone."""
        leader_letter.attach_photos()
        name = Attachment.objects.get().file.name
        assert storages["private"].exists(name) and not storages["default"].exists(name)
        assert Client().get(f"/media/{name}").status_code == 404
        assert not NewsImage.objects.get().renditions.exists()
        sent_over_a_server()
        assert not Attachment.objects.exists()
        assert not storages["private"].exists(name)

    def test_no_token_is_left_in_the_outbox(self, story):
        tokens = {ADDRESS.findall(mail.message)[0].partition("=")[2] for mail in Email.objects.all()}
        sent_over_a_server()
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
        for mail in Email.objects.all():
            for form in (mail.message, mail.html_message):
                assert not [token for token in tokens if token in form]
                assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/tin-bai/{story.page.pk}/" in form
        assert not DecisionLink.objects.exclude(email=None).exists()

    def test_a_server_that_is_away_keeps_the_link_for_later(self, story):
        with smtp(unused_port()):
            due.send_due_mails()
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.requeued}
        assert mail_to(story.leader).attachments.count() == 1
        Email.objects.update(scheduled_time=None)
        letter = sent_over_a_server()[story.leader.email]
        assert ADDRESS.findall(body_of(letter, "html"))

    def test_given_up_is_emptied_too(self, story):
        Email.objects.update(number_of_retries=settings.POST_OFFICE["MAX_RETRIES"])
        with smtp(unused_port()):
            due.send_due_mails()
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.failed}
        assert not Email.objects.filter(message__contains="?t=").exists()

    def test_what_waits_longer_than_its_link_holds_leads_to_the_log_in(self, story):
        Email.objects.update(scheduled_time=timezone.now() + timezone.timedelta(hours=80))
        with time_machine.travel(timezone.now() + timezone.timedelta(hours=73)):
            due.send_due_mails()
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.queued}
        assert not Email.objects.filter(message__contains="?t=").exists()
        assert not Email.objects.filter(html_message__contains="?t=").exists()

    def test_a_run_that_was_killed_after_sending_is_made_good_by_the_next(self, story):
        Email.objects.update(status=STATUS.sent)
        due.send_due_mails()
        assert not Email.objects.filter(message__contains="?t=").exists()

    def test_a_photo_that_cannot_be_drawn_keeps_no_mail(self, story):
        lost = factories.photo(story.unit)  # that of the story is there for others as well
        Email.objects.all().delete()
        submit(factories.news(story.unit, owner=story.contributor, image=lost), story.contributor)
        lost.file.storage.delete(lost.file.name)
        letters = sent_over_a_server(Mailbox())
        assert len(letters) == 2
        assert not Attachment.objects.exists()


def test_who_has_no_address_gets_no_link(story):
    story.leader.email = ""
    story.leader.save()
    submit(factories.news(story.unit, owner=story.contributor, title="Hai"), story.contributor)
    assert not DecisionLink.objects.filter(user=story.leader, page__title="Hai").exists()
