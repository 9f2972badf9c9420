"""Access to the back office for whoever belongs to a unit today; it ends by itself with the membership."""

from django.contrib.auth.backends import BaseBackend

from submissions.rights.roles import user_is_member

ACCESS = "wagtailadmin.access_admin"


class MembershipBackend(BaseBackend):
    """Grants Wagtail's `access_admin`, and nothing else, by valid membership. Logs nobody in."""

    def get_user_permissions(self, user_obj, obj=None):
        return {ACCESS} if obj is None and user_is_member(user_obj) else set()

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_user_permissions(user_obj, obj)
