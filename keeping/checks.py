"""System check: the SECRET_KEY is the one that the site's data were written with."""

from django.core.checks import Tags, Warning, register

from keeping.keys import secret
from keeping.models import SecretMark
from submissions.checks import SECRET, tables_exist


def register_checks():
    register(check_secret_key, Tags.database, SECRET)


def check_secret_key(app_configs, databases, **kwargs):
    """A warning, no error: whose key is lost for good has a site all the same."""
    if not databases or not tables_exist(SecretMark) or not secret.is_another():
        return []
    return [Warning(secret.what_to_do(), id="keeping.W001")]
