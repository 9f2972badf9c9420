"""A small city in a database and folders of its own, with all that a backup has to bring back."""

import io
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.db.models import FileField
from django.test import Client

from keeping.databases.elsewhere import pointed_at
from submissions.models import NewsDocument, NewsImage, Unit
from tests import factories
from tests.royalties.privacy import PayingOffice

ALIASES = {"default": "media", "private": "private"}
PASSPHRASE = "mười hai con giáp, Phan Thiết"


def storages_at(location):
    """Every storage there: a test that changed STORAGES leaves fields and `storages` with different ones."""
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField)]
    held = {id(storage): storage for storage in (*map(storages.__getitem__, ALIASES), *(one.storage for one in fields))}
    return [storage for storage in held.values() if storage.location == location]


@contextmanager
def files_in(folder):
    """Inside, the site's files lie in `folder` (Path), and so do those of the processes that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        for alias, name in ALIASES.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            for storage in storages_at(storages[alias].location):
                patch.setattr(storage, "location", str(folder / name))
        (folder / "child").mkdir(exist_ok=True)
        patch.setattr(settings, "VAR_DIR", folder)
        patch.setenv("TEST_VAR_DIR", str(folder / "child"))
        yield folder


@dataclass
class Site:
    """Where the city stands: its database, the folder of its files, and some of what is in it."""

    database: str
    folder: Path
    unit: Unit
    photo: NewsImage
    document: NewsDocument


def tell_city(database, folder):
    """A photo with its sizes and a document in a live piece; approved papers; people with personal numbers."""
    PayingOffice()
    unit = factories.UnitFactory(name="UBND phường Phú Tài")
    photo = factories.photo(unit)
    photo.get_rendition("width-40")
    factories.published(unit, title="Khai mạc lễ hội Nghinh Ông", image=photo)
    Client().force_login(factories.leader_of(unit), backend="django.contrib.auth.backends.ModelBackend")
    return Site(database, folder, unit, photo, factories.document(unit))


class Writer:
    """Somebody who uploads documents to the database `name`, of the unit with the key `unit`, as long as this lasts."""

    def __init__(self, name, unit):
        self.name, self.unit, self.written, self.errors = name, unit, 0, []
        self.has_written, self.stop = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._work)

    def _work(self):
        try:
            with pointed_at(self.name):
                unit = Unit.objects.get(pk=self.unit)
                while not self.stop.is_set():
                    factories.document(unit, title=f"Văn bản {self.written}")
                    self.written += 1
                    self.has_written.set()
        except Exception as error:
            self.errors.append(error)
            self.has_written.set()

    def __enter__(self):
        self.thread.start()
        self.has_written.wait(30)
        return self

    def __exit__(self, *exception):
        self.stop.set()
        self.thread.join(30)
        assert self.errors == []


def command(name, *arguments, **options):
    """What a command of manage.py prints (str)."""
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=out, no_color=True, **options)
    return out.getvalue()


def swap_byte(path):
    """Change one byte in the middle of the file at `path`; its size stays."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
