"""The address of this room, /readyz; /healthz is site_cms/health.py, which asks no part."""

from django.urls import path

from keeping.readiness.views import ready

urlpatterns = [path("", ready, name="ready")]
