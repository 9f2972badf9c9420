"""The rows of the settings: there from the first `migrate` on, so that who reads a setting never has to make it.

Wagtail makes the row of a setting when it is first read, which is a page that somebody only looks at.
"""

from contextlib import suppress

from django.db import DatabaseError, transaction
from django.db.models.signals import post_migrate
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site


def connect():
    """Called once, when this app is ready."""
    post_migrate.connect(make_rows, dispatch_uid="submissions.kept.settings_rows")


def make_rows(app_config, *, using, **kwargs):
    """Make the rows of the settings of `app_config`; none while their tables are not those of today."""
    with suppress(DatabaseError), transaction.atomic(using):
        for model in registry:
            if model._meta.app_label != app_config.label:
                continue
            if issubclass(model, BaseSiteSetting):
                for site in Site.objects.all():
                    model.for_site(site)
            else:
                model.load()
