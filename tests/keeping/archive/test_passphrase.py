"""Where the passphrase comes from, and which are refused."""

import unicodedata

import pytest

from keeping.archive.checksums import ArchiveError
from keeping.archive.passphrase import passphrase as asked
from keeping.archive.sealed_key import seal, unseal


@pytest.fixture
def typed(monkeypatch):
    """What is typed, one after the other; somebody sits there."""
    answers = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: answers.pop(0))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return answers


def test_from_file_environment_and_keyboard(passphrase, typed, settings):
    assert asked(is_new=True) == "mười hai con giáp, Phan Thiết"
    settings.BACKUP_PASSPHRASE_FILE, settings.BACKUP_PASSPHRASE = "", "từ biến môi trường"
    assert asked(is_new=True) == "từ biến môi trường"
    settings.BACKUP_PASSPHRASE = ""
    typed += ["gõ hai lần giống nhau", "gõ hai lần giống nhau"]
    assert asked(is_new=True) == "gõ hai lần giống nhau"
    typed += ["gõ một lần"]
    assert asked(is_new=False) == "gõ một lần"


def test_two_different_ones_and_a_short_one_are_refused(typed):
    typed += ["cụm thứ nhất dài", "cụm thứ hai dài"]
    with pytest.raises(ArchiveError, match="khác nhau"):
        asked(is_new=True)
    typed += ["ngắn", "ngắn"]
    with pytest.raises(ArchiveError, match="quá ngắn"):
        asked(is_new=True)


def test_a_file_that_is_away_or_open_to_everybody_is_refused(passphrase, tmp_path):
    with pytest.raises(ArchiveError, match="Không đọc được"):
        asked(str(tmp_path / "none"), is_new=False)
    passphrase.chmod(0o644)
    with pytest.raises(ArchiveError, match="chmod 600"):
        asked(is_new=False)


def test_the_key_opens_however_the_passphrase_was_typed(tmp_path, typed):
    """A Mac writes the marks of Vietnamese apart; keys come back in their order."""
    typed += [unicodedata.normalize("NFD", "cụm mật khẩu dài")] * 2
    seal(tmp_path, ["mới", "cũ"], asked(is_new=True))
    assert unseal(tmp_path, "cụm mật khẩu dài") == ["mới", "cũ"]
    with pytest.raises(ArchiveError):
        unseal(tmp_path, "cum mat khau dai")
