"""The consultations of the demonstration, told by the verbs of the screens at the hours of their story."""

import datetime
import secrets

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import Collection

from consultation.demo.drafts import ADDRESS, DRAFTS
from consultation.handling import replying
from consultation.handling.receiving import WORDS, found_by, receive
from consultation.models import Comment, ConsultationPage, ConsultationsPage
from submissions.kept.clock import standing_at
from submissions.models import NewsDocument, Unit, User
from submissions.rights.policies import BOARD_COLLECTION
from submissions.statements import measure, publishing
from vietnamese.dates import day_of, today
from vietnamese.files.official import OfficialDocument, layout_on

DESK, WRITER, SECOND = "thuongtruc.hien", "phoban.thao", "truongban.khanh"
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


class DemoRefused(Exception):
    """There is no demonstration to add to, or the consultations are there already."""


class Story:
    """The people of the demonstration, and what they do with one draft after another."""

    def __init__(self):
        names = [DESK, WRITER, SECOND]
        self.people = User.objects.filter(is_demo=True).in_bulk(names, field_name="username")
        self.units = Unit.objects.in_bulk([draft.unit for draft in DRAFTS], field_name="slug")
        if len(self.people) < len(names) or len(self.units) < len(DRAFTS):
            raise DemoRefused(_("The demonstration of the city is not there; consultations are added to it alone."))

    def person(self, username):
        """As a new request has them."""
        return User.objects.get(pk=self.people[username].pk)

    def tell(self, draft):
        began = timezone.now() - draft.began * DAY
        with standing_at(began), LogContext(user=self.person(WRITER)):
            page = self.written(draft, closes_on=today() + (draft.began + draft.ends) * DAY)
        self.publish(page, at=began + HOUR)
        last = min(timezone.now(), began + (draft.began + draft.ends) * DAY)
        for said in draft.said:
            self.hear(page, said, at=last - said.days * DAY)
        if draft.outcome:
            self.sum_up(page, draft.outcome, at=timezone.now() - 8 * DAY)

    def written(self, draft, *, closes_on):
        """The draft as its writer leaves it, with its file."""
        page = ConsultationPage(
            title=draft.title,
            extract=draft.extract,
            unit=self.units[draft.unit],
            closes_on=closes_on,
            postal_address=ADDRESS,
            email=draft.mailbox,
            body=paragraphs(f"{number}. {text}" for number, text in enumerate(draft.articles, start=1)),
            owner=self.person(WRITER),
        )
        page.files.create(file=file_of(page, draft))
        ConsultationsPage.objects.get().add_child(instance=page)
        page.save_revision(user=self.person(WRITER), clean=False)
        return page

    def publish(self, page, *, at):
        second = self.person(SECOND)
        with standing_at(at), LogContext(user=second):
            publishing.publish(pk=page.pk, user=second, position=measure.position(page))

    def sum_up(self, page, outcome, *, at):
        writer = self.person(WRITER)
        with standing_at(at), LogContext(user=writer):
            text = ConsultationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
            text.outcome = paragraphs(outcome)
            text.save_revision(user=writer)
        self.publish(ConsultationPage.objects.get(pk=page.pk), at=at + HOUR)

    def hear(self, page, said, *, at):
        """One opinion, and what became of it in the hours after."""
        given = {name: getattr(said, name, "") for name in (*WORDS, "may_show")}
        with standing_at(at):
            form_key = secrets.token_urlsafe(16)
            comment = found_by(receive(given, consultation=page, form_key=form_key, received_at=at))
        with standing_at(at + 2 * HOUR):
            if said.until in ("suspect", "spam"):
                self.do(replying.suspect, comment, DESK)
            elif said.until != "new":
                words = {"decision": said.decision, "reason": said.reason, "text": said.shown}
                self.do(replying.prepare, comment, DESK, **words)
        if second := {"given": replying.give, "spam": replying.reject}.get(said.until):
            with standing_at(at + 5 * HOUR):
                self.do(second, comment, WRITER)

    def do(self, verb, comment, username, **words):
        comment = Comment.objects.get(pk=comment.pk)
        verb(comment.pk, user=self.person(username), position=comment.position, **words)


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def file_of(page, draft):
    """The draft as a file of the board, laid out as such documents are."""
    document = OfficialDocument(layout=layout_on(day_of(timezone.now())), title=page.title, agency=str(page.unit))
    document.title("DỰ THẢO", page.title)
    for number, text in enumerate(draft.articles, start=1):
        document.paragraph(f"{number}. {text}")
    return NewsDocument.objects.create(
        title=page.title,
        collection=Collection.objects.get(name=BOARD_COLLECTION, depth=2),
        file=ContentFile(document.content(), name="du-thao.docx"),
        uploaded_by_user=page.owner,
    )


@transaction.atomic
def build():
    """Add the consultations to the demonstration; returns how many. DemoRefused where they do not belong."""
    story = Story()
    if ConsultationPage.objects.exists():
        raise DemoRefused(_("There are consultations already; none is added."))
    for draft in DRAFTS:
        story.tell(draft)
    return len(DRAFTS)
