"""Photos on their way in, piece by piece, from a telephone whose line breaks."""

import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from .media import NewsImage, private_storage
from .units import Unit


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
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
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
        with self.file.storage.open(self.file.name, "r+b") as file:
            file.seek(self.received)
            file.write(content)
        self.received += len(content)

    def forget_bytes(self):
        """Delete the file, which no photo needs: a photo has a copy of its own."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")
