"""The drill: a city is backed up while people work, proved, lost and put back; each kind of damage is told."""

import shutil
import stat
from pathlib import Path

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import F

from doors.factors import factors
from keeping.archive import manifest as manifests
from keeping.archive.checksums import ArchiveError
from keeping.archive.place import DAMAGED, Archive
from keeping.databases import contents
from keeping.databases.elsewhere import pointed_at
from keeping.databases.kinds import kind
from keeping.records.records import BACKUP, REHEARSAL, last
from keeping.restoring.look import counts_agree, files_are_there, key_opens, photos_open, seals_hold
from keeping.restoring.restore import write_key
from royalties.models import BaseSalary, PersonalDetails, RoyaltyTable
from royalties.sealed.seals import SEALED
from submissions.models import NewsDocument, Unit
from tests import factories
from tests.doors.people import codes_of, with_telephone
from tests.keeping.site import PASSPHRASE, Writer, command, files_in, swap_byte

NIGHT = "2026-11-30 02:00:00+07:00"
SITE = "127.0.0.1"


@pytest.fixture(scope="module")
def kept(site, tmp_path_factory):
    """The archive (Path) with a backup of the city, made while somebody uploaded one document after another."""
    folder = tmp_path_factory.mktemp("kept")
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    secret.chmod(0o600)
    with Writer(site.database, site.unit.pk) as writer, time_machine.travel(NIGHT, tick=True):
        before = writer.written
        command("backup", folder / "archive", passphrase_file=str(secret))
        assert writer.written > before
    return folder / "archive"


@pytest.fixture
def archive(kept, tmp_path):
    """A copy of the archive that a test may spoil."""
    return Archive(shutil.copytree(kept, tmp_path / "archive"))


@pytest.fixture
def manifest(archive):
    return manifests.read(archive.chosen())


def test_the_backup_is_of_one_moment(archive, manifest):
    """Documents were uploaded before, during and after: each one that was counted has its file."""
    assert manifest["missing"] == []
    assert 0 < manifest["tables"]["submissions_newsdocument"] < NewsDocument.objects.count()
    assert manifest["tables"]["royalties_personaldetails"] == PersonalDetails.objects.count()
    assert manifest["database"]["kind"] == connection.vendor
    assert last(BACKUP).is_good


def test_nobody_else_reads_a_backup(archive):
    for path in (archive.folder, *archive.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_second_backup_copies_only_what_is_new(site, archive, passphrase):
    """Photos and documents of the day before lie once in the archive."""
    with time_machine.travel(NIGHT, tick=True):
        command("backup", archive.folder.with_name("fresh"))
    fresh = Archive(archive.folder.with_name("fresh"))
    before = {path: path.stat().st_mtime_ns for path in fresh.files.glob("??/*")}
    said = command("backup", fresh.folder)
    assert "0 tệp mới" in said
    assert {path: path.stat().st_mtime_ns for path in fresh.files.glob("??/*")} == before
    assert len(fresh.names()) == 2


def test_a_backup_is_proved_by_the_rehearsal(site, archive, passphrase):
    said = command("restore", archive.folder, check=True)
    assert "SAI" not in said
    for told in (
        "Số dòng khớp",
        "Mã kiểm khớp",
        "verify_closed",
        "verify_royalties",
        "Ảnh nào cũng mở được",
        "Khóa mở được",
    ):
        assert told in said
    assert (archive.chosen() / "checked").exists()
    assert last(REHEARSAL).is_good
    assert last(REHEARSAL).name == archive.names()[-1]
    assert list(site.folder.glob("restore-check-*")) == []


def test_a_lost_site_is_put_back(site, archive, manifest, tmp_path):
    with kind().empty_place() as database, pointed_at(database) as there, files_in(tmp_path / "elsewhere") as folder:
        said = command("restore", archive.folder, no_input=True, without_key=True)
        assert "Đã khôi phục trang" in said
        assert contents.counts(there) == manifest["tables"]
        assert [finding for finding in seals_hold() if not finding[0]] == []
        assert key_opens()[0]
        found = {path.relative_to(folder).as_posix() for name in ("media", "private") for path in files(folder / name)}
        assert found == manifest["files"].keys()
        document = NewsDocument.objects.get(pk=site.document.pk)
        assert Path(document.file.path).read_bytes() == Path(site.document.file.path).read_bytes()
        assert stat.S_IMODE(Path(document.file.path).stat().st_mode) == 0o600
        assert factories.document(document.collection.unit).pk > document.pk  # sequences go on


def test_a_backup_lets_nobody_in(site, archive, manifest, tmp_path):
    """Whoever gets hold of it has no session that goes on; and one that was ended since does not begin again."""
    [session] = Session.objects.all()
    assert UserSession.objects.get().session_key == session.session_key
    assert session.session_key.encode() not in (archive.chosen() / manifest["database"]["file"]).read_bytes()
    with kind().empty_place() as database, pointed_at(database) as there:
        kind().put_back(archive.chosen() / manifest["database"]["file"], database)
        assert not Session.objects.exists()
        assert not UserSession.objects.exists()
        older = manifest | {"tables": manifest["tables"] | {"django_session": 7}}
        assert counts_agree(there, older)[0]


def test_codes_on_paper_that_were_used_since_open_nothing(site, archive, settings, tmp_path):
    """All of them end, and whoever puts the site back is told; a telephone stays."""
    editor = factories.editor()
    with_telephone(editor)
    [code, *_others] = codes_of(editor)
    again = Archive(tmp_path / "again")
    command("backup", again.folder, without_key=True)
    assert factors.open_with(editor, code)
    with kind().empty_place() as database, pointed_at(database), files_in(tmp_path / "elsewhere"):
        said = command("restore", again.folder, no_input=True, without_key=True)
        assert not factors.open_with(editor, code)
        assert factors.has_factor(editor)
        assert factors.codes_left(editor) is None
    assert "Mã dự phòng ghi trên giấy đã hủy" in said
    assert "Kiểm tra lại các tài khoản" in said


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_site_that_is_there_is_not_replaced_unless_it_is_named(site, archive):
    before = contents.counts(connection)
    with pytest.raises(CommandError, match=f"--replace {SITE}"):
        command("restore", archive.folder, no_input=True)
    with pytest.raises(CommandError, match=f"--replace {SITE}"):
        command("restore", archive.folder, no_input=True, replace="thanhpho.example")
    assert contents.counts(connection) == before


def test_another_name_typed_changes_nothing(site, archive, monkeypatch):
    before = contents.counts(connection)
    monkeypatch.setattr("builtins.input", lambda prompt: "thanhpho.example")
    with pytest.raises(CommandError, match="không phải tên của trang"):
        command("restore", archive.folder, replace=SITE)
    assert contents.counts(connection) == before


def test_what_is_replaced_is_backed_up_first(site, archive, manifest, tmp_path, monkeypatch):
    """What was written since lies in a backup of its own; what is put back is the night's."""
    monkeypatch.setattr("builtins.input", lambda prompt: SITE)
    with kind().empty_place() as database, pointed_at(database) as there, files_in(tmp_path / "elsewhere"):
        command("restore", archive.folder, no_input=True)
        factories.document(Unit.objects.get(pk=site.unit.pk), title="Viết sau khi sao lưu")
        command("restore", archive.folder, backup=archive.names()[0], replace=SITE, without_key=True)
        assert contents.counts(there) == manifest["tables"]
        assert not NewsDocument.objects.filter(title="Viết sau khi sao lưu").exists()
    of_replaced = manifests.read(archive.folder / archive.names()[1])
    assert of_replaced["tables"]["submissions_newsdocument"] == manifest["tables"]["submissions_newsdocument"] + 1


def test_a_byte_that_was_swapped_in_a_file_is_told_and_mended_by_the_next_backup(site, archive, manifest, passphrase):
    name = f"private/{site.photo.file.name}"
    stored = archive.stored(manifest["files"][name][0])
    swap_byte(stored)
    with pytest.raises(CommandError, match="Không tin được"):
        command("restore", archive.folder, check=True)
    assert name in last(REHEARSAL).problems[0]
    assert not last(REHEARSAL).is_good
    assert stored.with_name(stored.name + DAMAGED).exists()
    command("backup", archive.folder)
    assert stored.read_bytes() == Path(site.photo.file.path).read_bytes()


@pytest.mark.parametrize("part", ["database", "manifest.json", "personal-data-key.json"])
def test_a_byte_that_was_swapped_elsewhere_is_told(site, archive, manifest, passphrase, part):
    file = manifest["database"]["file"] if part == "database" else part
    swap_byte(archive.chosen() / file)
    with pytest.raises(CommandError):
        command("restore", archive.folder, check=True)
    with pytest.raises(CommandError):
        command("restore", archive.folder, no_input=True, replace=SITE, without_key=True)
    assert last(REHEARSAL).problems


def test_another_passphrase_is_told(site, archive, passphrase):
    passphrase.write_text("một cụm mật khẩu khác hẳn", encoding="utf-8")
    with pytest.raises(CommandError, match="Không tin được"):
        command("restore", archive.folder, check=True)
    assert last(REHEARSAL).problems == ["Cụm mật khẩu không mở được khóa trong bản sao lưu này."]


def test_another_key_is_told(site, settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    is_well, said = key_opens()
    assert not is_well
    assert "Khóa không mở được" in said


def test_the_key_comes_out_for_who_knows_the_passphrase(site, archive, passphrase, settings, tmp_path):
    command("restore", archive.folder, write_key=str(tmp_path / "key"))
    assert (tmp_path / "key").read_text() == f"PERSONAL_DATA_KEY='{settings.PERSONAL_DATA_KEYS[0]}'\n"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    for path in archive.folder.rglob("*"):
        assert path.is_dir() or settings.PERSONAL_DATA_KEYS[0].encode() not in path.read_bytes()


@pytest.mark.parametrize("is_link", [True, False])
def test_a_key_is_written_into_a_new_file_only(is_link, tmp_path):
    """Also where somebody puts a file or a link there at the last moment: it is made and opened in one step."""
    path, elsewhere = tmp_path / "key", tmp_path / "elsewhere"
    if is_link:
        path.symlink_to(elsewhere)
    else:
        path.write_text("của người khác")
    with (
        pytest.MonkeyPatch.context() as patch,
        pytest.raises(ArchiveError, match="Đã có"),
    ):
        patch.setattr("os.path.lexists", lambda path: False)
        write_key(path, ["khóa"])
    assert not elsewhere.exists()
    assert is_link or path.read_text() == "của người khác"


def test_rows_that_are_not_as_they_were_sealed_are_told(site):
    with transaction.atomic():
        SEALED.lift(using=connection.alias)
        RoyaltyTable.objects.exclude(digest="").update(digest="0" * 64)
        told = [said for is_well, said in seals_hold() if not is_well]
        transaction.set_rollback(True)
    assert told
    assert told[0].startswith("verify_royalties")


def test_what_only_today_makes_otherwise_is_no_fault_of_a_backup(site):
    """Rates of the day after count for no paper of the day before: told to the office, not held against the backup."""
    with transaction.atomic():
        BaseSalary.objects.update(amount=F("amount") * 2)
        told = dict(reversed(finding) for finding in seals_hold())
        transaction.set_rollback(True)
    assert all(told.values()), told
    assert [said for said in told if said.startswith("verify_royalties: Không còn khớp")]


def test_what_does_not_agree_is_named(site, archive, manifest):
    """Rows that went missing, a file that no backup has, a photo that is none: each look says which."""
    manifest["tables"] = contents.counts(connection) | {"submissions_unit": 99}
    assert "submissions_unit (99 → " in counts_agree(connection, manifest)[1]
    photo, document = f"private/{site.photo.file.name}", f"private/{site.document.file.name}"
    digest, _size = manifest["files"].pop(document)
    is_well, said = files_are_there(connection, manifest)
    assert not is_well
    manifest["files"][photo] = (digest, 0)
    is_well, said = photos_open(connection, archive, manifest)
    assert (is_well, photo in said) == (False, True)


def test_a_backup_of_the_other_kind_or_of_a_newer_program_is_refused(site, archive, manifest, passphrase):
    folder = archive.chosen()
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    newer = manifest["migrations"] | {"submissions": [*manifest["migrations"]["submissions"], "9999_from_tomorrow"]}
    for change, told in (
        ({"database": manifest["database"] | {"kind": other}}, "DATABASE_URL"),
        ({"migrations": newer}, "submissions.9999_from_tomorrow"),
    ):
        manifests.write(folder, manifest | change)
        with pytest.raises(CommandError, match="Không tin được"):
            command("restore", archive.folder, check=True)
        assert told in last(REHEARSAL).problems[0]
