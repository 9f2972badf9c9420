"""Photos and documents: originals apart from what the public fetches, addresses that cannot be guessed."""

import secrets
from copy import copy
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, WagtailImageField, get_upload_to
from wagtail.images.rect import Rect
from wagtail.search import index

from submissions.media.photos import fraction_of, without_metadata
from submissions.media.pictures import LARGEST, not_found_where_not_drawn
from vietnamese.slugs import slugify
from vietnamese.text import normalise

from .office import PhotoRules

LONGEST_NAME = 255
# The policy narrows searches by it, and a search takes only what it is told of.
REACHED_BOARD = index.FilterField("reached_board")


def private_storage():
    """The store whose files only a view may hand out (settings.STORAGES["private"])."""
    return storages["private"]


def document_path(instance, filename):
    """A path with 128 random bits in it, under which the file keeps a readable name."""
    name = PurePosixPath(filename)
    return f"documents/{secrets.token_urlsafe(16)}/{slugify(name.stem)[:40] or 'tep'}{name.suffix.lower()}"


class FileIsHeld(ProtectedError):
    """A held file would have been changed or deleted; `file` is the one."""

    def __init__(self, file):
        self.file = file
        super().__init__(_("This file is part of a piece that was submitted and is kept."), {file})


class HeldFile(models.Model):
    """A file that is held once a piece with it was submitted or published: neither replaced nor deleted after that.

    Wagtail lets the uploader swap a file without a revision, which would change what a leader approved.
    """

    is_held = models.BooleanField(default=False, editable=False)
    # Whether a leader has passed it on: until then board and desk know nothing of it.
    reached_board = models.BooleanField(default=False, editable=False)
    # When it became another to its readers: who had the first one in front of them is told.
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Titles often come from the names of files, which a Mac writes decomposed."""
        self.title = normalise(self.title)
        with transaction.atomic():
            if kwargs.get("update_fields") is None and self.keep_what_is_held():
                # Until the commit, whoever opens a form still has the one before in front of them.
                transaction.on_commit(self.note_when_it_was_exchanged, robust=True)
            super().save(*args, **kwargs)

    def note_when_it_was_exchanged(self):
        type(self)._base_manager.filter(pk=self.pk).update(replaced_at=timezone.now())

    def keep_what_is_held(self):
        """Take over the marks that the row has by now, and keep it until the transaction ends.

        Returns whether readers get another one. Raises FileIsHeld when it is held and would become another. A save
        writes every column as it was read, before the hold perhaps: a slow upload lies in between.
        """
        stored = self.stored()
        if stored is None:
            return False
        for mark in ("is_held", "reached_board", "replaced_at"):
            setattr(self, mark, getattr(stored, mark))
        if stored.is_held and self.becomes_another(stored):
            raise FileIsHeld(self)
        if self.gets_another_file(stored) and self.file_hash == stored.file_hash:
            self._set_file_hash()
        is_exchanged = self.is_exchanged(stored)
        if is_exchanged:
            self.replaced_at = timezone.now()
        return is_exchanged

    def stored(self):
        """The row as it is now, locked until the transaction ends; None for a new one."""
        rows = type(self)._base_manager.select_for_update(no_key=True)
        return rows.filter(pk=self.pk).first() if self.pk else None

    def is_exchanged(self, stored):
        """Whether what the digest of a piece asks of it (piece_files.py) differs from the row `stored`."""
        return self.gets_another_file(stored)

    def gets_another_file(self, stored):
        return not self.file._committed or self.file.name != stored.file.name

    def becomes_another(self, stored):
        """Whether a column that the forms offer differs from the row `stored`; the form of a letter does not count."""
        offered = [field for field in self._meta.concrete_fields if field.name in self.admin_form_fields]
        before, after = ([normalise(str(field.value_from_object(row))) for field in offered] for row in (stored, self))
        return self.gets_another_file(stored) or before != after

    def clean(self):
        super().clean()
        if self.is_held and self.file and not self.file._committed:
            raise ValidationError({"file": _("This file is part of a piece that was submitted. Upload a new one.")})


class NewsImage(HeldFile, AbstractImage):
    """A photo. Its original is never served; its renditions stand under addresses with 128 random bits."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        storage=private_storage,
    )

    # Law on Children 2016, article 21; Decree 56/2017/NĐ-CP, article 36: who puts a child's private life on the
    # network needs the consent of its parents, and of the child itself from seven years on.
    children_agreed = models.BooleanField(
        _("Children are in the photo: their parents have agreed"),
        default=False,
        help_text=_("Of a child from seven years on, the child itself as well."),
    )
    # What it looks like (submissions/uploads/likeness.py); 0: nothing in particular, null: not looked at yet.
    likeness = models.BigIntegerField(null=True, editable=False, db_index=True)

    admin_form_fields = (*Image.admin_form_fields, "children_agreed")
    search_fields = [*AbstractImage.search_fields, REACHED_BOARD]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def save(self, *args, **kwargs):
        """Take position, camera and owner out of a new file before it is stored anywhere."""
        if self.file and not self.file._committed:
            bare = without_metadata(self.file.file, name=self.file.name)
            self.file.file, self.file.name = bare, bare.name
            self.likeness = None
        self.description = normalise(self.description)
        super().save(*args, **kwargs)

    def get_upload_to(self, filename):
        """128 random bits; renditions take their name from it and so cannot be guessed either."""
        return f"original_images/{secrets.token_urlsafe(16)}{PurePosixPath(filename).suffix.lower()}"

    @staticmethod
    def least_side():
        """How many pixels (int) the longer side of a new photo must have; 0: any."""
        return PhotoRules.load().least_side

    # The fraction that several sizes are drawn from, while they are.
    fraction = None

    def create_rendition(self, filter):
        with not_found_where_not_drawn():
            rendition = super().create_rendition(filter)
        self.drop_if_exchanged([rendition])
        return rendition

    def create_renditions(self, *filters):
        """One after the other and from one decoding, where Wagtail would decode the photo for each, three at a time."""
        self.fraction = self.read_fraction()
        try:
            return {filter: self.create_rendition(filter) for filter in filters}
        finally:
            self.fraction = None

    def generate_rendition_file(self, filter, *, source=None):
        """From a fraction of a large photo where the size asked for is no larger than that."""
        fraction = self.fraction or (self.read_fraction() if source is None else None)
        asked = filter.get_transform(self)
        if fraction is None or asked.get_rect().width < asked.size[0] * fraction.divisor:
            return super().generate_rendition_file(filter, source=source)
        smaller = copy(self)
        if focal_point := self.get_focal_point():
            smaller.set_focal_point(Rect(*(side // fraction.divisor for side in focal_point)))
        content = File(BytesIO(fraction.content), name=self.file.name)
        return super(NewsImage, smaller).generate_rendition_file(filter, source=content)

    def read_fraction(self):
        with self.open_file() as file:
            return fraction_of(file, least=LARGEST)

    def drop_if_exchanged(self, renditions):
        """Keep no size that was drawn of a file which the photo no longer has: it would be shown for ever.

        A size is found by photo and width, and not by file; drawing takes seconds, in which the file is replaced.
        """
        with transaction.atomic():
            stored = self.stored()
            if stored is None or stored.file.name != self.file.name:
                self.renditions.filter(file__in=[rendition.file.name for rendition in renditions]).delete()


class NewsRendition(AbstractRendition):
    image = models.ForeignKey(NewsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class UndrawnPhotos(models.Model):
    """A piece whose photos the worker has to draw; written with its publication, deleted when all are drawn."""

    piece = models.ForeignKey("submissions.NewsPage", on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return f"{self.piece_id}: {self.tries}"


class NewsDocument(HeldFile, AbstractDocument):
    """A file to download, always through the view that asks who may have it."""

    file = models.FileField(upload_to=document_path, verbose_name=_("file"), storage=private_storage)

    # What it is called on the device that it came from, and saved as by its readers.
    given_name = models.CharField(max_length=LONGEST_NAME, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, REACHED_BOARD]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            whole = PurePosixPath(normalise(self.file.name).replace("\\", "/"))
            self.given_name = f"{whole.stem[: LONGEST_NAME - len(whole.suffix)]}{whole.suffix}"
        super().save(*args, **kwargs)

    def is_exchanged(self, stored):
        return super().is_exchanged(stored) or self.title != stored.title

    def clean(self):
        """Wagtail's own asks for the extension of a file that the form for a waiting upload does not have."""
        if self.file:
            super().clean()


def upload_token():
    """The name of an upload in its address: 128 random bits."""
    return secrets.token_urlsafe(16)


def upload_path(instance, filename):
    return f"uploads/{instance.token}"


class PhotoUpload(models.Model):
    """A photo that `owner` sends for a form of `unit`: what has arrived of it, and the photo that it became.

    The bytes go when the photo is made, or after a day (`submissions/uploads/clearing.py`).
    """

    token = models.CharField(max_length=32, unique=True, default=upload_token)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("submissions.Unit", on_delete=models.CASCADE, related_name="+")
    # Which form it is for, as the form says; the same file for the same form is the same photo.
    form_key = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=upload_path, storage=private_storage)
    # SHA-256 of what was sent, as the person's device had it.
    digest = models.CharField(max_length=64, blank=True)
    image = models.ForeignKey(NewsImage, null=True, on_delete=models.SET_NULL, related_name="+")
    # Why no photo was made of it, in words.
    refused = models.TextField(blank=True)
    begun_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("photo on its way")
        verbose_name_plural = _("photos on their way")
        indexes = [models.Index(fields=["owner", "unit", "form_key", "digest"], name="same_upload")]

    def __str__(self):
        return f"{self.name}: {self.received}/{self.size}"

    @property
    def is_whole(self):
        return self.received == self.size

    def begin(self):
        """Store the row with an empty file."""
        self.file.save("", ContentFile(b""), save=False)
        self.save()

    def add(self, content):
        """Write `content` (bytes) behind what is there; the row is saved by the caller, in one transaction with it.

        What is left of a write whose transaction was given up is written over by the next one.
        """
        self.file.storage.write_at(self.file.name, self.received, content)
        self.received += len(content)

    def forget_bytes(self):
        """Delete the file, which no photo needs: a photo has a copy of its own."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")


@receiver(pre_delete, sender=NewsImage)
@receiver(pre_delete, sender=NewsDocument)
def refuse_to_delete_what_is_held(sender, instance, **kwargs):
    """Ask the row as it is now, and keep it: a piece may have been submitted with it since it was read.

    By a signal, which comes also for each row of a queryset and for what goes along with a collection.
    """
    stored = instance.stored()
    if stored is not None and stored.is_held:
        raise FileIsHeld(instance)
