"""What is written down of a piece: each step with what was decided on, the board's versions, how it came in."""

import datetime
import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.models import Email
from wagtail.models import Page, Revision, TaskState, get_default_page_content_type
from wagtail.models.workflows import TaskStateManager, TaskStateQuerySet

from submissions.rights.steps import LEADER_STEP

from .media import private_storage
from .people import WHOLE_NAME
from .units import Unit


class StepQuerySet(TaskStateQuerySet):
    """The steps that pieces went through."""

    def of(self, pages, *, step=None, status=None):
        """The steps of `pages`, the last begun first; with `step` (steps.py) and `status`, those alone.

        `pages` is a page, several, or an OuterRef to the key of one.
        """
        narrowed = {"task__content_type__model": step, "status": status}
        return self.filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            **keys_of(pages),
            **{name: value for name, value in narrowed.items() if value is not None},
        ).order_by("-started_at", "-pk")

    def leader_clearance(self, workflow_state):
        """The newest approval by a leader in `workflow_state` (a ClearanceState with its digest), or None."""
        approved = self.filter(
            workflow_state=workflow_state, task__content_type__model=LEADER_STEP, status=TaskState.STATUS_APPROVED
        )
        return approved.exclude(digest="").select_related("leader_of__page").order_by("-finished_at", "-pk").first()


def keys_of(pages):
    """The filter for the keys of `pages` as text, the way Wagtail's generic relations store them."""
    if isinstance(pages, OuterRef):
        return {"workflow_state__object_id": Cast(pages, CharField())}
    if isinstance(pages, Page):
        return {"workflow_state__object_id": str(pages.pk)}
    return {"workflow_state__object_id__in": [str(page.pk) for page in pages]}


class ClearanceState(TaskState):
    """A step's record with what was decided on: the content's digest, and who decided in which post."""

    # What the step began with, and what was decided on (the person may have edited in between).
    received_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    decided_revision_id = models.BigIntegerField(null=True)
    decider_post = models.CharField(max_length=200, blank=True)
    # The unit that the person led when approving as its leader: what the approval rests on, whoever leads it since.
    leader_of = models.ForeignKey(Unit, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    # Who sent the piece to the leader, at the leader's step, and whether who approved it there is one of its writers.
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    by_writer = models.BooleanField(default=False)
    # Of an approval given on paper: who of the desk compared the paper with the piece.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Who holds the decision stays readable even if the account is renamed later.
    decider_name = models.CharField(max_length=WHOLE_NAME, blank=True)

    objects = TaskStateManager.from_queryset(StepQuerySet)()

    @property
    def decided_by(self):
        """Who decided, with the post held then (str)."""
        name = self.decider_name or str(self.finished_by or "")
        return f"{name} ({self.decider_post})" if self.decider_post else name

    @property
    def mark(self):
        """What has to be known of an approval by the unit's leader, in words (str); empty of an ordinary one."""
        if self.status != self.STATUS_APPROVED:
            return ""
        marks = [(self.by_writer, _("approved by the writer")), (self.confirmed_by_id, _("approved on paper"))]
        return ", ".join(str(words) for holds, words in marks if holds)


def scan_path(instance, filename):
    """A path that cannot be guessed; the name that the file came with is not kept."""
    return f"papers/{secrets.token_urlsafe(16)}{PurePosixPath(filename).suffix.lower()}"


class PaperQuerySet(models.QuerySet):
    def waiting(self):
        """Papers that the desk has not decided on, of pieces that still stand at that very step; the oldest first."""
        waiting = self.filter(state=PaperApproval.State.WAITING, step__status=TaskState.STATUS_IN_PROGRESS)
        return waiting.order_by("attached_at", "pk")


class PaperApproval(models.Model):
    """A leader's approval on paper, attached to the very text at the leader's step, for the desk to confirm."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("With the intake desk")
        CONFIRMED = "confirmed", gettext_lazy("Confirmed")
        REFUSED = "refused", gettext_lazy("Not confirmed")
        REPLACED = "replaced", gettext_lazy("Replaced by another paper")

    page = models.ForeignKey("submissions.NewsPage", on_delete=models.PROTECT, related_name="papers")
    step = models.ForeignKey(ClearanceState, on_delete=models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")
    revision_key = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    leader_name = models.CharField(max_length=WHOLE_NAME)
    leader_post = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField()
    scan = models.FileField(upload_to=scan_path, storage=private_storage)
    scan_digest = models.CharField(max_length=64)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("approval on paper")
        verbose_name_plural = gettext_lazy("approvals on paper")
        ordering = ["-attached_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["step"], condition=models.Q(state="waiting"), name="one_paper_waits")
        ]

    def __str__(self):
        return f"{self.leader_name} – {self.unit}"

    def waits_for(self, page):
        """Whether the desk is still to confirm it, for the newest version that `page` has now."""
        return self.state == self.State.WAITING and self.revision_key == page.latest_revision_id

    @property
    def signed_by(self):
        """The leader with the post held on the day (str)."""
        return f"{self.leader_name} ({self.leader_post})" if self.leader_post else self.leader_name


class BoardVersion(models.Model):
    """A revision saved by a member of the board, noted when it was saved.

    A role held later says nothing about it: a draft of the unit stays one when its writer joins the board, and
    the board's own edit stays the board's when the editor leaves.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="board_version")

    def __str__(self):
        return str(self.revision)


class Arrival(models.Model):
    """The way in of one piece that nobody typed here, and what its people read above the form."""

    class Way(models.TextChoices):
        WORD = "word", gettext_lazy("from a Word file")
        MAIL = "mail", gettext_lazy("by mail")
        PASTE = "paste", gettext_lazy("pasted")

    piece = models.OneToOneField(
        "submissions.NewsPage",
        on_delete=models.CASCADE,
        related_name="arrival",
        verbose_name=gettext_lazy("piece of news"),
    )
    way = models.CharField(gettext_lazy("way"), max_length=10, choices=Way.choices)
    # The name of the file; of a mail its subject.
    source = models.CharField(gettext_lazy("source"), max_length=255, blank=True)
    # Sentences as they were said.
    left_out = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    arrived_at = models.DateTimeField(gettext_lazy("arrived at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("arrival")

    def __str__(self):
        return f"{self.get_way_display()}: {self.source}"


def waiting_path(instance, filename):
    """128 random bits; nothing of the file's name."""
    return f"converting/{secrets.token_urlsafe(16)}"


class WaitingFileQuerySet(models.QuerySet):
    # As long a person reads what became of a file.
    TOLD = datetime.timedelta(days=7)

    def told_to(self, user, *, unit):
        """Those that `user` sent for `unit` and that wait, or were sent lately, newest first."""
        lately = models.Q(state=WaitingFile.State.WAITING) | models.Q(sent_at__gte=timezone.now() - self.TOLD)
        return self.filter(lately, owner=user, unit=unit).select_related("piece").order_by("-pk")


class WaitingFile(models.Model):
    """A file of an older word processor, until the worker has made it a draft; `key` is that of the draft."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("being converted")
        DONE = "done", gettext_lazy("became a draft of the unit")
        FAILED = "failed", gettext_lazy("not taken over")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    name = models.CharField(max_length=255)
    # Emptied as soon as it is decided.
    file = models.FileField(upload_to=waiting_path, storage=private_storage, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    # Why there is no draft, in words.
    refused = models.TextField(blank=True)
    piece = models.ForeignKey("submissions.NewsPage", null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = WaitingFileQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_waiting_file_each")]
        indexes = [models.Index(fields=["state", "sent_at"], name="waiting_files_by_state")]

    def __str__(self):
        return f"{self.name}: {self.get_state_display()}"


def letter_path(instance, filename):
    """128 random bits; nothing of the mail."""
    return f"letters/{secrets.token_urlsafe(16)}.eml"


class IncomingLetter(models.Model):
    """A mail that was fetched, once: `key` is unique. Of what became a draft, no word of the mail is kept here."""

    class State(models.TextChoices):
        TAKING = "taking", gettext_lazy("being taken over")
        DRAFT = "draft", gettext_lazy("became a draft of the unit")
        HELD = "held", gettext_lazy("waits for the desk")
        TAKEN = "taken", gettext_lazy("taken by the desk for a unit")
        DROPPED = "dropped", gettext_lazy("dropped by the desk")
        EMPTIED = "emptied", gettext_lazy("emptied when its time was over")

    class Cause(models.TextChoices):
        """Why it is no draft by itself."""

        NO_SENDER = "no_sender", gettext_lazy("It does not say clearly who sent it.")
        UNKNOWN = "unknown", gettext_lazy("The sender's address is that of no account that works for a unit today.")
        OTHER_UNIT = "other_unit", gettext_lazy("The sender does not work for the unit that the mail was addressed to.")
        NO_UNIT = "no_unit", gettext_lazy("It was not addressed to the address of one unit.")
        UNPROVEN = "unproven", gettext_lazy("The mail server does not confirm that it really comes from this address.")
        AUTOMATIC = "automatic", gettext_lazy("It was sent by a programme, not by a person.")
        ANSWER = "answer", gettext_lazy("It answers a mail of this site.")
        TOO_MANY = "too_many", gettext_lazy("More mails came from this address today than are taken.")
        TOO_LARGE = "too_large", gettext_lazy("It is larger than what is taken.")
        NOTHING = "nothing", gettext_lazy("It holds neither words nor a Word file nor photos that could be taken over.")
        UNREADABLE = "unreadable", gettext_lazy("It could not be read.")

    key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices)
    cause = models.CharField(gettext_lazy("why it was kept"), max_length=20, choices=Cause.choices, blank=True)
    detail = models.TextField(gettext_lazy("more about it"), blank=True)
    sender = models.CharField(gettext_lazy("sender"), max_length=254, blank=True, db_index=True)
    subject = models.CharField(gettext_lazy("subject"), max_length=255, blank=True)
    # To which unit it was addressed, or given.
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="letters", verbose_name=gettext_lazy("unit")
    )
    piece = models.ForeignKey(
        "submissions.NewsPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=gettext_lazy("piece of news"),
    )
    reply = models.OneToOneField(Email, null=True, on_delete=models.SET_NULL, related_name="+")
    raw = models.FileField(upload_to=letter_path, storage=private_storage, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(gettext_lazy("size"), default=0)
    received_at = models.DateTimeField(gettext_lazy("received"), auto_now_add=True)
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("decided by"),
    )

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("mail received")
        verbose_name_plural = gettext_lazy("mails received")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["state", "received_at"], name="letters_by_state")]

    def __str__(self):
        return f"{self.sender}: {self.subject}"

    @property
    def is_automatic(self):
        return self.cause in (self.Cause.AUTOMATIC, self.Cause.ANSWER)


class MailboxReading(models.Model):
    """How the mailbox was read last: one row, so that the desk hears of a mailbox that cannot be read."""

    read_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.trouble or str(self.read_at)
