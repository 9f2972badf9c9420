"""Photos at the door: what is no picture, is damaged or too large is refused in words."""

import math
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from submissions.media.photos import FORMATS, without_metadata
from submissions.media.replacing import ReplacingForm
from vietnamese.text import normalise


class PhotoField(WagtailImageField):
    """Wagtail's field, which however decodes a picture to learn its size, and ends the request when that fails."""

    default_error_messages = {"invalid_image": _("This file is no picture. Please choose a photo (JPG, PNG or WEBP).")}

    def check_image_pixel_size(self, f):
        """Refuse by the size that the header tells, before anything is decoded."""
        f.seek(0)
        try:
            with Image.open(f, formats=FORMATS) as header:
                pixels = header.width * header.height * getattr(header, "n_frames", 1)
        except Image.DecompressionBombError:
            pixels = math.inf
        except (OSError, ValueError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        f.seek(0)
        if pixels > self.max_image_pixels:
            raise ValidationError(
                _("This picture has more than %(millions)s million pixels. Please make it smaller and try again.")
                % {"millions": self.max_image_pixels // 1_000_000},
                code="file_too_many_pixels",
            )


class PhotoForm(ReplacingForm, BaseImageForm):
    """The form behind every upload and replacement of a photo: single, several at once, and in the chooser."""

    # Said where the photo is used, or not at all: who uploads gives the picture and nothing else.
    NOT_ASKED = ("description", "tags")

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
            return without_metadata(file, name=file.name)
        except (OSError, ValueError, SyntaxError) as error:
            message = _("This picture is damaged or incomplete. Please take another copy of it.")
            raise ValidationError(message, code="invalid_image") from error

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
