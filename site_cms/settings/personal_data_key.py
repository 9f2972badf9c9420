"""The keys by which identity, tax and bank numbers of authors lie encrypted: looked at before anything starts."""

import os
import tempfile

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


def refuse_bad_keys(keys, *, where):
    """Raise ImproperlyConfigured, naming `where` they stand, unless `keys` are Fernet keys; it tells none of them."""
    if not keys:
        raise ImproperlyConfigured(f"{where} sai: không có khóa nào (docs/deployment.md).")
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            # Without the cause: a traceback is kept longer, and read by more people, than a key may be.
            raise ImproperlyConfigured(
                f"{where} sai: khóa thứ {place} không phải 32 byte viết theo base64 (docs/deployment.md)."
            ) from None


def key_of_this_machine(folder):
    """The key (str) in `folder`, made there by whoever comes first, and readable by its owner only.

    Raises ImproperlyConfigured where the file holds something else: another key would not read what there is.
    """
    path = folder / "personal-data.key"
    if not path.exists():
        _write_once(path, Fernet.generate_key())
    key = path.read_text(encoding="ascii", errors="replace").strip()
    refuse_bad_keys([key], where=f"Tệp {path}")
    return key


def _write_once(path, content):
    """Write the file whole or not at all, and leave one that somebody else was quicker to write."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
