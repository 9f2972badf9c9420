"""Log-in and choice of a password, in the place of Wagtail's own views."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from submissions.by_mail.login import LoginView
from submissions.by_mail.password import PasswordResetConfirmView

secret = sensitive_post_parameters()

urlpatterns = [
    path("login/", secret(never_cache(LoginView.as_view())), name="wagtailadmin_login"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        secret(never_cache(PasswordResetConfirmView.as_view())),
        name="wagtailadmin_password_reset_confirm",
    ),
]
