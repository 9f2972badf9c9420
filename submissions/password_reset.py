"""Placeholder replaced below."""

from wagtail.admin.forms.auth import PasswordResetForm  # noqa: F401
