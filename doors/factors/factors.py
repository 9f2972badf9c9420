"""The factors of a person: set up, used once, taken away. Rows and arithmetic are allauth's.

A code of a telephone is noted in the database, not in the cache as allauth does: with the cache away, or with one for
each process, the same code would open twice.
"""

import hmac

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString

from submissions.models import User

Type = Authenticator.Type
# Codes on paper open in an emergency; they are no factor that somebody could have alone.
FACTORS = (Type.TOTP, Type.WEBAUTHN)
LAST = "last_counter"
# What is typed is six figures of the telephone or eight of the paper.
LONGEST_CODE = 20


def factors_of(user):
    """The rows (Authenticator) of telephone and passkeys of `user`, the first set up first."""
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("pk"))


def has_factor(user):
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def held(user):
    """The row of `user`, held until the transaction ends: factors of one account change one after the other."""
    return User.objects.select_for_update().get(pk=user.pk)


def new_secret():
    """A secret for a telephone as it waits in the session (str): encrypted, for sessions lie in the database too."""
    return encrypt(generate_totp_secret())


def shown(secret, user):
    """What the person sees of `secret` (as `new_secret` gives it): the picture (SVG) and the key in groups of four."""
    key = decrypt(secret)
    code = segno.make_qr(get_adapter().build_totp_url(user, key), error="m")
    svg = code.svg_inline(omitsize=True, svgclass="doorway-qr", dark="#000", light="#fff", border=4)
    return SafeString(svg), " ".join(key[place : place + 4] for place in range(0, len(key), 4))


def counter_of(secret, code, *, after=-1):
    """The step of time (int) for which `code` is the one of `secret` (clear), later than `after`; None for none."""
    for counter in yield_hotp_counters_from_time():
        right = format_hotp_value(hotp_value(secret, counter))
        if counter > after and hmac.compare_digest(code.encode(), right.encode()):
            return counter
    return None


def set_up_telephone(user, secret, code):
    """Whether `code` shows that the telephone has `secret`: then it is that of `user`, in place of any before."""
    counter = counter_of(decrypt(secret), typed(code))
    if counter is None:
        return False
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    Authenticator.objects.create(user=user, type=Type.TOTP, data={"secret": secret, LAST: counter})
    return True


def typed(code):
    """`code` without what people put between figures."""
    return "".join(sign for sign in code[:LONGEST_CODE] if sign.isascii() and sign.isdigit())


@transaction.atomic
def open_with(user, code):
    """Whether `code` is one of the telephone or of the paper of `user` that was not used before; now it is used."""
    code = typed(code)
    rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
    if not set(rows) & set(FACTORS):
        return False
    telephone, paper = rows.get(Type.TOTP), rows.get(Type.RECOVERY_CODES)
    if telephone is not None:
        counter = counter_of(decrypt(telephone.data["secret"]), code, after=telephone.data.get(LAST, -1))
        if counter is not None:
            telephone.data[LAST] = counter
            telephone.last_used_at = timezone.now()
            telephone.save()
            return True
    if paper is not None and RecoveryCodes(paper).validate_code(code):
        Authenticator.objects.filter(pk=paper.pk).update(last_used_at=timezone.now())
        return True
    return False


def new_codes(user):
    """Ten codes for the paper (list of str), in the place of those before. They are shown this once."""
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    return RecoveryCodes.activate(user).generate_codes()


def codes_left(user):
    """How many codes on paper are unused (int); None where there are none at all."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return None if row is None else len(RecoveryCodes(row).get_unused_codes())


def secrets():
    """The secrets of all telephones and papers as they are stored (tuples of one token). See `KeptElsewhere`."""
    for row in Authenticator.objects.exclude(type=Type.WEBAUTHN).order_by("pk"):
        yield tuple(_tokens(row).values())


@transaction.atomic
def encrypt_anew():
    """Write all secrets with the first key of the site; how many rows (int). See `KeptElsewhere`."""
    rows = Authenticator.objects.select_for_update().exclude(type=Type.WEBAUTHN)
    for row in rows:
        row.data |= {name: encrypt(decrypt(token)) for name, token in _tokens(row).items()}
        row.save()
    return len(rows)


def _tokens(row):
    return {name: row.data[name] for name in ("secret", "seed") if row.data.get(name)}


def take_away(user):
    """All factors and codes of `user`."""
    Authenticator.objects.filter(user=user).delete()
