"""A city in a database of its own, told once for a module: backups open connections of their own, and commit."""

import pytest

from keeping.databases.elsewhere import pointed_at
from tests.keeping.site import PASSPHRASE, files_in, tell_city
from tests.races.databases import database_of_its_own


@pytest.fixture(scope="module")
def site(tmp_path_factory, migrated_copy, django_db_blocker):
    folder = tmp_path_factory.mktemp("site")
    with (
        django_db_blocker.unblock(),
        database_of_its_own(folder, migrated_copy) as name,
        pointed_at(name),
        files_in(folder / "var"),
    ):
        yield tell_city(name, folder / "var")


@pytest.fixture
def passphrase(tmp_path, settings):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    file.chmod(0o600)
    settings.BACKUP_PASSPHRASE_FILE = str(file)
    return file
