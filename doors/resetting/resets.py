"""What happens to a lost factor: asked for, confirmed by somebody else, taken back. Each step with its entry."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from doors.factors import factors
from doors.models import FactorReset
from doors.presence import sessions
from doors.resetting.administrators import PERMISSION, administrators, counts_from
from submissions.accounts.account_permissions import user_can_change_account
from submissions.kept.outbox import outbox_row
from submissions.models import Locality, User
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import screen_moment

ASKED, DONE, WITHDRAWN = "doors.reset_asked", "doors.reset_done", "doors.reset_withdrawn"
BY_COMMAND = "doors.reset_by_command"


def user_can_reset(user):
    """Whether `user` asks for and confirms resets of others: whoever administers accounts."""
    return user.is_active and user.has_perm(PERMISSION)


def require_other(user, account):
    """Raise Refusal unless `user` administers accounts and `account` is somebody else's whom they may help."""
    if user.pk == account.pk:
        raise Refusal(_("Nobody resets the own second factor. Please ask two other administrators."))
    if not user_can_reset(user) or not user_can_change_account(user, account):
        raise Refusal(_("The second factor of a superuser is reset by superusers."))


def why_not_yet(user):
    """While `user` is new as an administrator, or by the second factor: why they have to wait (str), else ""."""
    counts = counts_from(user)
    if counts > timezone.now():
        said = _(
            "From %(moment)s on you may ask for and confirm this: your right as administrator, or your own second "
            "factor, is new. Until then please turn to another administrator, or to whoever keeps the server."
        )
        return said % {"moment": screen_moment(counts)}
    return ""


def require_known(user):
    """Raise Refusal while `user` has to wait."""
    if sentence := why_not_yet(user):
        raise Refusal(sentence)


@transaction.atomic
def ask(*, account, user, reason):
    """Note that `user` asks for the reset of `account`; it waits for another administrator. Raises Refusal."""
    require_other(user, account)
    require_known(user)
    account = factors.held(account)
    if not factors.has_factor(account):
        raise AlreadyDone(_("This account has no second factor."))
    waiting = FactorReset.objects.filter(account=account).waiting()
    if waiting.exists():
        raise AlreadyDone(_("Somebody asked for this already. It waits for another administrator."))
    FactorReset.objects.filter(account=account).unfinished().update(withdrawn_at=timezone.now())
    try:
        with transaction.atomic():
            reset = FactorReset.objects.create(account=account, asked_by=user, reason=reason)
    except IntegrityError as error:
        raise AlreadyDone(_("Somebody asked for this already. It waits for another administrator.")) from error
    log(instance=account, action=ASKED, user=user)
    tell("reset_asked", reset)
    return reset


@transaction.atomic
def confirm(*, pk, user):
    """Take the factors of the account away, and end its sessions. Raises Refusal."""
    reset = held(pk)
    require_other(user, reset.account)
    if reset.asked_by_id == user.pk:
        raise Refusal(_("You asked for this yourself. Another administrator has to confirm it."))
    require_known(user)
    # Who asked may have lost the post meanwhile.
    asker = User.objects.get(pk=reset.asked_by_id)
    if not user_can_reset(asker) or not user_can_change_account(asker, reset.account):
        raise Refusal(_("Who asked for this is no administrator any more. Please ask for it anew."))
    reset.confirmed_by, reset.confirmed_at = user, timezone.now()
    reset.save()
    end_factors_and_sessions(reset.account)
    log(instance=reset.account, action=DONE, user=user)
    tell("reset_done", reset)


@transaction.atomic
def withdraw(*, pk, user):
    """Take back what was asked for; anybody may who could have confirmed, and the person, who perhaps never asked."""
    reset = held(pk)
    if user.pk != reset.account_id:
        require_other(user, reset.account)
    reset.withdrawn_at = timezone.now()
    reset.save()
    log(instance=reset.account, action=WITHDRAWN, user=user)


@transaction.atomic
def reset_by_command(account):
    """By whoever keeps the server, where no two administrators of a week are there. Told and noted as any other."""
    account = factors.held(account)
    end_factors_and_sessions(account)
    log(instance=account, action=BY_COMMAND)
    write("reset_done", account, {"names": _("whoever keeps the server")})


def held(pk):
    """The FactorReset `pk`, held until the transaction ends; AlreadyDone where it waits no more."""
    reset = FactorReset.objects.select_for_update().filter(pk=pk).first()
    if reset is None or not FactorReset.objects.filter(pk=pk).waiting().exists():
        raise AlreadyDone(_("This was confirmed or taken back already, or is older than a day."))
    return reset


def end_factors_and_sessions(account):
    """What a reset does: no factor any more, and no session that one had opened."""
    factors.take_away(account)
    sessions.end_sessions(account)


def tell(kind, reset):
    """Tell the person of the account, and all administrators, that something became of `reset`.

    `kind` is the name of the mail. Who asked or confirmed is told too: perhaps it was somebody else at that screen.
    """
    names = [str(reset.asked_by), *([str(reset.confirmed_by)] if reset.confirmed_by else [])]
    write(kind, reset.account, {"names": ", ".join(names), "reason": reset.reason})


def write(kind, account, context):
    context = {**context, "person": account, "site": Locality.load().site_title}
    home = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")
    outbox_row(f"doors/mail/{kind}.txt", recipient=account, context={**context, "link": home})
    waiting = settings.WAGTAILADMIN_BASE_URL + reverse("factor_resets:index")
    for administrator in administrators().exclude(pk=account.pk):
        outbox_row(f"doors/mail/{kind}_told.txt", recipient=administrator, context={**context, "link": waiting})
