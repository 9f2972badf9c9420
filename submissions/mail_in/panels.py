"""What the first page of the back office says about mails: to a unit its address, to the desk what waits."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from submissions.mail_in.addresses import address_of, is_open
from submissions.mail_in.views import TABS
from submissions.models import MailboxReading
from submissions.rights import roles
from submissions.screens.menu_items import RuledMenuItem
from submissions.screens.panel import Panel


def user_looks_after_mails(user):
    """Whether `user` sees the mails that wait, while mails are taken at all."""
    return is_open() and roles.user_is_desk(user)


class AddressPanel(Panel):
    """Where the person's units send their news to by mail."""

    name = "mail_address"
    order = 25
    template_name = "submissions/mail_in/panels/address.html"

    @staticmethod
    def is_for(user):
        return is_open() and roles.user_can_write(user)

    def get_context_data(self, parent_context):
        units = [unit for unit in roles.units_of(self.user) if roles.user_can_write_for(self.user, unit)]
        return {
            "addresses": [(unit, address_of(unit)) for unit in units],
            "email": self.user.email,
            "megabytes": settings.MAIL_IN_MEGABYTES,
        }


class LettersPanel(Panel):
    """How many mails wait for the desk, and since when the mailbox cannot be read."""

    name = "letters"
    template_name = "submissions/mail_in/panels/letters.html"

    @staticmethod
    def is_for(user):
        return user_looks_after_mails(user)

    @cached_property
    def trouble(self):
        before = timezone.now() - datetime.timedelta(minutes=settings.RUN_DUE_LATE_MINUTES)
        return MailboxReading.objects.filter(failing_since__lt=before).first()

    @property
    def order(self):
        return 6 if self.trouble else 17

    @cached_property
    def waiting(self):
        return TABS["cho-xem"][1]().count()

    def get_context_data(self, parent_context):
        return {"waiting": self.waiting, "trouble": self.trouble, "address": reverse("letters:index")}


def add_panels(request, panels):
    """Add the panels of mails for whom they are, the desk's while there is something to look at."""
    if AddressPanel.is_for(request.user):
        panels.append(AddressPanel(request.user))
    if LettersPanel.is_for(request.user):
        letters = LettersPanel(request.user)
        if letters.waiting or letters.trouble:
            panels.append(letters)


def letters_item():
    return RuledMenuItem(
        _("Mails received"),
        reverse("letters:index"),
        name="letters",
        icon_name="mail",
        order=45,
        allowed=user_looks_after_mails,
    )
