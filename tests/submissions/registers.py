"""Who opens the registers of units, members and accounts: everybody there is, and what their browser gets."""

from tests.factories import UserFactory, contributor_of, editor, leader_of

ALLOWED = ["administrator", "superuser"]
REFUSED = ["desk", "editor", "head", "accountant", "director", "official", "contributor", "leader", "anonymous"]
GROUPS = {
    "administrator": "Quản trị",
    "desk": "Thường trực Ban Biên tập",
    "head": "Trưởng Ban Biên tập",
    "accountant": "Kế toán",
    "director": "Thủ trưởng đơn vị",
    "official": "Người xem báo cáo",
}


def person(role, *, unit):
    """An account that is `role`; None for the public."""
    if role == "anonymous":
        return None
    if role == "superuser":
        return UserFactory(is_superuser=True)
    if role in ("contributor", "leader"):
        return contributor_of(unit) if role == "contributor" else leader_of(unit)
    if role == "editor":
        return editor()
    return UserFactory(groups=[GROUPS[role]])


def log_in(client, user):
    """`client` as the browser of `user`."""
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def is_refused(response):
    """Whether the answer is Wagtail's refusal: back to the home page, or to log-in."""
    return response.status_code == 302 and (response.url == "/admin/" or response.url.startswith("/admin/login/"))
