"""The mail of a piece that waits for its leader: what stands in it, its one link, and what is left of it once sent.

The link is for one person, this piece and just what the mail shows (docs/by-mail.md). The database keeps its digest;
the mail itself is emptied of it as soon as it is sent.
"""

import base64
import logging
import re

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Attachment
from wagtail.images.models import Filter

from submissions.body.blocks import photos_of
from submissions.body.content import texts_of
from submissions.kept.outbox import outbox_row
from submissions.models import DecisionLink, DecisionsByMail
from submissions.models.mails import digest_of, new_token
from submissions.rights import positions
from submissions.standing.not_counted import not_counted_because

logger = logging.getLogger(__name__)

HTML = "submissions/chain/mail/waits_for_leader.html"
# Under which name the mail shows its photo: inside the mail, for no address of ours hands it to who is not logged in.
PHOTO_NAME = "anh-dau-bai"
# Twice the width at which it is shown; some 40 kB.
PHOTO = "max-640x480|format-jpeg|jpegquality-70"


class LeaderLetter:
    """Writes the mails of the step `task_state`, which is just beginning, each with a link of its own."""

    def __init__(self, task_state):
        text = self.text = texts_of(task_state.workflow_state).of(task_state.revision)
        self.position = positions.position_at_start(task_state, text=text)
        self.photo = next(iter(photos_of(text.body)), None)
        self.valid_until = DecisionsByMail.load().end_of_link()
        self.not_counted = not_counted_because(text)
        self.page_id = task_state.workflow_state.content_object.pk

    def __call__(self, template, *, recipient, context):
        """The mail's row of the outbox as outbox.outbox_row makes it, and the row of the link in it."""
        token = new_token()
        address = settings.WAGTAILADMIN_BASE_URL + reverse("by_mail:open") + f"?t={token}"
        shown = {
            "text": self.text,
            "authors": ", ".join(author.name for author in self.text.authors.all()),
            "address": address,
            "valid_until": self.valid_until,
            "not_counted": self.not_counted,
            "photo": PHOTO_NAME if self.photo else "",
        }
        mail = outbox_row(template, recipient=recipient, context={**context, **shown}, html=HTML)
        if mail is not None:
            DecisionLink.objects.create(
                digest=digest_of(token),
                user=recipient,
                page_id=self.page_id,
                position=self.position,
                photo=self.photo,
                sent_to=recipient.email,
                email=mail,
                valid_until=self.valid_until,
            )
        return mail


def attach_photos():
    """Draw the photos of the mails that are about to be sent, and put them in; for the worker.

    One that cannot be drawn is logged, and its mails go without.
    """
    waiting = DecisionLink.objects.filter(email__status__in=(STATUS.queued, STATUS.requeued), photo__isnull=False)
    of_photos = {}
    for link in waiting.filter(email__attachments=None).select_related("photo", "email"):
        of_photos.setdefault(link.photo, []).append(link.email)
    for photo, mails in of_photos.items():
        try:
            attach(photo, mails)
        except Exception:
            logger.exception("Photo %s cannot be drawn for a mail", photo.pk)
            DecisionLink.objects.filter(email__in=mails).update(photo=None)


def attach(photo, mails):
    """Put `photo` into `mails` (Emails) as a part of them, which their HTML shows under PHOTO_NAME."""
    drawn = photo.generate_rendition_file(Filter(PHOTO))
    drawn.seek(0)
    headers = {
        "Content-ID": f"<{PHOTO_NAME}>",
        "Content-Disposition": 'inline; filename="anh.jpg"',
        "Content-Transfer-Encoding": "base64",
    }
    with transaction.atomic():
        part = Attachment(name="anh.jpg", mimetype="image/jpeg", headers=headers)
        # A part with headers of its own is handed on as it lies in the file.
        part.file.save("anh.jpg", ContentFile(base64.encodebytes(drawn.read())))
        part.emails.add(*mails)


def empty_of_links():
    """Take the links and photos out of mails that are sent or given up, and of those whose link no longer holds.

    What stays leads to the piece by the log-in. Whoever reads the outbox, or a copy of it, finds no link there.
    """
    done = Q(email__status__in=(STATUS.sent, STATUS.failed)) | Q(valid_until__lte=timezone.now())
    for link in DecisionLink.objects.filter(done, email__isnull=False).select_related("email"):
        plain = settings.WAGTAILADMIN_BASE_URL + reverse("submissions:piece", args=[link.page_id])
        mail = link.email
        with transaction.atomic():
            type(mail).objects.filter(pk=mail.pk).update(
                message=without_links(mail.message, plain=plain),
                html_message=without_links(mail.html_message, plain=plain),
            )
            take_photos_out(mail)
            DecisionLink.objects.filter(pk=link.pk).update(email=None)


def without_links(text, *, plain):
    """`text` (str) with the address `plain` in the place of each link to decide by."""
    return re.sub(rf"[^\s\"'<>]*{re.escape(reverse('by_mail:open'))}\?t=[\w-]+", lambda found: plain, text)


def take_photos_out(mail):
    for part in mail.attachments.all():
        part.emails.remove(mail)
        if not part.emails.exists():
            part.file.delete(save=False)
            part.delete()
