"""An office's file of whatever format, looked through by a process of its own."""

import sys

from vietnamese.dangers import older, packages
from vietnamese.dangers.looking import BYTES, SECONDS
from vietnamese.files import limited
from vietnamese.files.locked import OLE


def danger_in(content: bytes) -> str:
    if content.startswith(b"PK"):
        return packages.danger_in(content)
    return older.danger_in_container(content) if content.startswith(OLE) else older.danger_in_rtf(content)


def main() -> None:
    limited.give_away(memory=BYTES, seconds=SECONDS)
    sys.stdout.write(danger_in(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
