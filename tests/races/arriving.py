"""The same thing arrives twice at the same moment: a photo, a Word file, a mail that two processes fetch."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from submissions.mail_in import mailbox
from submissions.models import IncomingLetter, NewsImage, NewsPage, User
from tests import factories
from tests.races.sides import answered
from tests.submissions.mail_in.imap import count, deliver
from tests.submissions.mails import mail
from tests.submissions.uploads import tus
from tests.submissions.word.writers import LEAD, docx, p, picture, title


class Arriving:
    """A contributor of a unit sends something in both sides' processes."""

    def __init__(self):
        slug = f"race-{type(self).__name__.lower()}"
        self.unit = factories.UnitFactory(slug=slug)
        self.contributor = factories.contributor_of(self.unit, email=f"{slug}@phanthiet.example")

    @staticmethod
    def browser(data):
        client = Client()
        client.force_login(User.objects.get(pk=data["person"]))
        return client


class PhotoSentTwice(Arriving):
    """Two uploads of the same file for the same form end at once, as from a telephone that began anew."""

    def prepare(self, number):
        client = self.browser({"person": self.contributor.pk})
        content = tus.photo_bytes(seed=number)
        uploads = [tus.send(client, self.unit, content, form=f"tin-{number}") for _side in (0, 1)]
        return {"uploads": uploads, "person": self.contributor.pk, "before": NewsImage.objects.count()}

    @classmethod
    def act(cls, side, data, barrier):
        client = cls.browser(data)
        barrier.wait(60)
        return answered(side, lambda: tus.finish(client, data["uploads"][side]))

    def judge(self, data, replies):
        if NewsImage.objects.count() != data["before"] + 1:
            yield "not one photo"
        if {reply["status"] for reply in replies} != {200}:
            yield f"somebody was not answered: {replies}"


class WordFileSentTwice(Arriving):
    """The same Word file with a photo, sent twice from one page."""

    def prepare(self, number):
        words = docx(title(f"Tệp gửi hai lần, lượt {number}"), p(LEAD), p("Nội dung."), p(picture()))
        return {
            "title": f"Tệp gửi hai lần, lượt {number}",
            "words": words,
            "key": str(uuid.uuid4()),
            "address": reverse("submissions:word", args=[self.unit.pk]),
            "person": self.contributor.pk,
        }

    @classmethod
    def act(cls, side, data, barrier):
        client = cls.browser(data)
        form = {"files": SimpleUploadedFile("tin.docx", data["words"]), "piece_key": data["key"]}
        barrier.wait(60)
        return answered(side, lambda: client.post(data["address"], form))

    def judge(self, data, replies):
        pieces = list(NewsPage.objects.filter(title=data["title"]))
        if len(pieces) != 1:
            yield "not one piece"
            return
        if {reply["to"] for reply in replies} != {reverse("submissions:quick", args=[pieces[0].pk])}:
            yield "somebody was not led to the draft"
        if NewsImage.objects.filter(collection=self.unit.collection_id).count() != 1:
            yield "a photo twice"


class MailFetchedTwice(Arriving):
    """Two processes fetch one mailbox, of the real server that the order names in IMAP_URL."""

    def prepare(self, number):
        Email.objects.all().delete()
        subject = f"Thư lấy hai lần, lượt {number}"
        raw = mail(
            self.contributor.email,
            to=f"tin+{self.unit.slug}@phanthiet.example",
            subject=subject,
            text="Dẫn của tin.\n\nNội dung.",
            files=[("a.jpg", tus.photo_bytes(seed=number), ("image", "jpeg"))],
        )
        deliver(mailbox.settings.IMAP_URL, raw)
        return {"subject": subject, "photos": NewsImage.objects.count()}

    @classmethod
    def act(cls, side, data, barrier):
        barrier.wait(60)
        taken = mailbox.fetch()
        connection.close()
        return {"side": side, "taken": taken}

    def judge(self, data, replies):
        if NewsPage.objects.filter(title=data["subject"]).count() != 1:
            yield "not one draft"
        if NewsImage.objects.count() != data["photos"] + 1:
            yield "not one photo"
        if Email.objects.filter(to__contains=self.contributor.email).count() != 1:
            yield "not one answer"
        if IncomingLetter.objects.exclude(state=IncomingLetter.State.DRAFT).exists():
            yield "a mail was not taken"
        if count(mailbox.settings.IMAP_URL, "INBOX"):
            yield "the mail stayed in the mailbox"
