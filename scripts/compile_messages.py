"""Compile the gettext catalogues with Babel, so that a machine without gettext can run the site.

Usage: python scripts/compile_messages.py [--force] [--quiet]

Every ``locale*/<language>/LC_MESSAGES/*.po`` below the project's root is compiled beside itself, and only
when it is newer than its ``.mo``: `make run` asks each time, and a start must not wait for nothing.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def catalogues(root):
    """Return the .po files (Path) below `root`, in a stable order."""
    return sorted(root.glob("locale*/*/LC_MESSAGES/*.po"))


def is_stale(po):
    """Return whether the .mo beside `po` (Path) is missing or older than it."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def compile_catalogue(po):
    """Write the .mo beside `po` (Path) in one step, so that a running server never reads half a file.

    Raises babel.messages.pofile.PoFileError when the catalogue cannot be read.
    """
    from babel.messages.mofile import write_mo  # imported late: a start where nothing changed is quick
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    partial = po.with_suffix(f".{os.getpid()}.part")
    with partial.open("wb") as target:
        write_mo(target, catalogue)
    # Never older than its source, even where that came from a machine whose clock is ahead: it would stay "stale".
    moment = max(partial.stat().st_mtime_ns, po.stat().st_mtime_ns)
    os.utime(partial, ns=(moment, moment))
    partial.replace(po.with_suffix(".mo"))


def compiled(po, *, root, quiet):
    """Compile `po` and say so unless `quiet`; return False, with the reason on stderr, when it is broken."""
    from babel.messages.pofile import PoFileError

    try:
        compile_catalogue(po)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        print(f"{po.relative_to(root)}: {error}", file=sys.stderr)
        return False
    if not quiet:
        print(f"compiled {po.relative_to(root)}")
    return True


def main(arguments=None):
    """Compile what changed; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--force", action="store_true", help="compile all, changed or not")
    parser.add_argument("--quiet", action="store_true", help="say nothing but what is broken")
    parser.add_argument("--root", type=Path, default=ROOT, help="where the locale folders lie")
    options = parser.parse_args(arguments)
    stale = [po for po in catalogues(options.root) if options.force or is_stale(po)]
    results = [compiled(po, root=options.root, quiet=options.quiet) for po in stale]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
