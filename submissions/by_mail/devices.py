"""The mark that a person leaves at log-in on a device of the own: who has it, and when it ends (docs/by-mail.md)."""

from django.conf import settings
from django.utils import timezone

from submissions.by_mail.device_names import device_name
from submissions.models import DecisionsByMail, KnownDevice
from submissions.models.mails import digest_of, new_token
from submissions.rights import roles

COOKIE = "known_device"
SALT = "submissions.by_mail.devices"


def leave_mark(request, response, *, user):
    """Note the device of `request` as one of `user`, who has just logged in there, by a cookie of `response`.

    What was noted of this device before ends: it has one owner. Only who belongs to a unit is sent links, so nobody
    else's is noted.
    """
    if (before := marked(request)) is not None:
        KnownDevice.objects.filter(pk=before.pk).end()
    if not roles.user_is_member(user):
        return
    mark = new_token()
    device = KnownDevice.objects.create(
        user=user,
        digest=digest_of(mark),
        name=device_name(request),
        valid_until=DecisionsByMail.load().end_of_device(),
        password_mark=user.get_session_auth_hash(),
    )
    response.set_signed_cookie(
        COOKIE,
        mark,
        salt=SALT,
        expires=device.valid_until,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def marked(request):
    """The KnownDevice whose mark `request` carries, whether it still holds or not; None without one."""
    mark = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    return KnownDevice.objects.select_related("user").filter(digest=digest_of(mark)).first() if mark else None


def is_device_of(request, user):
    """Whether `request` comes from a device that `user` called the own, and that still is."""
    device = marked(request)
    return device is not None and device.user_id == user.pk and device.holds()


def note_use(request):
    """Note that the device of `request` was used just now."""
    if (device := marked(request)) is not None:
        KnownDevice.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())


def holding(user):
    """The devices of `user` that still hold, the last used first."""
    return [device for device in user.known_devices.filter(ended_at=None).select_related("user") if device.holds()]
