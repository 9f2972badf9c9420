"""The outbox as the administrator reads it: to whom, about what in general, since when, and why it is not sent.

No text of a mail is shown, nor the title of a piece: links to decide by and to choose passwords stand in them, and
drafts are nobody's but the unit's.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.models import STATUS, Email
from wagtail.log_actions import log

from submissions.screens.refusals import AlreadyDone
from vietnamese.dates import screen_moment

# What the list is narrowed to, by the word in its address: (words, states).
TABS = {
    "loi": (gettext_lazy("Not sent"), (STATUS.failed,)),
    "cho": (gettext_lazy("Waiting"), (STATUS.queued, STATUS.requeued)),
    "da-gui": (gettext_lazy("Sent"), (STATUS.sent,)),
}
# The rows of other apps that say of a mail that it goes to somebody who is no user here.
OF_CITIZENS = ("to_citizen", "to_subscriber")
SENT_AGAIN = "submissions.mail_again"
UNREACHABLE = gettext_lazy("The mail server cannot be reached.")
# The error that the mail server or the network gave, by its name → what it means. Others are told as unknown.
WHY = {
    "SMTPRecipientsRefused": gettext_lazy("The mail server does not take mails to this address. Check the e-mail."),
    "SMTPSenderRefused": gettext_lazy("The mail server does not take mails from the address of this site."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refuses the user name or the password of this site."),
    "SMTPDataError": gettext_lazy("The mail server refused the text of the mail, perhaps as unwanted or too large."),
    "SMTPNotSupportedError": gettext_lazy("The mail server cannot do what the site asks of it."),
    "SMTPConnectError": UNREACHABLE,
    "SMTPServerDisconnected": gettext_lazy("The mail server broke off."),
    "ConnectionRefusedError": UNREACHABLE,
    "ConnectionResetError": gettext_lazy("The mail server broke off."),
    "TimeoutError": UNREACHABLE,
    "timeout": UNREACHABLE,
    "gaierror": gettext_lazy("The name of the mail server is not known in the network."),
    "SSLCertVerificationError": gettext_lazy("The certificate of the mail server is not in order."),
}


def of_tab(tab):
    """The Emails of a tab (a key of TABS), the newest first, with what a row shows."""
    mails = Email.objects.filter(status__in=TABS[tab][1])
    mails = mails.select_related("notice", "reminder", *OF_CITIZENS).prefetch_related("logs")
    mails = mails.annotate(is_empty=Q(message="") & Q(html_message=""))
    return mails.defer("message", "html_message", "context").order_by("-created", "-pk")


def has_text(mail):
    """Whether `mail`, of a tab, can be sent: of what was given up long ago the text is gone."""
    return not mail.is_empty


def failed_count():
    return Email.objects.filter(status=STATUS.failed).count()


def subject_of(mail):
    """What `mail` is about, in general words (str): the subject only where it cannot name a piece."""
    if hasattr(mail, "to_subscriber"):
        return _("News by mail")
    if hasattr(mail, "notice") or mail.headers:
        return _("About a piece of news")
    if hasattr(mail, "reminder"):
        return _("Reminder of what is owed")
    return mail.subject


def receivers(mail):
    """To whom `mail` goes, in words (str); who asked the city something, or wants its news, is told to nobody."""
    if hasattr(mail, "to_subscriber"):
        return _("a subscriber")
    return _("a citizen who asked something") if hasattr(mail, "to_citizen") else ", ".join(mail.to)


def why(mail):
    """Why `mail` is not sent yet, or no more, in words (str); "" of one that is sent."""
    if mail.status == STATUS.sent:
        return ""
    tries = sorted(mail.logs.all(), key=lambda entry: entry.pk)
    if not tries:
        return _("Not tried yet. It is sent with the next round, within a minute.")
    sentence = WHY.get(tries[-1].exception_type) or _(
        "An unknown error. Who looks after the server finds more in its log, under mail %(number)d."
    ) % {"number": mail.pk}
    if mail.status == STATUS.failed and not has_text(mail):
        return _("%(why)s Tried %(number)d times; its text is no longer kept.") % {
            "why": sentence,
            "number": len(tries),
        }
    if mail.status == STATUS.failed:
        return _("%(why)s Tried %(number)d times, no longer tried.") % {"why": sentence, "number": len(tries)}
    if mail.scheduled_time and mail.scheduled_time > timezone.now():
        moment = screen_moment(mail.scheduled_time)
        return _("%(why)s Tried again at %(moment)s.") % {"why": sentence, "moment": moment}
    return _("%(why)s Tried again with the next round.") % {"why": sentence}


@transaction.atomic
def send_again(*, keys, user):
    """Let the mails with `keys` that failed or wait go out with the next round; returns how many (int).

    Raises AlreadyDone where none of them is unsent any more.
    """
    unsent = (STATUS.failed, STATUS.queued, STATUS.requeued)
    found = Email.objects.filter(pk__in=keys, status__in=unsent).select_related(*OF_CITIZENS)
    # Of what was given up long ago the text is gone (submissions/kept/outbox.py): an empty mail helps nobody.
    found = found.exclude(message="", html_message="")
    mails = list(found.select_for_update(of=("self",)).defer("message", "context"))
    if not mails:
        if Email.objects.filter(pk__in=keys, status=STATUS.sent).exists():
            raise AlreadyDone(_("This has been sent meanwhile."))
        raise AlreadyDone(_("The text of this mail is no longer kept, so it cannot be sent again."))
    Email.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        status=STATUS.queued, scheduled_time=None, number_of_retries=0, last_updated=timezone.now()
    )
    for mail in mails:
        log(instance=mail, action=SENT_AGAIN, user=user, title=receivers(mail))
    return len(mails)
