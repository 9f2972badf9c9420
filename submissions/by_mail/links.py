"""The link in a mail: whether it still stands, who has come with it, and the one decision that it is good for.

Nothing here trusts what was shown: the same questions are asked when the page is opened and, under the locks of the
piece and of the link, when the person decides.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from submissions.accounts.mailboxes import is_own_mailbox
from submissions.by_mail import devices
from submissions.chain import decisions
from submissions.models import ClearanceState, DecisionLink, DecisionsByMail, NewsPage
from submissions.models.mails import digest_of
from submissions.rights import positions, rights
from submissions.screens.refusals import Refusal
from vietnamese.dates import screen_moment

Way = DecisionLink.Way


class NotYours(Refusal):
    """The link was sent to somebody else, or to who may not decide any more."""


class NotKnown(Refusal):
    """It is not known who has come with the link: the log-in asks."""


class Over(Refusal):
    """The link has expired or was used."""


def link_of(token):
    """The DecisionLink of `token` (str), or None."""
    return DecisionLink.objects.select_related("user").filter(digest=digest_of(token)).first() if token else None


def opened_link(pk, token):
    """The DecisionLink `pk` if `token` is its own; None otherwise."""
    link = DecisionLink.objects.select_related("user").filter(pk=pk).first()
    return link if link and token and constant_time_compare(link.digest, digest_of(token)) else None


def require_standing(link):
    """Raise Over when `link` was used or has expired."""
    if link.used_at is not None:
        raise Over(
            _("This link has been used already: a decision was made with it at %(time)s.")
            % {"time": screen_moment(link.used_at)}
        )
    if link.has_expired:
        raise Over(_("This link has expired: it held until %(time)s.") % {"time": screen_moment(link.valid_until)})


def require_person(link, *, page):
    """Raise NotYours when whoever the link was sent to may not decide on `page` any more, whoever has come with it."""
    if not link.user.is_active:
        raise NotYours(_("The account that this link was sent to is no longer in use."))
    if rights.unit_led(link.user, page) is None:
        raise NotYours(
            _("The person whom this link was sent to is not a leader of the unit today, so nothing can be decided.")
        )
    if not rights.user_can_approve_for_unit(link.user, page):
        raise NotYours(
            _("The person whom this link was sent to wrote this piece: another leader of the unit decides on it.")
        )


def way_of(link, request):
    """How it is known (a Way) that `link.user` has come with `link`.

    Raises NotYours when somebody else is logged in, NotKnown when nobody is and nothing else tells.
    """
    if request.user.is_authenticated:
        if request.user.pk != link.user_id:
            raise NotYours(
                _("This link was sent to somebody else than %(person)s, who is logged in here.")
                % {"person": request.user}
            )
        return Way.LOGGED_IN
    if devices.is_device_of(request, link.user):
        return Way.KNOWN_DEVICE
    if link_is_enough(link):
        return Way.LINK_ALONE
    raise NotKnown(_("Please log in first. Nothing has been decided yet."))


def link_is_enough(link):
    """Whether the city lets the link alone decide, and only this one person opens the mailbox it was sent to.

    Asked at the moment of the decision.
    """
    return DecisionsByMail.load().link_alone and is_own_mailbox(link.sent_to, link.user)


def require_same(link, *, page):
    """Raise AlreadyDone, with what happened, unless `page` stands and reads just as the mail showed it."""
    positions.require_position(page, link.position)
    if not rights.user_can_decide_news(link.user, page):
        raise NotYours(_("The person whom this link was sent to may not decide at this step."))


def require_reader(link, request, *, page):
    """The Way by which `link.user` has come, who may decide on `page` as it stands; else a Refusal is raised."""
    require_standing(link)
    require_person(link, page=page)
    way = way_of(link, request)
    require_same(link, page=page)
    return way


@transaction.atomic
def decide(link, request, *, action, comment="", address="", device=""):
    """Approve or send back ("approve", "reject") by `link`, once; the way, the address and the device are kept with it.

    Raises Refusal with a sentence for the person, and then nothing has changed.
    """
    page = decisions.locked_page(link.page_id)
    link = DecisionLink.objects.select_for_update(of=("self",)).select_related("user").get(pk=link.pk)
    way = require_reader(link, request, page=page)
    step = page.current_workflow_state.current_task_state_id
    decisions.decide(pk=page.pk, user=link.user, action=action, position=link.position, comment=comment)
    if way == Way.KNOWN_DEVICE:
        devices.note_use(request)
    link.step = ClearanceState.objects.get(pk=step)
    link.used_at, link.way, link.address, link.device = timezone.now(), way, address, device
    link.save(update_fields=["step", "used_at", "way", "address", "device"])


def page_of(link):
    """The piece that `link` is about, as it is now."""
    return NewsPage.objects.select_related("unit", "category").get(pk=link.page_id)
