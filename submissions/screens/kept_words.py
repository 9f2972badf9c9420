"""What the scripts that keep typed text say to people."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _

SCRIPTS = ("kept_store.js", "kept_login.js", "kept.js")


def kept_words():
    """{name in the scripts: sentence}; {time} and the like are filled in there."""
    return {
        "restored": _("What you typed at {time} is back."),
        "newer": _("You typed something here at {time}; since then another version has been saved."),
        "other": _("Something else that was typed here at {time} is kept on this device."),
        "take": _("Show what I typed"),
        "back": _("Show the saved version again"),
        "drop": _("Drop what I typed"),
        "elsewhere": _("This form is open in another window as well. What you type here is kept apart from it."),
        "here": _("Kept on this device {time}"),
        "saved": _("Saved {time}"),
        "saving": _("Saving…"),
        "offline": _("No connection; what you type is kept on this device."),
        "waiting": _("No connection yet; it will be sent later. Please leave this window open."),
        "sending": _("Sending…"),
        "photos": _("Sent as soon as the photos have arrived…"),
        "failed": _("A photo has not arrived. Please remove it or try again, then send."),
        "busy": _("The server is busy; it will be sent again."),
        "cancel": _("Do not send yet"),
        "loginTitle": _("Log in again"),
        "loginWhy": _("You were logged out meanwhile. What you typed is still here; log in and go on."),
        "username": _("User name"),
        "password": _("Password"),
        "code": _("Code"),
        "codeWhy": _("One more step: a code of your telephone or of your paper."),
        "step": _("Or do this step in a new tab, then come back and go on here"),
        "login": _("Log in and go on"),
        "later": _("Later"),
        "stranger": _("This is another account. What was typed here belongs to the person who began it."),
        "unreachable": _("The server cannot be reached. Please try again."),
    }


def kept_scripts():
    """The words and the scripts, for every screen of the back office."""
    words = kept_words() | {"urls": {"session": reverse("session"), "login": reverse("wagtailadmin_login")}}
    tags = [json_script(words, "kept-words")]
    tags += [format_html('<script src="{}"></script>', static(f"submissions/screens/{name}")) for name in SCRIPTS]
    return format_html("{}" * len(tags), *tags)
