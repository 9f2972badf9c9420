"""The log-in of an office or a province (OpenID Connect), where the settings name a server; off otherwise.

allauth asks the server and reads its answer. Whose account that is, is decided here, and the second factor is asked
for as after a password. An account is found by the person that the server names, once that was connected: by its owner
while logged in, or, where OIDC_MATCH_EMAIL says so, by an address that the server has verified and that just one
account has.
"""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.datakit import parse_bool_safely
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log

from doors.entering.login import place_after
from doors.entering.waiting import Wish, enter
from doors.presence import sessions
from submissions.accounts.mailboxes import is_own_mailbox
from submissions.models import User
from submissions.screens.refusals import Refusal

CONNECTED = "doors.oidc_connected"
CREATED = "doors.oidc_created"
# The session that asked to connect is the one that may: the key of its account.
CONNECTING = "doors.connecting"
PROVIDER = "openid_connect"


# What allauth raises on an answer that is not as it should be; a server that is away it tells of itself.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)

logger = logging.getLogger(__name__)


def is_on():
    return bool(settings.OIDC_SERVER)


def failed(request):
    request.session.pop(CONNECTING, None)
    messages.error(request, _("Log-in by the other account did not work. Please try again, or use the password."))
    return redirect("wagtailadmin_login")


@never_cache
@require_POST
def begin(request, provider_id):
    """To the server. By a form of ours alone: a link somewhere else begins no log-in."""
    if not is_on():
        raise Http404
    request.session.pop(CONNECTING, None)
    return allauth_views.login(request, provider_id)


@never_cache
@require_GET
def come_back(request, provider_id):
    """From the server, with its answer."""
    if not is_on():
        raise Http404
    try:
        return allauth_views.callback(request, provider_id)
    except UNREADABLE:
        logger.warning("The answer of the server of OpenID Connect cannot be read", exc_info=True)
        return failed(request)


class ConnectView(View):
    """Who is logged in connects the own account with the person that the server names."""

    def post(self, request):
        if not is_on() or not request.user.is_authenticated:
            raise Http404
        if not sessions.is_proved(request):
            return redirect(f"{reverse('doors:prove')}?next={reverse('own_security:index')}")
        request.session[CONNECTING] = request.user.pk
        return allauth_views.login(request, settings.OIDC_PROVIDER)


class OidcAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request, sociallogin):
        """Decides all; what allauth would do next, sign-up above all, is never reached."""
        connecting = request.session.pop(CONNECTING, None)
        try:
            if connecting is not None:
                answer = connect(request, sociallogin, account=connecting)
            else:
                answer = log_in(request, sociallogin)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            answer = redirect("wagtailadmin_login")
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        raise ImmediateHttpResponse(failed(request))

    def is_open_for_signup(self, request, sociallogin):
        return False


def connect(request, sociallogin, *, account):
    """Connect the person of `sociallogin` with `account`, the key of who asked for it in this session."""
    if not request.user.is_authenticated or request.user.pk != account:
        raise Refusal(_("Please log in and connect the accounts again."))
    keep(sociallogin, request.user, by=request.user)
    messages.success(request, _("The accounts are connected. From now on you can log in by either."))
    return redirect("own_security:index")


def log_in(request, sociallogin):
    """The next step (a response) of the account that the person of `sociallogin` has here. Raises Refusal."""
    user = sociallogin.user if sociallogin.is_existing else matched(sociallogin)
    # Read anew: what the server says of a person changes nothing here.
    user = User.objects.filter(pk=user.pk, is_active=True).first()
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        raise Refusal(
            _(
                "This account has nothing to do here at present: it belongs to no unit, or its assignment has ended. "
                "Please ask the administrator of the website."
            )
        )
    return enter(request, user, Wish(to=place_after(request, sociallogin.state.get("next"))))


def matched(sociallogin):
    """The User for a person of the server whom nobody connected yet. Raises Refusal."""
    claims = sociallogin.account.extra_data
    claims = claims.get("userinfo") or claims.get("id_token") or claims
    email = claims.get("email")
    is_verified = parse_bool_safely(claims.get("email_verified")) is True
    if settings.OIDC_MATCH_EMAIL and isinstance(email, str) and is_verified:
        people = list(User.objects.filter(email__iexact=email)[:2])
        # Closed accounts count: what is theirs is nobody else's. So does a mailbox that several people open.
        if len(people) == 1 and people[0].is_active and is_own_mailbox(email, people[0]):
            keep(sociallogin, people[0], by=people[0])
            return people[0]
        if settings.OIDC_CREATE and not people:
            return created(sociallogin, claims, email)
    raise Refusal(
        _(
            "No account of this site is connected with this log-in. Please log in with user name and password, open "
            "“Log-in and security” and connect them there, or ask the administrator."
        )
    )


@transaction.atomic
def created(sociallogin, claims, email):
    """A new account without any right: an administrator says what its person is."""
    name = str(claims.get("preferred_username") or email)[:150]
    if User.objects.filter(username__iexact=name).exists():
        raise Refusal(_("Another account has this user name. Please ask the administrator."))
    user = User(
        username=name,
        email=email,
        first_name=str(claims.get("family_name") or "")[:150],
        last_name=str(claims.get("given_name") or "")[:150],
    )
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    log(instance=user, action=CREATED)
    keep(sociallogin, user, by=None)
    return user


def keep(sociallogin, user, *, by):
    """Connect the person that the server names with `user`; each with one. Raises Refusal."""
    uid = sociallogin.account.uid
    try:
        with transaction.atomic():
            row, is_new = SocialAccount.objects.get_or_create(
                provider=sociallogin.account.provider, uid=uid, defaults={"user": user}
            )
            others = SocialAccount.objects.filter(user=user, provider=row.provider).exclude(pk=row.pk)
            if row.user_id != user.pk or others.exists():
                raise Refusal(_("One of the two is connected with another account already."))
    except IntegrityError as error:
        raise Refusal(_("One of the two is connected with another account already.")) from error
    if is_new:
        log(instance=user, action=CONNECTED, user=by)
