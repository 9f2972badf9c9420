"""An upload from its first byte to the photo that it becomes: whose it is, what fits, and one photo for one file."""

import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form

from submissions.models import NewsImage, PhotoUpload
from submissions.rights import roles
from submissions.screens.refusals import Refusal

# More than this of one person's is not under way at once; what was given up goes after a day.
MOST_UNDER_WAY = 100


class TooLarge(Refusal):
    """The file, or a part of it, is larger than what is taken."""


class WrongPlace(Refusal):
    """The part does not go on where the upload stands; `upload` says where."""

    def __init__(self, upload):
        self.upload = upload
        super().__init__(_("This part of the photo has arrived already. The upload goes on where it stands."))


def require_member(user, unit):
    """Raise Refusal unless `user` belongs to `unit` today, and the unit has a place for photos."""
    if unit not in roles.units_of(user) or unit.collection is None:
        raise Refusal(_("You do not add photos for this unit."))


def begin(*, user, unit, form_key, name, size):
    """A new PhotoUpload of `user` for the form `form_key` (str) of `unit`; `size` in bytes.

    Raises TooLarge or Refusal.
    """
    require_member(user, unit)
    if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise TooLarge(
            _("This photo is too large: at most %(size)s.")
            % {"size": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}
        )
    if size == 0:
        raise Refusal(_("This file is empty."))
    if PhotoUpload.objects.filter(owner=user, image=None, refused="").count() >= MOST_UNDER_WAY:
        raise Refusal(_("Too many photos are under way. Please wait until some have arrived."))
    upload = PhotoUpload(owner=user, unit=unit, form_key=form_key, name=name, size=size)
    upload.begin()
    return upload


def own_upload(user, token):
    """The PhotoUpload `token` of `user`, or None: nobody else learns that there is one."""
    return PhotoUpload.objects.select_related("unit__collection", "image").filter(owner=user, token=token).first()


def receive(upload, *, offset, content):
    """Add `content` (bytes) at `offset`; returns the PhotoUpload as it is now. One part after the other.

    Raises WrongPlace where it does not go on there, TooLarge where more comes than was announced.
    """
    with transaction.atomic():
        stored = PhotoUpload.objects.select_for_update().get(pk=upload.pk)
        if offset != stored.received or not stored.file:
            raise WrongPlace(stored)
        if offset + len(content) > stored.size:
            raise TooLarge(_("More has arrived of this photo than was announced. Please choose it again."))
        stored.add(content)
        stored.save(update_fields=["received"])
    return stored


def finish(upload, *, user):
    """The NewsImage that `upload`, which is whole, has become; the same one however often it is asked for.

    The same file for the same form is the same photo. Raises Refusal with what is wrong with the picture, in words.
    """
    require_member(user, upload.unit)
    if not upload.is_whole:
        raise WrongPlace(upload)
    if upload.image:
        return upload.image
    if upload.refused or not upload.file:
        raise Refusal(upload.refused or _("This photo is no longer there. Please choose it again."))
    with upload.file.storage.open(upload.file.name) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    form = photo_form(upload, user=user) if same_file(upload, digest) is None else None
    if form is not None and not form.is_valid():
        upload.refused = told_by(form)
        PhotoUpload.objects.filter(pk=upload.pk).update(refused=upload.refused)
        upload.forget_bytes()
        raise Refusal(upload.refused)
    upload.image = one_photo(upload, digest=digest, form=form)
    upload.forget_bytes()
    return upload.image


def one_photo(upload, *, digest, form):
    """Save what `form` holds unless there is the photo already, for `upload` or for the same file before it.

    Decoding takes a second and is over by now: here one person's uploads end one after the other.
    """
    with transaction.atomic():
        get_user_model().objects.select_for_update(no_key=True).get(pk=upload.owner_id)
        stored = PhotoUpload.objects.select_related("image").get(pk=upload.pk)
        image = stored.image or same_file(upload, digest)
        if image is None:
            # Without a form there was one a moment ago, which somebody has deleted.
            form = form or photo_form(upload, user=upload.owner)
            form.full_clean()
            image = form.save()
        PhotoUpload.objects.filter(pk=upload.pk).update(image=image, digest=digest)
    return image


def same_file(upload, digest):
    """The photo that the file with `digest` has become before, for the same form of the same person; or None."""
    same = {"owner": upload.owner_id, "unit": upload.unit_id, "form_key": upload.form_key, "digest": digest}
    before = PhotoUpload.objects.filter(**same, image__isnull=False).select_related("image").first()
    return before.image if before else None


def photo_form(upload, *, user):
    """The form of the photo, filled with what has arrived (form_for)."""
    # A copy of its own, in memory or in a temporary file: `upload` keeps its bytes until the photo is stored.
    copy = TemporaryUploadedFile("photo", "application/octet-stream", upload.size, None)
    copy.name = upload.name
    with upload.file.storage.open(upload.file.name) as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            copy.write(part)
    copy.seek(0)
    return form_for(copy, unit=upload.unit, user=user)


def form_for(file, *, unit, user):
    """The form behind every way in for a photo, filled with the upload `file`; `user` adds it for `unit`."""
    photo = NewsImage(uploaded_by_user=user, collection=unit.collection)
    return get_image_form(NewsImage)({"collection": unit.collection_id}, {"file": file}, instance=photo, user=user)


def told_by(form):
    """Why `form` takes no photo, in words (str)."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
