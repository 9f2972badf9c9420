"""Passwords that anybody would try are refused, those of one's own are not; leaked ones where there is a list."""

import hashlib

import pytest
from django.contrib.auth.password_validation import (
    get_password_validators,
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError

from doors.passwords.leaked import LeakedPasswordValidator, is_leaked
from submissions.models import User
from tests import factories
from tests.doors.people import Browser

pytestmark = pytest.mark.django_db

LIST = """
matkhau2019 Matkhau@123 mat-khau-moi-2019 MẬTKHẨU123456 mậtkhẩumới12 M@tkhau2024! phanthiet2019 Phan.Thiet@2020
PhanThiết123! binhthuan1992 anhyeuem123 Anhyeuem@2019 iloveyou2020 qwertyuiop1 Qwerty@123456 asdfghjkl12 zxcvbnm,./1
1qaz2wsx3edc quantri@2019 Admin@123456 administrator1 P@ssw0rd2019 password2026! vietnam@2025 HaNoi1010!! ubndphuong1
aaaaaaaaaaaa abcdefghij12 0987654321abc hoa.huong.1985 NguyenVanA1990 taikhoan@123 bientap@2019 15/08/1990aa
"""
GUESSED = LIST.split()
OWN = [
    "Bien-xanh-2019!",
    "con mèo trèo cây cau",
    "xoài chín rụng sau hè",
    "khuya-nghe-mưa-rào",
    "Thuyền thúng về bến 5 giờ",
    "kL9vQz2mXw7p",
    "correct horse battery",
]


@pytest.mark.parametrize("password", GUESSED)
def test_what_anybody_would_try(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="hoa", email="hoa@phanthiet.example"))


@pytest.mark.parametrize("password", OWN)
def test_what_is_somebodys_own(password):
    validate_password(password, User(username="hoa", email="hoa@phanthiet.example"))


def test_a_list_of_common_ones_alone_would_let_them_through(settings):
    """Else ours were not needed."""
    django_s = [one for one in settings.AUTH_PASSWORD_VALIDATORS if one["NAME"].startswith("django.")]

    def is_let_through(password):
        try:
            validate_password(password, User(username="hoa"), get_password_validators(django_s))
        except ValidationError:
            return False
        return True

    assert sum(map(is_let_through, GUESSED)) > 20


def test_the_own_name_and_year():
    user = User(username="x", first_name="Đặng Quỳnh", last_name="Khuê")
    with pytest.raises(ValidationError):
        validate_password("Quynhkhue1985!", user)


def test_the_name_of_a_unit():
    factories.UnitFactory(short_name="Xuân Quế")
    with pytest.raises(ValidationError):
        validate_password("XuanQue@2019")


def test_a_very_long_one_costs_little():
    validate_password("xoài chín rụng sau hè " * 2000)


def test_on_the_screen_in_words():
    browser = Browser().log_in(factories.editor())
    fields = {"old_password": factories.PASSWORD, "new_password1": "Phanthiet@2019", "new_password2": "Phanthiet@2019"}
    page = browser.post("/admin/account/", {f"password-{key}": value for key, value in fields.items()})
    assert "Mật khẩu này dễ đoán" in page.content.decode()


class TestLeaked:
    @pytest.fixture
    def leaked(self, tmp_path, settings):
        """A file as "Have I Been Pwned" hands it out: ordered, with Windows' ends of lines."""
        known = ["trời trong gió nhẹ", *(f"mau-{number}" for number in range(500))]
        hashes = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in known)
        path = tmp_path / "leaked.txt"
        path.write_bytes(b"\r\n".join(f"{one}:{n * 37}".encode() for n, one in enumerate(hashes)) + b"\r\n")
        settings.LEAKED_PASSWORDS_FILE = str(path)
        return known

    def test_each_of_the_file_is_found(self, leaked, settings):
        path = settings.LEAKED_PASSWORDS_FILE
        assert all(is_leaked(one, path) for one in leaked)
        assert not any(is_leaked(f"khong-{number}", path) for number in range(500))

    def test_refused(self, leaked):
        with pytest.raises(ValidationError, match="bị lộ"):
            validate_password("trời trong gió nhẹ", password_validators=[LeakedPasswordValidator()])

    def test_off_unless_there_is_a_file(self, settings):
        assert settings.LEAKED_PASSWORDS_FILE == ""
        names = [one["NAME"] for one in settings.AUTH_PASSWORD_VALIDATORS]
        assert not [name for name in names if "leaked" in name]
        assert "<li></li>" not in password_validators_help_text_html()
