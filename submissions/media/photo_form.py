"""Photos at the door: what is no picture, is damaged or too large is refused in words."""

import math
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from submissions.media.photos import TURNED_TO_JPEG, Header, header_of, named_by_content, without_metadata
from submissions.media.replacing import ReplacingForm
from vietnamese.text import normalise

# What Pillow raises for a file that is no whole picture.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError)


class PhotoField(WagtailImageField):
    """A photo by its content, whatever it is called; what a phone writes becomes what every browser shows.

    Wagtail's field decodes a picture to learn its size, and ends the request when that fails.
    """

    default_error_messages = {
        "invalid_image": _("This file is no picture. Please choose a photo (JPG, PNG, WEBP, HEIC or AVIF)."),
        "damaged": _("This picture is damaged or incomplete. Please take another copy of it."),
    }

    def to_python(self, data):
        """`data` (an UploadedFile), bare and in a format of the web; nothing is decoded before its size is known."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        found = self.header_of(file)
        self.check_pixels(found.pixels)
        if found.format in TURNED_TO_JPEG:
            try:
                file = without_metadata(file, name=file.name)
            except UNREADABLE as error:
                raise ValidationError(self.error_messages["damaged"], code="invalid_image") from error
        file.name = named_by_content(file.name, found.format)
        return super().to_python(file)

    def header_of(self, file):
        try:
            return header_of(file)
        except Image.DecompressionBombError:
            return Header("JPEG", math.inf)
        except UNREADABLE as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def check_pixels(self, pixels):
        if pixels > self.max_image_pixels:
            raise ValidationError(
                _("This picture has more than %(millions)s million pixels. Please make it smaller and try again.")
                % {"millions": self.max_image_pixels // 1_000_000},
                code="file_too_many_pixels",
            )

    def check_image_pixel_size(self, f):
        """Asked by `to_python`, before anything is decoded."""

    def run_validators(self, value):
        """None by the ending: the content has been asked."""


class PhotoForm(ReplacingForm, BaseImageForm):
    """The form behind every upload and replacement of a photo: single, several at once, and in the chooser."""

    # Said where the photo is used, or not at all: who uploads gives the picture and nothing else.
    NOT_ASKED = ("description", "tags", "children_agreed")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        given = self.fields["file"]
        self.fields["file"] = PhotoField(label=_("Photo"), widget=given.widget, required=given.required)
        if self.instance.pk is None:
            for name in self.NOT_ASKED:
                self.fields.pop(name, None)
            # Filled in by the scripts of Wagtail's screens, which look for it; without them `save` gives a name.
            self.fields["title"].widget = forms.HiddenInput()
            self.fields["title"].required = False

    def clean_file(self):
        """Decode the picture, which shows whether it is one, and keep it without its metadata."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            bare = without_metadata(file, name=file.name)
        except UNREADABLE as error:
            raise ValidationError(self.fields["file"].error_messages["damaged"], code="invalid_image") from error

        self.require_size(bare)
        return bare

    def require_size(self, file):
        """Refuse a photo that readers would be shown blurred."""
        with Image.open(file) as picture:
            width, height = picture.size
        file.seek(0)
        least = self.instance.least_side()
        if max(width, height) < least:
            raise ValidationError(
                _(
                    "This photo is too small: %(width)s × %(height)s pixels, and the longer side has to have at least "
                    "%(least)s. Please take the original, not a copy that was sent by a messenger."
                )
                % {"width": width, "height": height, "least": least},
                code="too_small",
            )

    def clean_tags(self):
        return [normalise(tag) for tag in super().clean_tags()]

    def save(self, commit=True):
        # A title that came along says nothing: the form's script keeps the name of a file that was refused before.
        if self.instance.pk is None and "file" in self.fields:
            longest = self.instance._meta.get_field("title").max_length
            self.instance.title = PurePath(self.cleaned_data["file"].name).stem[:longest]
        return super().save(commit=commit)

    def after_replacing(self):
        self.instance.renditions.all().delete()
