"""Who keeps rows that move money, in the form that Wagtail's views know: by group, and by nothing else."""

from wagtail.permission_policies import ModelPermissionPolicy

from royalties.rights.permissions import held


class HeldPolicy(ModelPermissionPolicy):
    """The model's own permissions as the person's groups carry them; being a superuser gives none."""

    def user_has_permission(self, user, action):
        return f"{action}_{self.model._meta.model_name}" in held(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class HeldAndKeptPolicy(HeldPolicy):
    """And nobody deletes."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)
