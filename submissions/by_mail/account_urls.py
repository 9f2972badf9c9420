"""Choice of a password, in the place of Wagtail's own view."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from submissions.by_mail.password import OpenPasswordLinkView, PasswordResetConfirmView

secret = sensitive_post_parameters()

urlpatterns = [
    path("dat-mat-khau/", never_cache(OpenPasswordLinkView.as_view()), name="choose_password"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        secret(never_cache(PasswordResetConfirmView.as_view())),
        name="wagtailadmin_password_reset_confirm",
    ),
]
