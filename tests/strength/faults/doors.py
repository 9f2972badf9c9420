"""Who comes in: the second factor, sessions, passwords, an office's own log-in."""

from tests.strength.planting import Fault

SECOND = ("tests/doors/entering/test_second_factor.py", "tests/doors/entering/test_set_up.py")
FAULTS = (
    Fault(
        name="doors-password-is-enough",
        file="doors/entering/waiting.py",
        line="if not factors.has_factor(user):",
        becomes="if not must_have_factor(user):",
        breaks="Whoever set a second factor up is asked for it.",
        tests=SECOND,
    ),
    Fault(
        name="doors-half-in-is-in",
        file="doors/presence/middleware.py",
        line='if mark["factor"] == sessions.OWED or (mark["factor"] == sessions.NONE and must_have_factor(user)):',
        becomes='if mark["factor"] == sessions.OWED:',
        breaks="Whoever needs a second factor and showed none is nobody.",
        tests=("tests/doors/presence/test_nobody.py",),
    ),
    Fault(
        name="doors-code-twice",
        file="doors/factors/factors.py",
        line='counter = counter_of(decrypt(telephone.data["secret"]), code, after=telephone.data.get(LAST, -1))',
        becomes='counter = counter_of(decrypt(telephone.data["secret"]), code)',
        breaks="A code opens once.",
        tests=SECOND,
    ),
    Fault(
        name="doors-codes-guessed",
        file="doors/entering/login.py",
        line="counting.count(request, self.person)",
        becomes="pass",
        breaks="Wrong codes are counted.",
        tests=SECOND,
    ),
    Fault(
        name="doors-reset-alone",
        file="doors/resetting/resets.py",
        line="if reset.asked_by_id == user.pk:",
        becomes="if reset.asked_by_id == user.pk and reset.account_id == user.pk:",
        breaks="Who asks for a reset does not confirm it.",
        tests=("tests/doors/resetting/test_resets.py",),
    ),
    Fault(
        name="doors-reset-by-a-new-administrator",
        file="doors/resetting/resets.py",
        line="if counts > timezone.now():",
        becomes="if counts > timezone.now() and not user.is_active:",
        breaks="Who has only just become an administrator is no second person.",
        tests=("tests/doors/resetting/test_resets.py",),
    ),
    Fault(
        name="doors-address-not-verified",
        file="doors/entering/oidc.py",
        line="if settings.OIDC_MATCH_EMAIL and isinstance(email, str) and is_verified:",
        becomes="if settings.OIDC_MATCH_EMAIL and isinstance(email, str):",
        breaks="An address that the server did not verify opens nothing.",
        tests=("tests/doors/entering/test_oidc.py",),
    ),
    Fault(
        name="doors-stranger-is-known",
        file="submissions/accounts/lockout.py",
        line="word = known_browsers.marks_in(request).get(name)",
        becomes="word = next(iter(known_browsers.marks_in(request).values()), None)",
        breaks="A browser is known for the names that logged in there, and for no others.",
        tests=("tests/submissions/accounts/test_lockout.py",),
    ),
    Fault(
        name="doors-silence",
        file="doors/presence/middleware.py",
        line="if limit and silence >= limit:",
        becomes="if limit and silence >= limit * 60:",
        breaks="A session ends after a silence.",
        tests=("tests/doors/presence/test_sessions.py",),
    ),
    Fault(
        name="doors-secrets-in-clear",
        file="doors/factors/adapter.py",
        line="return cipher().encrypt(text.encode()).decode()",
        becomes="return text",
        breaks="Secrets lie encrypted.",
        tests=SECOND,
    ),
)
