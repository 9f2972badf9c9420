"""Whether an office's file can only be opened with a password: said by its bytes, in whatever program it was made."""

import io
import zipfile
from collections.abc import Iterator

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512
# Streams of Microsoft's older container: Word 97, Excel 97 and 95, PowerPoint 97.
OLDER_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "PowerPoint Document"))
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# [MS-DOC] 2.5.2: wIdent of the FIB, and of its flags fEncrypted. [MS-XLS] 2.4.21, 2.4.117: BOF, and FilePass after it.
WORD_BEGINS, WORD_FLAGS, WORD_ENCRYPTED = b"\xec\xa5", 11, 0x01
BOOK_BEGINS, FILE_PASS, HEAD_OF_RECORD = b"\x09\x08", b"\x2f\x00", 4
OF_OPEN_DOCUMENT = "META-INF/manifest.xml"
LARGEST_MANIFEST = 2**20


def is_locked(content: bytes) -> bool:
    """Whether the file ``content`` has a password: a package of Office or LibreOffice, an older .doc or .xls, a ZIP.

    A package is put into the older container when it is encrypted, and has none of its streams.
    """
    if content.startswith(OLE):
        is_older = any(name in content for name in OLDER_STREAMS) or any(older_beginnings(content))
        return ENCRYPTED_PACKAGE in content or not is_older or older_is_locked(content)
    return content.startswith(b"PK") and package_is_locked(content)


def older_is_locked(content: bytes) -> bool:
    """Whether a stream of an older .doc or .xls says at its beginning that the rest is encrypted."""
    for sector in older_beginnings(content):
        if sector.startswith(WORD_BEGINS):
            if sector[WORD_FLAGS] & WORD_ENCRYPTED:
                return True
        else:
            after = HEAD_OF_RECORD + int.from_bytes(sector[2:4], "little")
            if sector[after : after + 2] == FILE_PASS:
                return True
    return False


def older_beginnings(content: bytes) -> Iterator[bytes]:
    """The sectors with which the text of a .doc or the book of an .xls may begin."""
    for place in range(SECTOR, len(content), SECTOR):
        sector = content[place : place + SECTOR]
        if sector.startswith((WORD_BEGINS, BOOK_BEGINS)) and len(sector) > WORD_FLAGS:
            yield sector


def package_is_locked(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if any(entry.flag_bits & 1 for entry in parts.infolist()):
                return True
            if OF_OPEN_DOCUMENT not in parts.namelist():
                return False
            with parts.open(OF_OPEN_DOCUMENT) as manifest:
                return b"encryption-data" in manifest.read(LARGEST_MANIFEST)
    # Damaged in whatever way: that it has a password is not what is wrong with it.
    except Exception:
        return False
