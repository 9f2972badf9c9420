"""Wagtail's app of accounts, with our screens for them."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "submissions.accounts.accounts_admin.AccountViewSet"
