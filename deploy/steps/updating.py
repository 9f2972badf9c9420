"""deploy/update: to the program in this folder, without an error that a reader sees, and back when it is not well.

The web server of before serves until the new one is well. Where the database has to be changed, the new program gets a
copy of it: meanwhile the one of before shows pages and takes nothing in, so that nothing is lost on the way there or
back.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from deploy.steps import machine, proxy, releases, settings, stores, units
from deploy.steps.machine import Failed, run, say
from deploy.steps.releases import manage


def main():
    parser = argparse.ArgumentParser(
        prog="deploy/update", description="Nâng cấp trang lên chương trình trong thư mục này."
    )
    parser.add_argument(
        "source", nargs="?", metavar="NGUỒN", help="thư mục hoặc tệp .tar.gz của bản mới; bỏ trống: thư mục này"
    )
    parser.add_argument("--ref", default="", help="với kho git: nhánh, thẻ hoặc mã của bản cần lấy")
    options = parser.parse_args()
    if options.source:
        hand_over(Path(options.source).resolve(), options.ref)
    machine.main(lambda: update(options.ref))


def hand_over(source, ref):
    """Let the new program bring itself in: it knows what it needs."""
    if source.is_file():
        folder = Path(tempfile.mkdtemp(prefix="site-update-"))
        run("tar", "-xf", source, "-C", folder)
        source = folder if (folder / "deploy/update").exists() else next(folder.iterdir())
    if not (command := source / "deploy/update").is_file():
        sys.exit(f"✗ {source} không phải là chương trình của trang: không có deploy/update.")
    os.execv(command, [str(command), *(["--ref", ref] if ref else [])])


def update(ref):
    """Make the new release beside the one that serves; let it take over, or leave all as it was."""
    before = releases.current()
    if before is None:
        raise Failed("Máy này chưa có trang. Vui lòng chạy ./deploy/install trước.")
    machine.install_packages()
    release = releases.make(ref)
    try:
        releases.show_static(release)
        has_migrations = needs_migrations(release)
        (with_database if has_migrations else program_only)(before, release)
    except BaseException:
        releases.show_static(before)
        shutil.rmtree(release)
        say(f"↩ Đã trở về phiên bản số {before.name}; trang chạy như trước khi nâng cấp, không mất gì.")
        raise
    releases.clear_old()
    stores.clear_old(releases.environment(release)["DATABASE_URL"])
    manage(release, "draw_share_cards")
    say(f"Xong. Trang chạy phiên bản số {release.name}. Vui lòng xem: sudo site-manage doctor")


def needs_migrations(release):
    """Whether migrations of `release` have not run yet on the database that the site has."""
    return not machine.succeeds(
        release / ".venv/bin/python",
        *("manage.py", "migrate", "--check"),
        user=machine.ACCOUNT,
        cwd=release,
        env=releases.environment(release),
    )


def back_up(before):
    """The newest state, before anything changes."""
    say("• Đang sao lưu…")
    manage(before, "backup")
    say("✓ Đã sao lưu.")


def program_only(before, release):
    """Both programs stand on the same database for a moment."""
    back_up(before)
    try:
        units.start(release)
        take_over(release)
        units.stop_worker()
        units.stop(before)
        units.start_always()
    except BaseException:
        units.start(before)
        take_over(before)
        units.stop(release)
        units.start_always()
        raise


def with_database(before, release):
    """The new program on a copy of the database, while the one of before shows pages and takes nothing in."""
    copied = f"{machine.ACCOUNT}_{release.name}"
    old = releases.environment(before)["DATABASE_URL"]
    say("• Phiên bản mới đổi cơ sở dữ liệu: trong lúc đó trang vẫn đọc được, nhưng tạm chưa nhận gì gửi lên.")
    try:
        reading = units.start(before, reading=True)
        proxy.close()
        proxy.ask(reading)
        units.stop_worker()
        units.stop(before)  # what was being written is written
        back_up(before)
        stores.copy(old, copied)
        releases.use_database(release, copied)
        manage(release, "migrate", "--noinput")
        units.start(release)
        take_over(release)
    except BaseException:
        units.start(before)
        take_over(before)
        units.stop(release)
        stores.drop(copied)
        reopen(before)
        raise
    reopen(before)


def reopen(before):
    """What is sent is taken in again, and what is due is done."""
    proxy.reopen()
    units.stop(before, reading=True)
    units.start_always()


def take_over(release):
    """From here on `release` serves: `current`, the units, and the proxy."""
    releases.switch(release)
    units.install_units()
    proxy.configure([host.strip() for host in settings.read()["ALLOWED_HOSTS"].split(",")])
    proxy.ask(units.web(release)[1])


if __name__ == "__main__":
    sys.exit(main())
