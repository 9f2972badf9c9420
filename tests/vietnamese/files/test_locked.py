"""Files with a password, in the ways in which offices' programs set one."""

import io
import zipfile

import pytest

from tests.vietnamese.files.other_writers import binary_book, made, open_document
from tests.vietnamese.files.table_writers import TABLE, by_openpyxl
from vietnamese.files.locked import OLE, is_locked, older_is_locked

HEADER = OLE + bytes(504)


def directory(name):
    return name.encode("utf-16-le").ljust(512, b"\0")


def older_text(*, locked=False):
    """The parts of a .doc that say it: the header, the beginning of its FIB, the directory."""
    flags = bytes([0x00, 0x01 if locked else 0x00])
    fib = b"\xec\xa5\xc1\x00" + bytes(6) + flags
    return HEADER + fib.ljust(512, b"\0") + directory("WordDocument")


def older_book(*, locked=False):
    """A .xls: BOF, and FilePass behind it where there is a password."""
    begins = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    after = b"\x2f\x00\x06\x00" + bytes(6) if locked else b"\xe1\x00\x02\x00\xb0\x04"
    return HEADER + (begins + after).ljust(512, b"\0") + directory("Workbook")


def zip_with_a_password():
    """Entries are marked in their heads (flag 1), which is all that anybody needs to see."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("a.txt", "x")
    content = bytearray(target.getvalue())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        made("locked.xlsx"),
        older_text(locked=True),
        older_book(locked=True),
        open_document(TABLE, locked=True),
        zip_with_a_password(),
    ],
)
def test_locked(content):
    assert is_locked(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + bytes(40),
        older_text(),
        older_book(),
        made("plain.xls"),
        made("merged.xls"),
        made("plain.ods"),
        by_openpyxl(),
        binary_book(TABLE),
    ],
)
def test_not_locked(content):
    assert not is_locked(content)
    assert not older_is_locked(content)
