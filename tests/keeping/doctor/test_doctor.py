"""Each thing that the site rests on, broken for real where that can be done: said in words, and what mends it."""

import datetime
import shutil
import socket
import ssl
import threading
import time
from collections import namedtuple
from contextlib import contextmanager

import pytest
from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import CommandError
from django.db import OperationalError, connection
from django.test import override_settings
from django.utils import timezone
from whitenoise.storage import CompressedManifestStaticFilesStorage

from compliance.models import DueRun
from keeping.doctor import database, examination, machine, network
from keeping.doctor.findings import Level
from keeping.records.records import BACKUP, REHEARSAL, note
from royalties.models import Author, PersonalDetails
from site_cms import prepared
from tests import factories, mailserver
from tests.keeping.site import command
from tests.scaffold import redis_server

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def worked(db):
    """What is due was done just now."""
    return DueRun.objects.create(started_at=timezone.now(), finished_at=timezone.now())


# --- the database --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("look", [database.answers, database.order_of_names, database.migrated, database.clock])
def test_the_database_of_the_tests_is_well(look):
    assert look().level is Level.GOOD


@pytest.mark.django_db
def test_a_migration_that_has_not_run_is_named():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'royalties'")
    found = database.migrated()
    assert found.is_broken
    assert "royalties.0001_" in found.said
    assert found.mend == "python manage.py migrate"


@pytest.mark.parametrize(("seconds", "level"), [(4, Level.GOOD), (5, Level.LOOK), (59, Level.LOOK), (60, Level.BROKEN)])
def test_clocks_that_are_apart(seconds, level):
    assert database.clock_apart(seconds).level is level


def test_the_worker_that_is_late_or_never_ran(worked, settings):
    assert database.worker().level is Level.GOOD
    DueRun.objects.update(finished_at=timezone.now() - datetime.timedelta(minutes=settings.RUN_DUE_LATE_MINUTES + 1))
    assert database.worker().is_broken
    DueRun.objects.all().delete()
    assert "chưa chạy lần nào" in database.worker().said


@pytest.mark.django_db
def test_a_key_that_does_not_open_what_is_stored(settings):
    author = Author.objects.create(name="Lê Bình", unit=factories.UnitFactory())
    PersonalDetails.objects.create(author=author, tax_code="8765432109")
    assert database.keys().level is Level.GOOD
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    assert database.keys().is_broken
    assert "PERSONAL_DATA_KEY" in database.keys().mend


# --- the machine ---------------------------------------------------------------------------------


def test_a_cache_that_nobody_answers_for():
    assert machine.cache_keeps().level is Level.GOOD
    with override_settings(CACHES=redis_server.away()):
        assert machine.cache_keeps().is_broken


@pytest.mark.parametrize(
    ("free", "level"), [(6 * 1024**3, Level.GOOD), (4 * 1024**3, Level.LOOK), (100 * 1024**2, Level.BROKEN)]
)
def test_a_disk_that_fills(monkeypatch, free, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 1024**3, 0, free))
    assert machine.disk().level is level


def test_what_was_not_made(settings, tmp_path, monkeypatch):
    assert machine.made().level is Level.GOOD
    settings.REFUSE_UNPREPARED = True
    nowhere = CompressedManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    monkeypatch.setattr(prepared, "staticfiles_storage", nowhere)
    assert machine.made().is_broken
    assert "collectstatic" in machine.made().mend


def test_backups_that_are_missing_old_or_failed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert machine.backups().level is Level.GOOD  # nobody watches in the tests
    settings.BACKUP_LATE_HOURS = 36
    assert machine.backups().is_broken
    assert machine.rehearsals().mend == "python manage.py restore --check"
    for kind in (BACKUP, REHEARSAL):
        note(kind, "2026-11-29_020000", begun_at=timezone.now())
    assert machine.backups().level is machine.rehearsals().level is Level.GOOD
    note(BACKUP, "", begun_at=timezone.now(), problems=["Ổ đĩa đã đầy."])
    assert machine.backups().level is Level.LOOK


# --- the network ---------------------------------------------------------------------------------


def test_a_mail_server_that_answers_gets_no_mail():
    with mailserver.running_mail_server() as mailbox:
        assert network.mail().level is Level.GOOD
    assert mailbox.letters == []


def test_a_port_where_no_mail_server_is():
    with mailserver.smtp(mailserver.unused_port()):
        assert network.mail().is_broken
        assert "EMAIL_PORT" in network.mail().mend


def test_a_server_that_takes_the_call_and_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(network, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, mailserver.smtp(silent.getsockname()[1]):
        begun = time.monotonic()
        assert network.mail().is_broken
        assert time.monotonic() - begun < 5


def test_an_address_that_the_site_does_not_answer_to(settings):
    settings.ALLOWED_HOSTS = ["phanthiet.example"]
    settings.WAGTAILADMIN_BASE_URL = "https://phanthiet.example"
    assert network.address().level is Level.GOOD
    settings.WAGTAILADMIN_BASE_URL = "https://cu.phanthiet.example"
    assert "cu.phanthiet.example" in network.address().said
    assert network.address().is_broken


def certificate(folder, *, days):
    """Files (certificate, key) of one for localhost that ends in so many days."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=90))
        .not_valid_after(now + datetime.timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(*form))
    return files


@contextmanager
def https(files):
    """The port of a server on localhost that shows the certificate of `files` to one who calls."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)

    def answer(server):
        try:
            called, _address = server.accept()
            with context.wrap_socket(called, server_side=True) as wrapped:
                wrapped.recv(1)
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer, args=(server,))
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


@pytest.mark.parametrize(
    ("days", "is_known", "level"),
    [(60, True, Level.GOOD), (5, True, Level.LOOK), (-2, True, Level.BROKEN), (60, False, Level.BROKEN)],
)
def test_a_certificate_as_browsers_see_it(tmp_path, settings, monkeypatch, days, is_known, level):
    files = certificate(tmp_path, days=days)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    with https(files) as port:
        settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{port}"
        found = network.certificate()
    assert found.level is level, found.said
    if level is not Level.GOOD:
        assert "certbot renew" in found.mend


def test_a_site_that_is_not_reached_from_here_is_no_fault_of_its_certificate(settings):
    settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{mailserver.unused_port()}"
    assert network.certificate().level is Level.LOOK


# --- all of it -----------------------------------------------------------------------------------


def test_a_site_that_is_well(worked, monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 1024**3, 0, 50 * 1024**3))
    said = command("doctor")
    assert said.count("[tốt]") == len(examination.LOOKS)
    assert said.endswith("Không có gì hỏng.\n")


def test_one_look_that_fails_stops_no_other(worked, monkeypatch, settings):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: (_ for _ in ()).throw(OSError("hỏng ổ đĩa")))
    found = dict(examination.examine())
    assert [str(label) for label, finding in found.items() if finding.is_broken] == ["Ổ đĩa"]
    with pytest.raises(CommandError, match="Số thứ hỏng: 1"):
        command("doctor")


def test_without_a_database_the_rest_is_looked_at(monkeypatch):
    """What has to ask it is not asked: each would wait anew."""

    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    found = {str(label): finding for label, finding in examination.examine()}
    assert found["Cơ sở dữ liệu"].is_broken
    assert found["Cơ sở dữ liệu"].mend
    assert found["Việc chạy tự động"].said.startswith("Chưa xem")
    assert found["Bộ nhớ đệm"].level is Level.GOOD
