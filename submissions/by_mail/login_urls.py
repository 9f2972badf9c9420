"""The address of the log-in, in the place of Wagtail's own view."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from submissions.by_mail.login import LoginView

urlpatterns = [path("", sensitive_post_parameters()(never_cache(LoginView.as_view())), name="wagtailadmin_login")]
