"""The key of the personal data inside a backup: encrypted to a passphrase that only people know.

scrypt makes the passphrase a key (RFC 7914; each guess costs 64 MB and a tenth of a second), Fernet encrypts.
"""

import base64
import json
import os

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from keeping.archive.checksums import ArchiveError, write_whole

NAME = "personal-data-key.json"
COST, BLOCKS, LANES = 2**16, 8, 1


def seal(folder, keys, passphrase):
    """Write `keys` (list of str), encrypted to `passphrase`, into the `folder` of a backup."""
    salt = os.urandom(16)
    token = _cipher(passphrase, salt=salt, cost=COST).encrypt(json.dumps(keys).encode())
    sealed = {"scrypt": {"n": COST, "r": BLOCKS, "p": LANES}, "salt": salt.hex(), "token": token.decode()}
    write_whole(folder / NAME, json.dumps(sealed, indent=1).encode())


def unseal(folder, passphrase):
    """The keys (list of str) of the backup in `folder`. ArchiveError for another passphrase."""
    try:
        sealed = json.loads((folder / NAME).read_text(encoding="ascii"))
        cipher = _cipher(passphrase, salt=bytes.fromhex(sealed["salt"]), cost=sealed["scrypt"]["n"])
        return json.loads(cipher.decrypt(sealed["token"]))
    except InvalidToken:
        raise ArchiveError(_("The passphrase does not open the key of this backup.")) from None
    except (ValueError, KeyError):  # what is no JSON, no number, or has lost a part
        raise ArchiveError(_("%(file)s is not as it was written: its checksum differs.") % {"file": NAME}) from None


def _cipher(passphrase, *, salt, cost):
    key = Scrypt(salt=salt, length=32, n=cost, r=BLOCKS, p=LANES).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))
