"""System check: the key that the site has opens the personal data that are stored."""

from django.core.checks import Tags, Warning, register

from royalties.personal import key_probe
from submissions.checks import PERSONAL_DATA, tables_exist
from submissions.kept.encrypted import ELSEWHERE, encrypted_fields


def register_checks():
    register(check_personal_data_key, Tags.database, PERSONAL_DATA)


def check_personal_data_key(app_configs, databases, **kwargs):
    """A warning, no error: a site whose key is lost for good goes on without the numbers."""
    holders = [*encrypted_fields(), *(kept.model for kept in ELSEWHERE)]
    if not databases or not all(map(tables_exist, holders)) or key_probe.opens_a_sample():
        return []
    return [Warning(key_probe.what_to_do(), id="royalties.W001")]
