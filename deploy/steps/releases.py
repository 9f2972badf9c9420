"""Releases in /srv/site/releases: each version of the program whole beside the others, `current` says which one serves.

Libraries lie beside them, by what they were installed from: an update that changes none installs none.
"""

import hashlib
import os
import secrets
import shutil
import sys

from deploy.steps import settings
from deploy.steps.machine import ACCOUNT, HOME, SOURCE, VAR, Failed, own, run, say, write

RELEASES = HOME / "releases"
LIBRARIES = HOME / "libraries"
CURRENT = HOME / "current"
KEPT = 3
# Two web servers stand side by side while one takes over from the other; a third only reads, meanwhile.
PORTS = (8001, 8002)
READING_PORT = 8003
# In each release: of what its static files were made, as a digest.
STATIC_MADE_OF = "static.made-of"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "var", "__pycache__", "*.mo", ".env")


def current():
    """The release that serves (Path), or None."""
    return CURRENT.resolve() if CURRENT.is_symlink() else None


def numbers():
    return sorted(int(path.name) for path in RELEASES.iterdir() if path.name.isdecimal())


def environment(release):
    """The environment (dict) of the site's account with the settings and what the release adds to them."""
    return settings.read() | settings.read(release / "release.env")


def manage(release, *command, **options):
    """Run manage.py of `release` as the site's account; return what it said."""
    env = environment(release) | options.pop("env", {})
    return run(release / ".venv/bin/python", "manage.py", *command, user=ACCOUNT, cwd=release, env=env, **options)


def make(ref=""):
    """A new release (Path) of the program in the folder where this lies, ready to be started."""
    number = max(numbers(), default=0) + 1
    release = RELEASES / str(number)
    say(f"• Đang chuẩn bị phiên bản số {number} của chương trình…")
    try:
        _fetch(release, ref)
        (release / ".venv").symlink_to(_libraries(release))
        _write_own_settings(release)
        _build(release)
    except BaseException:
        shutil.rmtree(release, ignore_errors=True)
        raise
    say(f"✓ Chương trình: {release}.")
    return release


def _write_own_settings(release):
    """What each release has of its own: where it listens, its static files, and its database."""
    if serving := current():
        before = environment(serving)
        database, port = before["DATABASE_URL"], PORTS[before["PORT"] == str(PORTS[0])]
    else:
        database, port = f"postgres://{ACCOUNT}:{secrets.token_hex(24)}@127.0.0.1:5432/{ACCOUNT}", PORTS[0]
    own_settings = {"PORT": port, "STATIC_ROOT": release / "static", "DATABASE_URL": database}
    write(release / "release.env", settings.lines(own_settings), mode=0o600)


def use_database(release, name):
    """Let `release` have the database `name` of the same server."""
    own_settings = settings.read(release / "release.env")
    own_settings["DATABASE_URL"] = f"{own_settings['DATABASE_URL'].rpartition('/')[0]}/{name}"
    write(release / "release.env", settings.lines(own_settings), mode=0o600)


def _fetch(release, ref):
    """What is committed, where this is a checkout of git; else the files as they lie here."""
    shutil.rmtree(release, ignore_errors=True)
    if not (SOURCE / ".git").exists():
        if ref:
            raise Failed(f"{SOURCE} không phải là kho git: không lấy được {ref}.")
        shutil.copytree(SOURCE, release, ignore=LEFT_OUT, symlinks=True)
        return
    release.mkdir()
    command = 'git -c safe.directory="$1" -C "$1" archive "$2" | tar -x -C "$3"'
    run("bash", "-o", "pipefail", "-c", command, "bash", SOURCE, ref or "HEAD", release)


def _libraries(release):
    """The folder with the libraries that the release asks for, installed where they are not there yet."""
    asked = b"".join((release / name).read_bytes() for name in ("requirements.txt", "constraints.txt"))
    folder = LIBRARIES / hashlib.sha256(asked + sys.version.encode()).hexdigest()[:16]
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        say("• Đang cài các thư viện Python (vài phút)…")
        run("/usr/bin/python3", "-m", "venv", folder)
        pip = (folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir")
        run(*pip, "-r", "requirements.txt", cwd=release)
        (folder / "complete").touch()
    return folder


def _build(release):
    """Messages and static files, made by the site's account; afterwards the release is root's alone to change."""
    for path in (release, *release.rglob("*")):
        os.lchown(path, *_ids())
    python = release / ".venv/bin/python"
    env = environment(release)
    run(python, "scripts/compile_messages.py", user=ACCOUNT, cwd=release, env=env)
    if not _take_over_static(release):
        run(python, "manage.py", "collectstatic", "--noinput", "-v", "0", user=ACCOUNT, cwd=release, env=env)
    run("chown", "-R", "-h", "root:root", release)
    others = ("!", "-name", "release.env", "!", "-type", "l")
    run("find", release, *others, "-exec", "chmod", "u=rwX,go=rX", "{}", "+")
    run(python, "-m", "compileall", "-q", release, check=False)


def _take_over_static(release):
    """Link to the static files of the release that serves, made of the same: to press them takes long."""
    made_of = hashlib.sha256((release / ".venv").resolve().name.encode())
    for path in sorted(path for path in release.glob("**/static/**/*") if path.is_file()):
        made_of.update(f"{path.relative_to(release)} {path.stat().st_size}\n".encode() + path.read_bytes())
    write(release / STATIC_MADE_OF, made_of.hexdigest())
    before = current()
    if before is None or not (before / STATIC_MADE_OF).exists():
        return False
    if (before / STATIC_MADE_OF).read_text(encoding="utf-8") != made_of.hexdigest():
        return False
    shutil.copytree(before / "static", release / "static", copy_function=os.link)
    # The start compares when it was written (site_cms/prepared.py).
    os.utime(release / "static/staticfiles.json")
    return True


def _ids():
    stat = VAR.stat()
    return stat.st_uid, stat.st_gid


def show_static(release):
    """Put the static files where the proxy serves them from; those of releases before stay for pages already read."""
    for path in (release / "static").rglob("*"):
        if path.is_file():
            place = VAR / "static" / path.relative_to(release / "static")
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f".{place.name}.part")
            part.unlink(missing_ok=True)
            os.link(path, part)
            part.replace(place)
            part.unlink(missing_ok=True)  # two names of one file are left as they were


def switch(release):
    """Let `current` name the release, in one step."""
    part = HOME / ".current.part"
    part.unlink(missing_ok=True)
    part.symlink_to(release)
    part.replace(CURRENT)


def clear_old():
    """Take away releases before the newest few, libraries and static files that no release has any more."""
    serving = current()
    kept = {RELEASES / str(number) for number in numbers()[-KEPT:]} | {serving}
    for number in numbers():
        if (release := RELEASES / str(number)) not in kept:
            shutil.rmtree(release)
    libraries = {(release / ".venv").resolve() for release in kept}
    for folder in LIBRARIES.iterdir():
        if folder not in libraries:
            shutil.rmtree(folder)
    names = {path.relative_to(kept_of) for kept_of in (r / "static" for r in kept) for path in kept_of.rglob("*")}
    for path in (VAR / "static").rglob("*"):
        if path.is_file() and path.relative_to(VAR / "static") not in names:
            path.unlink()


def make_folders_of_files():
    """The proxy looks into these two."""
    for name in ("media", "static"):
        (VAR / name).mkdir(exist_ok=True)
    own(VAR / "media", ACCOUNT, 0o755)
    own(VAR / "static", "root", 0o755)
