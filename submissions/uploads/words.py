"""What the script of the photos says to people."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _


def photo_scripts():
    """The words, the script and the look, for a screen with a `<fieldset data-photos>` (docs/uploads.md)."""
    words = {
        "address": reverse("photo_uploads:begin"),
        "queued": _("Waits its turn"),
        "finishing": _("Being looked at…"),
        "waiting": _("No connection; it goes on by itself."),
        "again": _("Try again"),
        "progress": _("Upload of the photo"),
        "refused": _("This photo was not taken. Please choose it again."),
        "loggedOut": _("You are not logged in, so this photo has not arrived yet."),
        "known": _("This photo, or one that looks the same, was"),
        "drag": _("Drag to another place"),
    }
    return format_html(
        '<link rel="stylesheet" href="{}">{}<script src="{}" defer></script>',
        static("submissions/uploads/uploads.css"),
        json_script(words, "upload-words"),
        static("submissions/uploads/uploads.js"),
    )
